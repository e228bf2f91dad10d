import { controlClasses, Fieldset, type FieldTexts } from './field.tsx';

type DatePart = 'day' | 'month' | 'year';

type DateInputProps = FieldTexts & {
  /** Sends `NAME-day`, `NAME-month` and `NAME-year`. */
  name: string;
  id?: string | undefined;
  defaultValue?: Partial<Record<DatePart, string>> | undefined;
  /** Shows no labels on the boxes, where the header of a column names them. */
  bare?: boolean | undefined;
};

const PARTS = [
  { part: 'day', label: 'Day', width: 'w-[calc(3.5ch+1.5rem)]' },
  { part: 'month', label: 'Month', width: 'w-[calc(6ch+1.5rem)]' },
  { part: 'year', label: 'Year', width: 'w-[calc(5.5ch+1.5rem)]' },
] as const;

/** A date in three boxes. The first has the id of the question, for the link in the error summary. */
export function DateInput({ name, id = name, defaultValue = {}, bare = false, ...texts }: DateInputProps) {
  return (
    <Fieldset id={id} {...texts}>
      <div className={`flex flex-wrap ${bare ? 'gap-2' : 'gap-4'}`}>
        {PARTS.map(({ part, label, width }, index) => {
          const partId = index === 0 ? id : `${id}-${part}`;
          return (
            <div key={part}>
              <label htmlFor={partId} className={bare ? 'sr-only' : 'block'}>
                {label}
              </label>
              <input
                id={partId}
                name={`${name}-${part}`}
                type="text"
                inputMode="numeric"
                autoComplete="off"
                defaultValue={defaultValue[part]}
                aria-invalid={texts.error ? true : undefined}
                className={`mt-1 min-h-12 tabular ${controlClasses(texts.error)} ${width}`}
              />
            </div>
          );
        })}
      </div>
    </Fieldset>
  );
}
