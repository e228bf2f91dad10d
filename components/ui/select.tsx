import { controlClasses, Field, type FieldTexts } from './field.tsx';

/** `group`: the heading it is under. */
type Option = { value: string; label: string; group?: string | undefined };

type SelectProps = FieldTexts & {
  name: string;
  id?: string | undefined;
  options: readonly Option[];
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
          {[...new Set(options.map(({ group }) => group))].map((group) => {
            const own = options.filter((option) => option.group === group).map(optionOf);
            return group === undefined ? (
              own
            ) : (
              <optgroup key={group} label={group}>
                {own}
              </optgroup>
            );
          })}
        </select>
      )}
    </Field>
  );
}

function optionOf({ value, label }: Option) {
  return (
    <option key={value} value={value} dir="auto">
      {label}
    </option>
  );
}
