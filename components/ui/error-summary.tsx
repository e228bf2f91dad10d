'use client';

import { useEffect, useRef } from 'react';

export type SummaryError = {
  message: string;
  /** Id of the first control that the error is about; without it the message stands as text. */
  fieldId?: string | undefined;
};

/** Stands first in `main`, above the heading. With script, focus moves to it each time errors come back. */
export function ErrorSummary({ errors }: { errors: readonly SummaryError[] }) {
  const box = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list of errors must take focus again.
  useEffect(() => {
    box.current?.focus();
  }, [errors]);

  if (errors.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} className="mb-8 max-w-text border-4 border-danger p-5">
      <div role="alert">
        <h2 className="heading-2">There is a problem</h2>
        <ul className="mt-3 space-y-2">
          {errors.map(({ message, fieldId }) => (
            <li key={`${fieldId ?? ''} ${message}`} className="font-bold text-danger">
              {fieldId === undefined ? (
                message
              ) : (
                <a href={`#${fieldId}`} className="underline hover:decoration-[3px]">
                  {message}
                </a>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
