import type { ReactNode } from 'react';
import { MarkedText } from '#components/activity/marked-text.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import type { Framework } from '#lib/frameworks/framework.ts';
import { frameworkOf } from '#lib/frameworks/known.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { capitalise, formatBytes } from '#lib/kernel/format.ts';
import { formatDate, formatDateRange } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { NARRATIVES } from '#lib/record/assessments/rules.ts';
import { formatStatementScore } from '#lib/record/challenge/rules.ts';
import { categoryName, DETAIL_NAMES, USE_NAMES } from '#lib/record/evidence/rules.ts';
import type { MarkedChanges } from '#lib/record/snapshots/queries.ts';
import type { BeforeAfter, SnapshotItem, SnapshotUse } from '#lib/record/snapshots/rules.ts';
import { thresholdSet } from '#lib/scoring/index.ts';

type SnapshotChangesProps = {
  council: string;
  changes: MarkedChanges;
  /** The labels of the two sides: "Version 1, signed", "Now". */
  names: BeforeAfter<string>;
};

/** The differences between two snapshots: assessment, statements and evidence. For below an h2. */
export function SnapshotChanges({ council, changes, names }: SnapshotChangesProps) {
  const { statements, items, titles, isChanged } = changes;
  if (!isChanged) return <p>No changes.</p>;
  return (
    <div className="space-y-10">
      <Settings changes={changes} names={names} />
      <OtherStatements changes={changes} />
      {statements
        .filter((statement) => statement.isChanged)
        .map((statement) => (
          <Statement
            key={statement.id}
            council={council}
            statement={statement}
            titles={titles}
            names={names}
          />
        ))}
      {items.length > 0 && (
        <div>
          <h3 className="heading-3 border-t border-rule pt-4">Evidence details</h3>
          {items.map(({ before, after }) => (
            <Part
              key={after.reference}
              heading={<Item {...{ council, titles }} reference={after.reference} />}
            >
              <BeforeAndAfter
                caption={`Changed details of ${after.reference}`}
                names={names}
                rows={itemRows({ before, after }, changes.frameworks)}
              />
            </Part>
          ))}
        </div>
      )}
    </div>
  );
}

function Settings({
  changes: { cycle, frameworks, thresholds },
  names,
}: Pick<SnapshotChangesProps, 'changes' | 'names'>) {
  const framework = { before: frameworkOf(frameworks.before), after: frameworkOf(frameworks.after) };
  const rows = [
    ...(cycle && cycle.before.name !== cycle.after.name
      ? [row('Name', cycle.before.name, cycle.after.name)]
      : []),
    ...(cycle ? differing('Period', period(cycle.before.period), period(cycle.after.period)) : []),
    ...differing('Framework', framework.before.name, framework.after.name),
    ...(thresholds
      ? [
          row(
            'Thresholds',
            thresholdSet(thresholds.before, framework.before).name,
            thresholdSet(thresholds.after, framework.after).name,
          ),
        ]
      : []),
  ];
  if (rows.length === 0) return null;
  return (
    <div>
      <h3 className="heading-3 mb-3 border-t border-rule pt-4">The assessment</h3>
      <BeforeAndAfter
        caption={`Changed name, period${framework.before === framework.after ? '' : ', framework'} or thresholds`}
        names={names}
        rows={rows}
      />
    </div>
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
        <div key={heading}>
          <h3 className="heading-3 mb-3 border-t border-rule pt-4">{heading}</h3>
          <ul className="max-w-text list-disc space-y-1 pl-5">
            {names.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </div>
      ),
  );
}

type StatementProps = {
  council: string;
  statement: MarkedChanges['statements'][number];
  titles: MarkedChanges['titles'];
  names: BeforeAfter<string>;
};

function Statement({ council, statement, titles, names }: StatementProps) {
  const { id, name, continues, wording, score, completed, texts, evidence } = statement;
  const rows = [
    ...(score ? [row('Score', inWords(score.before, continues ?? id), inWords(score.after, id))] : []),
    ...(completed ? [row('Completed', yesOrNo(completed.before), yesOrNo(completed.after))] : []),
    ...(wording ? differing('Name of the statement', wording.before.name, wording.after.name) : []),
    ...(wording ? differing('What it asks', wording.before.asks, wording.after.asks) : []),
  ];
  return (
    <div>
      <h3 className="heading-3 border-t border-rule pt-4">
        <Link href={routes.statement(council, id)}>{name}</Link>
      </h3>
      {rows.length > 0 && (
        <div className="mt-3">
          <BeforeAndAfter caption={`Changed answers of ${name}`} names={names} rows={rows} />
        </div>
      )}
      {texts.map(({ field, pieces }) => (
        <Part key={field} heading={NARRATIVES.find((one) => one.field === field)?.heading}>
          <SideBySide
            names={names}
            before={<MarkedText pieces={pieces} shows="before" />}
            after={<MarkedText pieces={pieces} shows="after" />}
          />
        </Part>
      ))}
      <Uses heading="Evidence added" uses={evidence.added} {...{ council, titles }} />
      <Uses heading="Evidence removed" uses={evidence.dropped} {...{ council, titles }} />
      {evidence.explained.length > 0 && (
        <Part heading="Evidence with a new explanation">
          <ul className="space-y-5">
            {evidence.explained.map(({ before, after }) => (
              <li key={after.reference}>
                <Item {...{ council, titles }} reference={after.reference} />
                <div className="mt-2">
                  <SideBySide names={names} before={<Use use={before} />} after={<Use use={after} />} />
                </div>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </div>
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
      <ul className="list-disc space-y-2 pl-5">
        {uses.map((use) => (
          <li key={use.reference}>
            <Item {...{ council, titles }} reference={use.reference} />
            {(use.shows !== '' || use.location !== '') && <Use use={use} />}
          </li>
        ))}
      </ul>
    </Part>
  );
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

function Use({ use: { shows, location } }: { use: SnapshotUse }) {
  return (
    <div className="text-16 wrap-anywhere">
      <p dir="auto" className="whitespace-pre-line">
        {shows === '' ? <NotProvided>What it shows is not provided</NotProvided> : shows}
      </p>
      {location !== '' && (
        <p className="text-ink-soft">
          {USE_NAMES.location}: <bdi>{location}</bdi>
        </p>
      )}
    </div>
  );
}

function Part({ heading, children }: { heading: ReactNode; children: ReactNode }) {
  return (
    <div className="mt-5">
      <h4 className="mb-2 font-semibold">{heading}</h4>
      {children}
    </div>
  );
}

function SideBySide({
  names,
  before,
  after,
}: {
  names: BeforeAfter<string>;
  before: ReactNode;
  after: ReactNode;
}) {
  return (
    <div className="grid gap-x-10 gap-y-4 md:grid-cols-2">
      {(['before', 'after'] as const).map((side) => (
        <div key={side} className="min-w-0 border-l-4 border-rule pl-4">
          <p className="mb-1 text-16 text-ink-soft">{names[side]}</p>
          {side === 'before' ? before : after}
        </div>
      ))}
    </div>
  );
}

type DifferenceRow = { readonly what: string; readonly before: string | null; readonly after: string | null };
type BeforeAndAfterProps = { caption: string; names: BeforeAfter<string>; rows: readonly DifferenceRow[] };

function BeforeAndAfter({ caption, names, rows }: BeforeAndAfterProps) {
  return (
    <Table
      caption={caption}
      captionHidden
      columns={[{ header: 'Detail' }, { header: names.before }, { header: names.after }]}
      rows={rows.map(({ what, before, after }) => ({
        key: what,
        cells: [what, <Value key="before" value={before} />, <Value key="after" value={after} />],
      }))}
    />
  );
}

function Value({ value }: { value: string | null }) {
  return value === null || value === '' ? (
    <NotProvided>Not provided</NotProvided>
  ) : (
    <bdi className="wrap-anywhere">{value}</bdi>
  );
}

function NotProvided({ children }: { children: string }) {
  return <span className="text-ink-soft">{children}</span>;
}

function row(what: string, before: string | null, after: string | null): DifferenceRow {
  return { what, before, after };
}

function differing(what: string, before: string | null, after: string | null): readonly DifferenceRow[] {
  return before === after ? [] : [row(what, before, after)];
}

const inWords = (...score: Parameters<typeof formatStatementScore>) =>
  capitalise(formatStatementScore(...score));
const yesOrNo = (value: boolean) => (value ? 'Yes' : 'No');
const period = ({ startsOn, endsOn }: { startsOn: CalendarDate; endsOn: CalendarDate }) =>
  formatDateRange(startsOn, endsOn);

function itemRows(
  { before, after }: BeforeAfter<SnapshotItem>,
  frameworks: BeforeAfter<string>,
): readonly DifferenceRow[] {
  const was = detailsOf(before, frameworkOf(frameworks.before));
  const is = detailsOf(after, frameworkOf(frameworks.after));
  return was.flatMap(([what, value], index) => differing(what, value, is[index]?.[1] ?? null));
}

function detailsOf(item: SnapshotItem, framework: Framework): readonly (readonly [string, string | null])[] {
  const { source } = item;
  const file = source.kind === 'file' ? source : null;
  return [
    [DETAIL_NAMES.title, item.title],
    [DETAIL_NAMES.category, categoryName(item.category, framework)],
    [DETAIL_NAMES.datedOn, item.datedOn && formatDate(item.datedOn)],
    [DETAIL_NAMES.owner, item.owner],
    [DETAIL_NAMES.marking, item.marking],
    [DETAIL_NAMES.containsPersonalData, yesOrNo(item.containsPersonalData)],
    ['File', file && `${file.name}, ${formatBytes(file.bytes)}`],
    ['SHA-256', file?.sha256 ?? null],
    ['Link', source.kind === 'link' ? source.url : null],
  ];
}
