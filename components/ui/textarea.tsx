import { CharacterCount } from './character-count.tsx';
import { controlClasses, Field, type FieldTexts } from './field.tsx';

type TextareaProps = FieldTexts & {
  name: string;
  id?: string | undefined;
  defaultValue?: string | undefined;
  rows?: number | undefined;
  /** Shown as a count below the box. Typing past it is allowed; the server answers with an error. */
  maxLength?: number | undefined;
  spellCheck?: boolean | undefined;
};

export function Textarea({
  name,
  id = name,
  defaultValue,
  rows = 5,
  maxLength,
  spellCheck = true,
  ...texts
}: TextareaProps) {
  return (
    <Field id={id} describedBy={maxLength === undefined ? undefined : `${id}-count`} {...texts}>
      {(control) => (
        <>
          <textarea
            {...control}
            name={name}
            defaultValue={defaultValue}
            rows={rows}
            spellCheck={spellCheck}
            className={`w-full max-w-text resize-y ${controlClasses(texts.error)}`}
          />
          {maxLength !== undefined && <CharacterCount controlId={id} max={maxLength} />}
        </>
      )}
    </Field>
  );
}
