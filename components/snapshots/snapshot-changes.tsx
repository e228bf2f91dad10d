import type { ReactNode } from 'react';
import { Added, Removed } from '#components/activity/marked.tsx';
import { MarkedPassages } from '#components/activity/marked-text.tsx';
import { Fold } from '#components/ui/fold.tsx';
import { Link } from '#components/ui/link.tsx';
import { frameworkOf } from '#lib/frameworks/known.ts';
import { capitalise, formatCount, formatYesNo } from '#lib/kernel/format.ts';
import { formatDateRange } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { NARRATIVES } from '#lib/record/assessments/rules.ts';
import { formatStatementScore } from '#lib/record/challenge/rules.ts';
import { USE_NAMES } from '#lib/record/evidence/rules.ts';
import type { MarkedChanges } from '#lib/record/snapshots/queries.ts';
import { describeStatementChanges, type SnapshotUse } from '#lib/record/snapshots/rules.ts';
import { thresholdSet } from '#lib/scoring/index.ts';
import { changedDetails, type Difference } from './changed-details.ts';

type SnapshotChangesProps = {
  council: string;
  /** Unique on the page. A changed statement has it with its own id, for links: `signed-QS1`. */
  id: string;
  changes: MarkedChanges;
  /** Whether to open changed statements, as far as they fit on about two screens. */
  open: boolean;
};

/** The differences between two snapshots: assessment, statements and evidence. For below an h2. */
export function SnapshotChanges({ council, id, changes, open }: SnapshotChangesProps) {
  const { items, titles, isChanged } = changes;
  const changed = changes.statements.filter((statement) => statement.isChanged);
  const opened = open ? readFirst(changed) : [];
  if (!isChanged) return <p>No changes.</p>;
  return (
    <div className="folds">
      <Settings changes={changes} />
      <OtherStatements changes={changes} />
      {changed.map((statement) => (
        <Fold
          key={statement.id}
          id={`${id}-${statement.id}`}
          heading={statement.name}
          note={opened.includes(statement) ? undefined : capitalise(describeStatementChanges(statement))}
          open={opened.includes(statement)}
        >
          <Statement council={council} statement={statement} titles={titles} />
        </Fold>
      ))}
      {items.length > 0 && (
        <Fold heading="Evidence details" note={`${formatCount(items.length, 'evidence item')} changed`}>
          <ul className="space-y-4">
            {items.slice(0, SHOWN).map(({ before, after }) => (
              <li key={after.reference}>
                <p className="font-semibold">
                  <Item {...{ council, titles }} reference={after.reference} />
                </p>
                <DetailChanges rows={changedDetails({ before, after }, changes.frameworks)} />
              </li>
            ))}
            <More of={items.length} />
          </ul>
        </Fold>
      )}
    </div>
  );
}

const FITS = 2_000;

/** The statements with another score or status, and the first of the others with 2,000 changed characters in all. */
function readFirst(changed: MarkedChanges['statements']): MarkedChanges['statements'] {
  let room = FITS;
  return changed.filter(({ score, completed, texts }) => {
    const pieces = texts.flatMap((text) => text.pieces).filter(({ kind }) => kind !== 'same');
    const characters = pieces.reduce((sum, { text }) => sum + text.length, 0);
    room -= characters;
    return score !== null || completed !== null || room >= 0;
  });
}

function Settings({ changes: { cycle, frameworks, thresholds } }: Pick<SnapshotChangesProps, 'changes'>) {
  const framework = { before: frameworkOf(frameworks.before), after: frameworkOf(frameworks.after) };
  const rows: readonly Difference[] = [
    ...(cycle
      ? [
          { what: 'Name', before: cycle.before.name, after: cycle.after.name },
          { what: 'Period', before: period(cycle.before.period), after: period(cycle.after.period) },
        ]
      : []),
    { what: 'Framework', before: framework.before.name, after: framework.after.name },
    ...(thresholds
      ? [
          {
            what: 'Thresholds',
            before: thresholdSet(thresholds.before, framework.before).name,
            after: thresholdSet(thresholds.after, framework.after).name,
          },
        ]
      : []),
  ].filter(({ before, after }) => before !== after);
  if (rows.length === 0) return null;
  return (
    <Fold heading="The assessment" open>
      <Differences rows={rows} />
    </Fold>
  );
}

/** The statements that only one of two frameworks has. */
function OtherStatements({ changes: { statements, gone } }: Pick<SnapshotChangesProps, 'changes'>) {
  const lists = [
    ['New statements', statements.filter(({ continues }) => continues === null).map(({ name }) => name)],
    [
      'Statements not continued',
      gone.map(({ id, name, score }) => `${name}: ${formatStatementScore(score, id)}`),
    ],
  ] as const;
  return lists.map(
    ([heading, names]) =>
      names.length > 0 && (
        <Fold key={heading} heading={heading} open>
          <ul className="max-w-text list-disc space-y-1 pl-5">
            {names.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </Fold>
      ),
  );
}

type StatementProps = {
  council: string;
  statement: MarkedChanges['statements'][number];
  titles: MarkedChanges['titles'];
};

function Statement({ council, statement, titles }: StatementProps) {
  const { id, continues, wording, score, completed, texts, evidence } = statement;
  const rows: readonly Difference[] = [
    ...(score
      ? [
          {
            what: 'Score',
            before: inWords(score.before, continues ?? id),
            after: inWords(score.after, id),
          },
        ]
      : []),
    ...(completed
      ? [{ what: 'Completed', before: formatYesNo(completed.before), after: formatYesNo(completed.after) }]
      : []),
    ...(wording
      ? [
          { what: 'Name of the statement', before: wording.before.name, after: wording.after.name },
          { what: 'What it asks', before: wording.before.asks, after: wording.after.asks },
        ].filter(({ before, after }) => before !== after)
      : []),
  ];
  return (
    <>
      <p className="fold-action">
        <Link href={routes.statement(council, id)}>
          See the statement<span className="sr-only">: {statement.name}</span>
        </Link>
      </p>
      <Differences rows={rows} />
      {texts.map(({ field, pieces }) => (
        <Part key={field} heading={NARRATIVES.find((one) => one.field === field)?.heading}>
          <MarkedPassages pieces={pieces} />
        </Part>
      ))}
      <Uses heading="Evidence added" uses={evidence.added} {...{ council, titles }} />
      <Uses heading="Evidence removed" uses={evidence.dropped} {...{ council, titles }} />
      {evidence.explained.length > 0 && (
        <Part heading="Evidence with a new explanation">
          <ul className="space-y-2">
            {evidence.explained.slice(0, SHOWN).map(({ before, after }) => (
              <li key={after.reference}>
                <Item {...{ council, titles }} reference={after.reference} />
                <Differences
                  rows={[
                    { what: 'What it shows', before: before.shows, after: after.shows },
                    { what: USE_NAMES.location, before: before.location, after: after.location },
                  ].filter((row) => row.before !== row.after)}
                />
              </li>
            ))}
            <More of={evidence.explained.length} />
          </ul>
        </Part>
      )}
    </>
  );
}

type UsesProps = {
  heading: string;
  uses: readonly SnapshotUse[];
  council: string;
  titles: MarkedChanges['titles'];
};

function Uses({ heading, uses, council, titles }: UsesProps) {
  if (uses.length === 0) return null;
  return (
    <Part heading={heading}>
      <ul>
        {uses.slice(0, SHOWN).map(({ reference, shows, location }) => (
          <li key={reference} className="wrap-anywhere">
            <Item {...{ council, titles }} reference={reference} />
            {shows !== '' && (
              <>
                : <bdi className="whitespace-pre-line">{shows}</bdi>
              </>
            )}
            {location !== '' && (
              <span className="text-ink-soft">
                {' '}
                (<bdi>{location}</bdi>)
              </span>
            )}
          </li>
        ))}
        <More of={uses.length} />
      </ul>
    </Part>
  );
}

const SHOWN = 20;

function More({ of }: { of: number }) {
  if (of <= SHOWN) return null;
  return <li className="text-ink-soft">And {formatCount(of - SHOWN, 'more item', 'more items')}.</li>;
}

type ItemProps = { council: string; reference: string; titles: MarkedChanges['titles'] };

function Item({ council, reference, titles }: ItemProps) {
  return (
    <span className="wrap-anywhere">
      <Link href={routes.evidenceItem(council, reference)}>
        {reference} <bdi>{titles[reference]}</bdi>
      </Link>
    </span>
  );
}

function Part({ heading, children }: { heading: ReactNode; children: ReactNode }) {
  return (
    <div className="change">
      <h4>{heading}</h4>
      <div>{children}</div>
    </div>
  );
}

/** Of an item that is another than before: without a difference, both were erased since. */
function DetailChanges({ rows }: { rows: readonly Difference[] }) {
  return rows.length > 0 ? <Differences rows={rows} /> : <p>What changed was erased.</p>;
}

function Differences({ rows }: { rows: readonly Difference[] }) {
  if (rows.length === 0) return null;
  return (
    <dl>
      {rows.map(({ what, before, after }) => (
        <div key={what} className="change">
          <dt>{what}</dt>
          <dd>
            <Removed>
              <bdi>{before || 'Not provided'}</bdi>
            </Removed>{' '}
            <Added>
              <bdi>{after || 'Not provided'}</bdi>
            </Added>
          </dd>
        </div>
      ))}
    </dl>
  );
}

const inWords = (...score: Parameters<typeof formatStatementScore>) =>
  capitalise(formatStatementScore(...score));
const period = ({ startsOn, endsOn }: MarkedCycle['period']) => formatDateRange(startsOn, endsOn);
type MarkedCycle = NonNullable<MarkedChanges['cycle']>['after'];
