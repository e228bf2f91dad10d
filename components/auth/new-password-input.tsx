import { PasswordInput } from '#components/ui/password-input.tsx';

type NewPasswordInputProps = {
  minimum: number;
  shown?: boolean;
  /** See `PasswordInput`. */
  otherwise?: string;
  error: string | undefined;
};

export function NewPasswordInput({ minimum, ...input }: NewPasswordInputProps) {
  return (
    <PasswordInput
      name="password"
      label="New password"
      hint={`${minimum} characters or more. Three or four unrelated words are easy to remember and hard to guess.`}
      autoComplete="new-password"
      {...input}
    />
  );
}
