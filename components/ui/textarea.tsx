import { CharacterCount } from './character-count.tsx';
import { controlClasses, Field, type FieldTexts } from './field.tsx';

const HEIGHTS = { 5: 'min-h-40', 9: 'min-h-68' } as const;

type TextareaProps = FieldTexts & {
  name: string;
  id?: string | undefined;
  defaultValue?: string | undefined;
  /** Lines to begin with. The box grows with its text where the browser can do so by itself. */
  rows?: keyof typeof HEIGHTS | undefined;
  /** Shown as a count below the box. Typing past it is allowed; the server answers with an error. */
  maxLength?: number | undefined;
};

export function Textarea({ name, id = name, defaultValue, rows = 5, maxLength, ...texts }: TextareaProps) {
  return (
    <Field id={id} describedBy={maxLength === undefined ? undefined : `${id}-count`} {...texts}>
      {(control) => (
        <>
          <textarea
            {...control}
            name={name}
            defaultValue={defaultValue}
            rows={rows}
            spellCheck
            className={`w-full max-w-text resize-y field-sizing-content ${HEIGHTS[rows]} ${controlClasses(texts.error)}`}
          />
          {maxLength !== undefined && <CharacterCount controlId={id} max={maxLength} />}
        </>
      )}
    </Field>
  );
}
