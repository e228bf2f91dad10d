'use client';

import { useEffect, useState } from 'react';
import { cleanedLength } from '#lib/kernel/text/cleaned-length.ts';

type CharacterCountProps = {
  controlId: string;
  max: number;
};

const ANNOUNCE_AFTER_MS = 1000;
const NUMBER = new Intl.NumberFormat('en-GB');

function remaining(length: number, max: number): string {
  const left = max - length;
  const characters = `${NUMBER.format(Math.abs(left))} ${Math.abs(left) === 1 ? 'character' : 'characters'}`;
  return left >= 0 ? `You have ${characters} remaining` : `You have ${characters} too many`;
}

/** Without script, the limit as a sentence. With script, the characters left, announced when typing pauses. */
export function CharacterCount({ controlId, max }: CharacterCountProps) {
  const [length, setLength] = useState<number | null>(null);
  const [announced, setAnnounced] = useState('');

  useEffect(() => {
    const control = document.getElementById(controlId);
    if (!(control instanceof HTMLTextAreaElement || control instanceof HTMLInputElement)) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tellLength = async (tell: (length: number) => void) => {
      const { value } = control;
      const now = await cleanedLength(value);
      if (control.value === value) tell(now);
    };
    const count = () => void tellLength(setLength);
    const countAndTell = () => {
      count();
      clearTimeout(timer);
      timer = setTimeout(
        () => void tellLength((now) => setAnnounced(remaining(now, max))),
        ANNOUNCE_AFTER_MS,
      );
    };
    // A form's reset event fires before the values change.
    const countAfterReset = () => setTimeout(count);
    count();
    control.addEventListener('input', countAndTell);
    control.form?.addEventListener('reset', countAfterReset);
    return () => {
      clearTimeout(timer);
      control.removeEventListener('input', countAndTell);
      control.form?.removeEventListener('reset', countAfterReset);
    };
  }, [controlId, max]);

  const limit = `You can enter up to ${NUMBER.format(max)} characters`;
  const over = length !== null && length > max;
  return (
    <div className="mt-1 tabular print:hidden">
      <p id={`${controlId}-count`} className={length === null ? 'text-ink-soft' : 'sr-only'}>
        {limit}
      </p>
      {length !== null && (
        <p aria-hidden="true" className={over ? 'font-bold text-danger' : 'text-ink-soft'}>
          {remaining(length, max)}
        </p>
      )}
      <p aria-live="polite" className="sr-only">
        {announced}
      </p>
    </div>
  );
}
