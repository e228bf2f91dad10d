import { TextInput } from '#components/ui/text-input.tsx';

type NewPasswordInputProps = { minimum: number; shown?: boolean; error: string | undefined };

export function NewPasswordInput({ minimum, shown = false, error }: NewPasswordInputProps) {
  return (
    <TextInput
      name="password"
      label="New password"
      hint={`${minimum} characters or more. Three or four unrelated words are easy to remember and hard to guess`}
      type={shown ? 'text' : 'password'}
      autoComplete="new-password"
      spellCheck={false}
      error={error}
    />
  );
}
