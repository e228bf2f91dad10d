import { InsetText } from '#components/ui/inset-text.tsx';
import { Link } from '#components/ui/link.tsx';
import type { UndoableClosing } from '#lib/history/closings/queries.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';

/** The effects of undoing a closing, or the reason why it cannot be undone. */
export function WhatComesBack({ council, way }: { council: string; way: UndoableClosing | null }) {
  if (!way) {
    return (
      <InsetText>
        There is no closing to undo. <Link href={routes.cycles(council)}>See all cycles</Link>
      </InsetText>
    );
  }
  const { closed, started, change, paperLinks } = way;
  if (change) {
    return (
      <InsetText>
        The closing can no longer be undone, because “<bdi>{started.name}</bdi>” has changed since:{' '}
        {change.what}, by <bdi>{change.by}</bdi>, {formatDateTime(change.at)}.{' '}
        <Link href={routes.cycles(council)}>See all cycles</Link>
      </InsetText>
    );
  }
  return (
    <div className="max-w-text">
      <p>
        <bdi>{closed.by}</bdi> closed “<bdi>{closed.name}</bdi>” and started “<bdi>{started.name}</bdi>” on{' '}
        {formatDateTime(closed.at)}.
      </p>
      <ul className="mt-4 list-disc space-y-2 pl-5">
        <li>
          “<bdi>{closed.name}</bdi>” will open again with everything it had: answers, evidence, comments,
          challenge scores, targets, scenarios, drafts and its place in sign-off.
        </li>
        <li>
          “<bdi>{started.name}</bdi>” will be removed. No one has changed it.
        </li>
        <li>
          Unsaved drafts in it will move to “<bdi>{closed.name}</bdi>”.
        </li>
        <li>Evidence added to your list, and values of measures, are kept.</li>
        {paperLinks > 0 && (
          <li>
            {formatCount(paperLinks, 'link')} to board papers made since {paperLinks === 1 ? 'keeps' : 'keep'}{' '}
            working. <Link href={routes.paperLinks(council)}>See the links</Link>
          </li>
        )}
        <li>The history keeps both steps. The assurance leads get a notification.</li>
      </ul>
    </div>
  );
}
