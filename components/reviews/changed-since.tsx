import { Section } from '#components/layout/section.tsx';
import { SnapshotChanges } from '#components/snapshots/snapshot-changes.tsx';
import { formatCount, formatList } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import { describeStatementChanges } from '#lib/record/snapshots/rules.ts';
import type { Score } from '#lib/scoring/index.ts';
import type { ChangesSince } from '#lib/work/reviews/queries.ts';

type ChangedSinceProps = {
  council: string;
  /** Unique on the page. */
  id: string;
  since: ChangesSince;
  /** The earlier content, after "since": "version 1 was signed". */
  then: string;
  /** Whether to open changed statements. */
  open: boolean;
};

/** The differences between a snapshot and the current answers: a list of contents, then each changed statement. */
export function ChangedSince({ council, id, since, then, open }: ChangedSinceProps) {
  const { changes, madeBy, madeAt } = since;
  const changed = changes.statements.filter(({ isChanged }) => isChanged);
  const unchanged = changes.statements.filter(({ isChanged }) => !isChanged);
  return (
    <Section
      heading={`${changes.isChanged ? whatChanged(changed.length) : 'Nothing changed'} since ${then}`}
      message={
        <>
          <bdi>{madeBy}</bdi>, {formatDateTime(madeAt)}
        </>
      }
    >
      {open && (
        <ul className="mb-2 gap-x-10 text-16 lg:columns-2">
          {changed.map((statement) => (
            <li key={statement.id} className="mb-1 break-inside-avoid">
              <a href={`#${id}-${statement.id}`} className="link">
                {withScore(statement)}
              </a>
              : {describeStatementChanges(statement)}
            </li>
          ))}
        </ul>
      )}
      {changes.isChanged && (
        <>
          <p className="mb-3 text-16 text-ink-soft">
            {unchanged.length > 0 && `No change in ${formatList(unchanged.map(withScore))}. `}
            Words removed since then are struck through. Words added are underlined.
          </p>
          <SnapshotChanges council={council} id={id} changes={changes} open={open} />
        </>
      )}
    </Section>
  );
}

function whatChanged(statements: number): string {
  return statements === 0 ? 'Details changed' : `${formatCount(statements, 'statement')} changed`;
}

type Scored = { readonly name: string; readonly scores: { readonly after: Score | null } };

function withScore({ name, scores }: Scored): string {
  return `${name} (${scores.after ?? 'not scored'})`;
}
