'use client';

import { useState } from 'react';
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

export function Textarea({
  name,
  id = name,
  defaultValue = '',
  rows = 5,
  maxLength,
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
            spellCheck
            dir="auto"
            className={`w-full max-w-text resize-y field-sizing-content ${HEIGHTS[rows]} ${controlClasses(texts.error)}`}
          />
          {maxLength !== undefined && <CharacterCount controlId={id} max={maxLength} />}
        </>
      )}
    </Field>
  );
}

/**
 * A default that React does not write over what was typed before it came. In a textarea of the server's, and in no other
 * field, it sets the value to the default where that is a string (`initTextarea` in react-dom), so here it is a list.
 */
function useDefaultUnderTyped(id: string, text: string): string | readonly string[] {
  useState(() => {
    if (typeof document === 'undefined') return;
    // It sets the default as well, which moves the cursor in a box that nobody typed in, unless its value was set.
    const box = document.getElementById(id);
    if (!(box instanceof HTMLTextAreaElement)) return;
    const { value } = box;
    box.value = value;
  });
  // From a list the server's markup would lose a line break at the start.
  return typeof document === 'undefined' ? text : [text];
}
