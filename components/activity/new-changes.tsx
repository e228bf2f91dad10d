import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import type { NewChanges as Changes } from '#lib/history/activity/queries.ts';
import { describeNewChanges } from '#lib/history/activity/rules.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { MarkSeenForm } from './mark-seen-form.tsx';

/** Changes by other people since the reader last marked them as seen, by statement. */
export function NewChanges({ council, changes }: { council: string; changes: Changes }) {
  const { counts, isMore, through, since } = changes;
  return (
    <Section
      heading="What changed since you last looked"
      message={
        <>
          {describeNewChanges(changes)} by other people
          {since
            ? ` since ${formatDateTime(since)}, when you last marked them as seen.`
            : '. You have not marked any as seen.'}
          {isMore && ' Only the newest are counted here.'}
        </>
      }
    >
      <ul className="mb-4 list-disc space-y-1 pl-5">
        {counts.map(({ statement, count }) => (
          <li key={statement ?? 'other'}>
            <Link href={routes.activity(council, statement ? { statement } : {})}>
              {statement ? knownStatement(statement).name : 'Other changes'}
            </Link>
            : {formatCount(count, 'change')}
          </li>
        ))}
      </ul>
      <MarkSeenForm council={council} through={through} />
    </Section>
  );
}
