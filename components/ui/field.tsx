import type { ReactNode } from 'react';

export type FieldTexts = {
  label: ReactNode;
  hint?: ReactNode | undefined;
  error?: string | undefined;
  /** Adds "(optional)" to the label; other fields are required. */
  optional?: boolean | undefined;
  labelSize?: keyof typeof LABEL_SIZES | undefined;
};

type ControlAttributes = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
};

type FieldProps = FieldTexts & {
  id: string;
  /** Ids of other texts that describe the control, such as a count. */
  describedBy?: string | undefined;
  children: (control: ControlAttributes) => ReactNode;
};

type FieldsetProps = FieldTexts & {
  id: string;
  children: ReactNode;
};

const LABEL_SIZES = {
  small: 'text-16',
  normal: 'font-semibold text-19',
  large: 'heading-2',
} as const;

/** The edge and indent of every question with an error. */
function edge(error: string | undefined): string {
  return error === undefined ? '' : 'max-w-text border-l-4 border-danger pl-4';
}

function descriptionIds(
  id: string,
  hint: ReactNode,
  error: string | undefined,
  more?: string,
): string | undefined {
  const ids = [hint ? `${id}-hint` : '', error ? `${id}-error` : '', more ?? ''].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

function Hint({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div id={`${id}-hint`} className="mt-1 max-w-text text-ink-soft">
      {children}
    </div>
  );
}

function ErrorMessage({ id, children }: { id: string; children: string }) {
  return (
    <p id={`${id}-error`} className="mt-2 max-w-text font-bold text-danger">
      <span className="sr-only">Error: </span>
      {children}
    </p>
  );
}

function Optional() {
  return <span className="font-normal"> (optional)</span>;
}

/** One question with one control: label, hint and error, tied to the control by id. */
export function Field({
  id,
  label,
  hint,
  error,
  optional = false,
  labelSize = 'normal',
  describedBy,
  children,
}: FieldProps) {
  return (
    <div className={edge(error)}>
      <label htmlFor={id} className={`block max-w-text ${LABEL_SIZES[labelSize]}`}>
        {label}
        {optional && <Optional />}
      </label>
      {hint && <Hint id={id}>{hint}</Hint>}
      {error && <ErrorMessage id={id}>{error}</ErrorMessage>}
      <div className="mt-2">
        {children({
          id,
          'aria-describedby': descriptionIds(id, hint, error, describedBy),
          'aria-invalid': error ? true : undefined,
        })}
      </div>
    </div>
  );
}

/** One question with several controls: radios, checkboxes, a date. */
export function Fieldset({
  id,
  label,
  hint,
  error,
  optional = false,
  labelSize = 'normal',
  children,
}: FieldsetProps) {
  return (
    <div className={edge(error)}>
      <fieldset className="min-w-0" aria-describedby={descriptionIds(id, hint, error)}>
        <legend className={`block max-w-text ${LABEL_SIZES[labelSize]}`}>
          {label}
          {optional && <Optional />}
        </legend>
        {hint && <Hint id={id}>{hint}</Hint>}
        {error && <ErrorMessage id={id}>{error}</ErrorMessage>}
        <div className="mt-3">{children}</div>
      </fieldset>
    </div>
  );
}

/** The classes of every text box. */
export function controlClasses(error: string | undefined): string {
  return `block border-2 bg-field px-3 py-2 text-19 ${error ? 'border-danger' : 'border-ink'}`;
}
