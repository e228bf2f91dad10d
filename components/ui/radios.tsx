import type { ReactNode } from 'react';
import { Fieldset, type FieldTexts } from './field.tsx';

type RadioOption = {
  value: string;
  label: ReactNode;
  /** One short sentence, without links. */
  hint?: ReactNode | undefined;
};

type RadiosProps = FieldTexts & {
  name: string;
  id?: string | undefined;
  options: readonly RadioOption[];
  /** Only the person's earlier choice; never a suggested one. */
  defaultValue?: string | undefined;
  /** Choices that change nothing saved, marked so that CSS can react to a change. */
  savedValues?: readonly string[] | undefined;
  /** Only for two short options. */
  inline?: boolean | undefined;
};

/** Stacked options. The first has the id of the question, for the link in the error summary. */
export function Radios({
  name,
  id = name,
  options,
  defaultValue,
  savedValues,
  inline = false,
  ...texts
}: RadiosProps) {
  return (
    <Fieldset id={id} {...texts}>
      <div className={inline ? 'flex flex-wrap gap-x-8 gap-y-2' : 'space-y-2'}>
        {options.map((option, index) => {
          const optionId = index === 0 ? id : `${id}-${index + 1}`;
          // Not derived from the option's id, which for the first option is the question's.
          const hintId = `${id}-option-${index + 1}-hint`;
          return (
            <div key={option.value} className="flex gap-3">
              <input
                id={optionId}
                type="radio"
                name={name}
                value={option.value}
                defaultChecked={defaultValue === option.value}
                data-saved={savedValues?.includes(option.value) || undefined}
                aria-describedby={option.hint ? hintId : undefined}
                className="radio bg-field"
              />
              <div className="min-w-0 pt-1.5">
                <label htmlFor={optionId} className="-my-1.5 -ml-3 block cursor-pointer py-1.5 pr-4 pl-3">
                  <bdi>{option.label}</bdi>
                </label>
                {option.hint && (
                  <div id={hintId} className="max-w-text text-16 text-ink-soft">
                    {option.hint}
                  </div>
                )}
              </div>
            </div>
          );
        })}
      </div>
    </Fieldset>
  );
}
