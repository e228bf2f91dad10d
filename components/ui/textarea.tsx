'use client';

import { useState } from 'react';
import { CharacterCount } from './character-count.tsx';
import { controlClasses, Field, type FieldTexts } from './field.tsx';

const HEIGHTS = { 3: 'min-h-26', 5: 'min-h-40', 9: 'min-h-68' } as const;

type TextareaProps = FieldTexts & {
  name: string;
  id?: string | undefined;
  defaultValue?: string | undefined;
  /** Initial lines. The box grows with its text in browsers that support it. */
  rows?: keyof typeof HEIGHTS | undefined;
  /** Shown as a count below the box. Longer text can be typed; the server refuses it. */
  maxLength?: number | undefined;
  readOnly?: boolean | undefined;
};

export function Textarea({
  name,
  id = name,
  defaultValue = '',
  rows = 5,
  maxLength,
  readOnly,
  ...texts
}: TextareaProps) {
  const text = useDefaultUnderTyped(id, defaultValue);
  return (
    <Field id={id} describedBy={maxLength === undefined ? undefined : `${id}-count`} {...texts}>
      {(control) => (
        <>
          <textarea
            {...control}
            name={name}
            defaultValue={text}
            rows={rows}
            readOnly={readOnly}
            spellCheck
            dir="auto"
            className={`w-full max-h-[75dvh] max-w-text resize-y field-sizing-content ${HEIGHTS[rows]} ${controlClasses(texts.error)}`}
          />
          {maxLength !== undefined && <CharacterCount controlId={id} max={maxLength} />}
        </>
      )}
    </Field>
  );
}

/**
 * A default that does not overwrite text typed before hydration. React sets a served textarea, and no other field, to a
 * default that is a string (`initTextarea` in react-dom), so this is a list.
 */
function useDefaultUnderTyped(id: string, text: string): string | readonly string[] {
  useState(() => {
    if (typeof document === 'undefined') return;
    // React also sets the default, which moves the cursor in an untouched box unless its value was set.
    const box = document.getElementById(id);
    if (!(box instanceof HTMLTextAreaElement)) return;
    const { value } = box;
    box.value = value;
  });
  // Rendered from a list, the markup would lose a leading line break.
  return typeof document === 'undefined' ? text : [text];
}
