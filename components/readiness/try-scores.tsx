'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { Button } from '#components/ui/button.tsx';
import { onEdit } from '#components/ui/edits.ts';
import { Select } from '#components/ui/select.tsx';

type TryScoresProps = {
  /** The page itself: what is chosen is told in its address, and nothing is saved. */
  action: string;
  statements: readonly {
    readonly id: string;
    readonly name: string;
    readonly options: readonly { value: string; label: string }[];
    readonly chosen: string;
  }[];
  /** The scenario that the scores are tried for, as it was seen, which stays in the address. */
  scenario?: { readonly number: number; readonly version: number } | undefined;
};

/** Nine choices. With script the figures follow each of them; without, the button sends the form. */
export function TryScores({ action, statements, scenario }: TryScoresProps) {
  const router = useRouter();
  const [, follow] = useTransition();
  // As the page was opened: a choice that came back with the figures must not redraw the box that has the focus.
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
      <div className="grid grid-cols-1 gap-x-8 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
        {opened.map(({ id, name, options, chosen }) => (
          <Select key={id} name={id} label={name} options={options} defaultValue={chosen} />
        ))}
      </div>
      <Button kind="secondary">Calculate</Button>
    </form>
  );
}
