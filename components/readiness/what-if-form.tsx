'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { Button } from '#components/ui/button.tsx';
import { onEdit } from '#components/ui/edits.ts';
import { Select } from '#components/ui/select.tsx';

type TryScoresProps = {
  /** The page's own address, which holds the choices. Nothing is saved. */
  action: string;
  statements: readonly {
    readonly id: string;
    readonly name: string;
    readonly options: readonly { value: string; label: string }[];
    readonly chosen: string;
  }[];
  /** The scenario and version that the scores are tried for, which stay in the address. */
  scenario?: { readonly number: number; readonly version: number } | undefined;
};

/** A choice for each statement. With script the figures update at each choice; without, the button sends the form. */
export function WhatIfForm({ action, statements, scenario }: TryScoresProps) {
  const router = useRouter();
  const [, follow] = useTransition();
  // The first values only: a choice returned with the figures must not replace the focused box.
  const [opened] = useState(statements);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const element = form.current;
    if (!element) return;
    return onEdit(element, () => {
      const query = new URLSearchParams();
      for (const [name, value] of new FormData(element)) {
        if (typeof value === 'string' && value !== '') query.set(name, value);
      }
      follow(() => router.replace(query.size > 0 ? `${action}?${query}` : action, { scroll: false }));
    });
  }, [action, router]);
  return (
    <form ref={form} action={action} className="space-y-4">
      {scenario && (
        <>
          <input type="hidden" name="scenario" value={scenario.number} />
          <input type="hidden" name="version" value={scenario.version} />
        </>
      )}
      <div className="grid grid-cols-1 items-end gap-x-8 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
        {opened.map(({ id, name, options, chosen }) => (
          <Select key={id} name={id} label={name} options={options} defaultValue={chosen} />
        ))}
      </div>
      <Button kind="secondary">Calculate</Button>
    </form>
  );
}
