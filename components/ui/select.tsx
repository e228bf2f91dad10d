import { controlClasses, Field, type FieldTexts } from './field.tsx';

type SelectProps = FieldTexts & {
  name: string;
  id?: string | undefined;
  options: readonly { value: string; label: string }[];
  defaultValue?: string | undefined;
  /** The first, empty choice, such as "Choose a category". */
  placeholder?: string | undefined;
};

export function Select({ name, id = name, options, defaultValue = '', placeholder, ...texts }: SelectProps) {
  return (
    <Field id={id} {...texts}>
      {(control) => (
        // React ignores a select's new default after a form action, so the key replaces the element.
        <select
          key={defaultValue}
          {...control}
          name={name}
          defaultValue={defaultValue}
          className={`min-h-12 max-w-full cursor-pointer ${controlClasses(texts.error)}`}
        >
          {placeholder !== undefined && <option value="">{placeholder}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value} dir="auto">
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
