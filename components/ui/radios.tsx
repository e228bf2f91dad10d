import type { ReactNode } from 'react';
import { Fieldset, type FieldTexts } from './field.tsx';

type RadioOption = {
  value: string;
  label: ReactNode;
  /** One short sentence, without links. */
  hint?: ReactNode | undefined;
  /** Puts "or" above this option, to set it apart from the scale before it. */
  divided?: boolean | undefined;
};

type RadiosProps = FieldTexts & {
  name: string;
  id?: string | undefined;
  options: readonly RadioOption[];
  /** Nothing is chosen unless the person has chosen it before. */
  defaultValue?: string | undefined;
  /** Only for two short options. */
  inline?: boolean | undefined;
};

/** Option by option, stacked. The first carries the id of the question, for the error summary's link. */
export function Radios({ name, id = name, options, defaultValue, inline = false, ...texts }: RadiosProps) {
  return (
    <Fieldset id={id} {...texts}>
      <div className={inline ? 'flex flex-wrap gap-x-8 gap-y-2' : 'space-y-2'}>
        {options.map((option, index) => {
          const optionId = index === 0 ? id : `${id}-${index + 1}`;
          return (
            <div key={option.value}>
              {option.divided && <p className="mb-2 w-10 text-center text-ink-soft">or</p>}
              <div className="relative flex gap-3">
                <input
                  id={optionId}
                  type="radio"
                  name={name}
                  value={option.value}
                  defaultChecked={defaultValue === option.value}
                  aria-describedby={option.hint ? `${optionId}-hint` : undefined}
                  className="size-10 shrink-0 cursor-pointer appearance-none rounded-[50%] border-2 border-ink bg-white checked:border-[12px]"
                />
                <div className="min-w-0 pt-1.5">
                  <label
                    htmlFor={optionId}
                    className="block cursor-pointer pr-4 before:absolute before:inset-0"
                  >
                    {option.label}
                  </label>
                  {option.hint && (
                    <div id={`${optionId}-hint`} className="max-w-text text-ink-soft">
                      {option.hint}
                    </div>
                  )}
                </div>
              </div>
            </div>
          );
        })}
      </div>
    </Fieldset>
  );
}
