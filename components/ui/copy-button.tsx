'use client';

import { useState, useSyncExternalStore } from 'react';
import { Button } from './button.tsx';

type CopyButtonProps = {
  /** What it copies. */
  text: string;
  /** "Copy link". */
  children: string;
};

const never = () => () => {};

/** Copies a text that people would otherwise select. Not shown where the browser cannot, nor without script. */
export function CopyButton({ text, children }: CopyButtonProps) {
  const [outcome, setOutcome] = useState('');
  const canCopy = useSyncExternalStore(
    never,
    () => navigator.clipboard !== undefined,
    () => false,
  );
  if (!canCopy) return null;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setOutcome('Copied'),
      () => setOutcome('Not copied. Select the text and copy it yourself'),
    );
  return (
    <p className="mt-3 flex flex-wrap items-center gap-4 print:hidden">
      <Button type="button" kind="secondary" onClick={copy}>
        {children}
      </Button>
      <span role="status">{outcome}</span>
    </p>
  );
}
