import { controlClasses, Field, type FieldTexts } from './field.tsx';

/** Width in expected characters; the box tells what length of answer is looked for. */
const WIDTHS = {
  2: 'w-[calc(3.5ch+1.5rem)]',
  4: 'w-[calc(5.5ch+1.5rem)]',
  10: 'w-[calc(12ch+1.5rem)]',
  20: 'w-[calc(24ch+1.5rem)]',
  full: 'w-full max-w-text',
} as const;

export type TextInputWidth = keyof typeof WIDTHS;

type TextInputProps = FieldTexts & {
  name: string;
  id?: string | undefined;
  type?: 'text' | 'email' | 'password' | 'url' | 'search' | 'tel' | undefined;
  defaultValue?: string | undefined;
  width?: TextInputWidth | undefined;
  autoComplete?: string | undefined;
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'url' | undefined;
  spellCheck?: boolean | undefined;
};

export function TextInput({
  name,
  id = name,
  type = 'text',
  defaultValue,
  width = 'full',
  autoComplete,
  inputMode,
  spellCheck,
  ...texts
}: TextInputProps) {
  return (
    <Field id={id} {...texts}>
      {(control) => (
        <input
          {...control}
          name={name}
          type={type}
          defaultValue={defaultValue}
          autoComplete={autoComplete}
          inputMode={inputMode}
          spellCheck={spellCheck}
          className={`min-h-12 max-w-full ${controlClasses(texts.error)} ${WIDTHS[width]}`}
        />
      )}
    </Field>
  );
}
