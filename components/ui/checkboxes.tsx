import type { ReactNode } from 'react';
import { Fieldset, type FieldTexts } from './field.tsx';

type CheckboxProps = {
  id: string;
  name: string;
  value: string;
  label: ReactNode;
  hint?: ReactNode | undefined;
  defaultChecked?: boolean | undefined;
};

type CheckboxesProps = FieldTexts & {
  name: string;
  id?: string | undefined;
  options: readonly { value: string; label: ReactNode; hint?: ReactNode | undefined }[];
  defaultValues?: readonly string[] | undefined;
};

/** A single checkbox, for a statement that is true or not. */
function Checkbox({ id, name, value, label, hint, defaultChecked = false }: CheckboxProps) {
  return (
    <div className="flex gap-3">
      <span className="relative size-10 shrink-0">
        <input
          id={id}
          type="checkbox"
          name={name}
          value={value}
          defaultChecked={defaultChecked}
          aria-describedby={hint ? `${id}-box-hint` : undefined}
          className="peer size-10 cursor-pointer appearance-none border-2 border-ink bg-field"
        />
        <svg
          viewBox="0 0 40 40"
          aria-hidden="true"
          className="pointer-events-none absolute inset-0 hidden size-10 peer-checked:block"
        >
          <path d="M10 21 L17 28 L30 13" fill="none" strokeWidth="5" className="mark-line" />
        </svg>
      </span>
      <div className="min-w-0 pt-1.5">
        <label htmlFor={id} className="-my-1.5 -ml-3 block cursor-pointer py-1.5 pr-4 pl-3">
          <bdi>{label}</bdi>
        </label>
        {hint && (
          <div id={`${id}-box-hint`} className="max-w-text text-ink-soft">
            {hint}
          </div>
        )}
      </div>
    </div>
  );
}

export function Checkboxes({ name, id = name, options, defaultValues = [], ...texts }: CheckboxesProps) {
  return (
    <Fieldset id={id} {...texts}>
      <div className="space-y-2">
        {options.map((option, index) => (
          <Checkbox
            key={option.value}
            id={index === 0 ? id : `${id}-${index + 1}`}
            name={name}
            defaultChecked={defaultValues.includes(option.value)}
            {...option}
          />
        ))}
      </div>
    </Fieldset>
  );
}
