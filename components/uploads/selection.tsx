'use client';

import { useRef } from 'react';
import { LinkButton } from '#components/ui/button.tsx';

/** Selects every file of its form, or none. Needs script. */
export function Selection() {
  const place = useRef<HTMLDivElement>(null);
  const select = (isSelected: boolean) => {
    const boxes = place.current?.closest('form')?.querySelectorAll<HTMLInputElement>('input[name=upload]');
    // A click is what the form takes for an edit.
    for (const box of boxes ?? []) if (box.checked !== isSelected) box.click();
  };
  return (
    <div ref={place} className="flex gap-x-6 noscript:hidden print:hidden">
      <LinkButton type="button" onClick={() => select(true)}>
        Select all files
      </LinkButton>
      <LinkButton type="button" onClick={() => select(false)}>
        Select none
      </LinkButton>
    </div>
  );
}
