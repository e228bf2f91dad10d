import { Section } from '#components/layout/section.tsx';
import { SnapshotChanges } from '#components/snapshots/snapshot-changes.tsx';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import type { ChangesSince } from '#lib/work/reviews/queries.ts';

type ChangedSinceProps = {
  council: string;
  since: ChangesSince;
  heading: string;
  /** The earlier version's label beside "Now". */
  name: string;
};

/** The differences between a snapshot and the current answers. */
export function ChangedSince({ council, since, heading, name }: ChangedSinceProps) {
  return (
    <Section heading={heading}>
      <p className="mb-6 max-w-text text-ink-soft">
        {name}: <bdi>{since.madeBy}</bdi>, {formatDateTime(since.madeAt)}.
      </p>
      <SnapshotChanges council={council} changes={since.changes} names={{ before: name, after: 'Now' }} />
    </Section>
  );
}
