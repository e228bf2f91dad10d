'use client';

import { useEffect, useRef } from 'react';

type SummaryError = {
  /** Id of the error's first control; '' for the form as a whole, whose message is not a link. */
  field: string;
  message: string;
};

type ErrorSummaryProps = {
  errors: readonly SummaryError[];
  /** A new value each time the form comes back, such as its action's state. For forms that also render otherwise. */
  submission?: unknown;
};

/** First in `main`, above the heading. With script, focus moves to it each time the form comes back with errors. */
export function ErrorSummary({ errors, submission = errors }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the same errors take focus again when returned again.
  useEffect(() => {
    box.current?.focus();
  }, [submission]);

  if (errors.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} data-error-summary className="mb-8 max-w-text border-4 border-danger p-5">
      <div role="alert">
        <h2 className="heading-2">There is a problem</h2>
        <ul className="mt-3 space-y-2">
          {errors.map(({ field, message }) => (
            <li key={`${field} ${message}`} className="font-bold text-danger">
              {field === '' ? (
                message
              ) : (
                <a href={`#${field}`} className="underline hover:decoration-[3px]">
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
