import { controlClasses, Field, type FieldTexts } from './field.tsx';

type TextInputProps = FieldTexts & {
  name: string;
  id?: string | undefined;
  type?: 'text' | 'email' | 'password' | 'url' | 'search' | 'date' | undefined;
  defaultValue?: string | undefined;
  autoComplete?: string | undefined;
  spellCheck?: boolean | undefined;
  /** Id of a `datalist`. */
  suggestions?: string | undefined;
  onType?: ((text: string) => void) | undefined;
};

export function TextInput({
  name,
  id = name,
  type = 'text',
  defaultValue,
  autoComplete,
  spellCheck,
  suggestions,
  onType,
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
          spellCheck={spellCheck}
          list={suggestions}
          onInput={onType && (({ currentTarget }) => onType(currentTarget.value))}
          // Addresses and passwords are left to right in every language.
          dir={type === 'text' || type === 'search' ? 'auto' : undefined}
          className={`min-h-12 w-full max-w-text ${controlClasses(texts.error)}`}
        />
      )}
    </Field>
  );
}
