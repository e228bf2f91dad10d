import { TextInput } from '#components/ui/text-input.tsx';

/** For a one-time code that an administrator has issued. */
export function CodeInput({ typed, error }: { typed: string | undefined; error: string | undefined }) {
  return (
    <TextInput
      name="code"
      label="Code"
      hint="For example, 7K2M-X9RT-40QA-HW3C"
      autoComplete="one-time-code"
      spellCheck={false}
      defaultValue={typed}
      error={error}
    />
  );
}
