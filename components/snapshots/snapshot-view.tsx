import { Place } from '#components/evidence/place.tsx';
import { Section } from '#components/layout/section.tsx';
import { ScoreDisplay } from '#components/scoring/score-display.tsx';
import { ThemeTable } from '#components/scoring/theme-table.tsx';
import { Address } from '#components/ui/address.tsx';
import { Fold } from '#components/ui/fold.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { Tag } from '#components/ui/tag.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import { capitalise, formatBytes, formatCount, formatList, lowerFirst } from '#lib/kernel/format.ts';
import { formatDate, formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { segmentsOf } from '#lib/kernel/text/citations.ts';
import { NARRATIVES } from '#lib/record/assessments/rules.ts';
import { finalState } from '#lib/record/assessments/state.ts';
import { formatStatementScore } from '#lib/record/challenge/rules.ts';
import { ERASED_ADDRESS } from '#lib/record/evidence/lifecycle.ts';
import {
  categoryName,
  DETAIL_NAMES,
  NEEDS_REDACTION,
  referenceOf,
  STATE_NAMES,
  USE_NAMES,
} from '#lib/record/evidence/rules.ts';
import { VOICE_NAMES } from '#lib/record/evidence/voices.ts';
import { SCAN_NAMES } from '#lib/record/scans/rules.ts';
import {
  frameworkOfSnapshot,
  type Snapshot,
  type SnapshotItem,
  type SnapshotStatement,
  snapshotScores,
} from '#lib/record/snapshots/rules.ts';

type SnapshotViewProps = { council: string; snapshot: Snapshot };

/** A whole assessment at one moment, in the wording of that time. For below the page's h1. */
export function SnapshotView({ council, snapshot }: SnapshotViewProps) {
  const { result, framework, statements, evidence } = snapshot;
  const state = finalState(result.overall, frameworkOfSnapshot(snapshot).id);
  const items = new Map(evidence.map((item) => [item.reference, item]));
  return (
    <>
      <div className="grid gap-x-16 gap-y-8 lg:grid-cols-2">
        <ScoreDisplay state={state} scores={snapshotScores(snapshot)} />
        <ThemeTable themes={result.themes} state={state} />
      </div>
      {result.flags.map((flag) => (
        <WarningText key={flag.kind}>{flag.message}</WarningText>
      ))}
      {framework.themes.map((theme) => (
        <Section key={theme.id} heading={`${theme.id}. ${theme.name}`}>
          <div className="folds">
            {statements
              .filter((statement) => statement.theme === theme.id)
              .map((statement) => (
                <Statement key={statement.id} council={council} statement={statement} items={items} />
              ))}
          </div>
        </Section>
      ))}
      <Section heading="Evidence">
        {evidence.length === 0 ? (
          <p className="text-ink-soft">No evidence.</p>
        ) : (
          <div className="folds">
            <Fold heading="Items used" note={formatCount(evidence.length, 'evidence item')}>
              <Register council={council} snapshot={snapshot} />
            </Fold>
          </div>
        )}
      </Section>
    </>
  );
}

type Items = ReadonlyMap<string, SnapshotItem>;

type StatementProps = { council: string; statement: SnapshotStatement; items: Items };

function Statement({ council, statement, items }: StatementProps) {
  const { id, name, asks, score, completed, saved, uses } = statement;
  return (
    <Fold
      id={id}
      heading={name}
      note={
        <>
          {capitalise(formatStatementScore(score, id))}.{' '}
          {uses.length === 0 ? 'No evidence' : formatCount(uses.length, 'evidence item')}
        </>
      }
    >
      <p className="max-w-text text-ink-soft">{asks}.</p>
      {NARRATIVES.map(({ field, heading }) => (
        <div key={field} className="mt-4 max-w-text">
          <h4 className="font-semibold">{heading}</h4>
          <Text council={council} text={statement[field]} items={items} />
        </div>
      ))}
      <h4 className="mt-4 font-semibold">Evidence</h4>
      {uses.length === 0 ? (
        <p className="text-ink-soft">No evidence.</p>
      ) : (
        <ul className="max-w-text list-disc space-y-2 pl-5">
          {uses.map(({ reference, shows, location, writtenFor }) => (
            <li key={reference} className="wrap-anywhere">
              <a href={`#${reference}`} className="link">
                {reference} <bdi>{items.get(reference)?.title}</bdi>
              </a>
              {shows !== '' && (
                <p dir="auto" className="text-16 whitespace-pre-line">
                  {shows}
                </p>
              )}
              {location !== '' && (
                <p className="text-16 text-ink-soft">
                  {USE_NAMES.location}:{' '}
                  <PlaceAsOf
                    council={council}
                    item={items.get(reference)}
                    location={location}
                    writtenFor={writtenFor}
                  />
                  {writtenFor !== undefined && ` (written for version ${writtenFor})`}
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      <p className="mt-4 text-16 text-ink-soft">
        {completed ? 'Completed. ' : 'Not completed. '}
        {saved ? (
          <>
            Last saved by <bdi>{saved.by}</bdi>, {formatDateTime(saved.at)}.
          </>
        ) : (
          'Never saved.'
        )}
      </p>
    </Fold>
  );
}

/** References open the item at the version of its file that this was made with, and at their page. */
function Text({ council, text, items }: { council: string; text: string; items: Items }) {
  if (text === '') return <p className="text-ink-soft">Not provided</p>;
  let at = 0;
  return (
    <p dir="auto" className="wrap-anywhere whitespace-pre-line">
      {segmentsOf(text).map(({ text: words, number, page }) => {
        const key = at;
        at += words.length;
        const item = number === null ? undefined : items.get(referenceOf(number));
        if (!item) return words;
        return (
          <Link key={key} href={itemAsOf(council, item, page ?? undefined)}>
            {words}
          </Link>
        );
      })}
    </p>
  );
}

type PlaceAsOfProps = {
  council: string;
  item: SnapshotItem | undefined;
  location: string;
  /** The version of the file. Undefined: the newest at the time. */
  writtenFor: number | undefined;
};

/** A place in the version of the file that it was written for. */
function PlaceAsOf({ council, item, location, writtenFor }: PlaceAsOfProps) {
  if (!item || item.source.kind === 'link') return <bdi>{location}</bdi>;
  return <Place location={location} href={(page) => itemAsOf(council, item, page, writtenFor)} />;
}

/** An item with the version of its file that was the newest at the time. */
function itemAsOf(
  council: string,
  { reference, source }: SnapshotItem,
  page?: number,
  version = source.kind === 'file' ? (source.version ?? 1) : undefined,
): string {
  return routes.evidenceItem(council, reference, { page, version });
}

function Register({ council, snapshot }: SnapshotViewProps) {
  const { evidence } = snapshot;
  return (
    <Table
      caption="Evidence items used, with their details at the time"
      captionHidden
      wide
      stacked
      columns={[
        { header: 'Reference' },
        { header: DETAIL_NAMES.title },
        { header: DETAIL_NAMES.category },
        { header: DETAIL_NAMES.datedOn },
        { header: DETAIL_NAMES.owner },
        { header: DETAIL_NAMES.marking },
      ]}
      rows={evidence.map((item) => ({
        key: item.reference,
        cells: [
          <span key="reference" id={item.reference} className="scroll-mt-4 tabular">
            <Link href={itemAsOf(council, item)}>{item.reference}</Link>
          </span>,
          <div key="title" className="wrap-anywhere">
            <p className="font-semibold">
              <bdi>{item.title}</bdi>
            </p>
            {item.withdrawn && <Tag tone="warning">{STATE_NAMES.withdrawn}</Tag>}
            {item.needsRedaction && <Tag tone="warning">{NEEDS_REDACTION}</Tag>}
            {item.scan && <Tag tone="warning">{SCAN_NAMES[item.scan]}</Tag>}
            {item.voices && (
              <p className="text-ink-soft">
                From: {lowerFirst(formatList(item.voices.map((voice) => VOICE_NAMES[voice])))}
              </p>
            )}
            <Source source={item.source} itemHref={routes.evidenceItem(council, item.reference)} />
          </div>,
          categoryName(item.category, frameworkOfSnapshot(snapshot)),
          item.datedOn ? (
            <span key="date" className="whitespace-nowrap tabular">
              {formatDate(item.datedOn)}
            </span>
          ) : (
            <NotProvided key="date" />
          ),
          item.owner || <NotProvided key="owner" />,
          <div key="marking">
            {item.marking}
            {item.containsPersonalData && (
              <p className="text-ink-soft">{DETAIL_NAMES.containsPersonalData}</p>
            )}
          </div>,
        ],
      }))}
    />
  );
}

function Source({ source, itemHref }: { source: SnapshotItem['source']; itemHref: string }) {
  if (source.kind === 'link' && source.url === ERASED_ADDRESS) return <p className="text-ink-soft">Link</p>;
  if (source.kind === 'link') {
    return (
      <Link href={source.url}>
        <Address>{source.url}</Address>
      </Link>
    );
  }
  return (
    <>
      <p className="text-ink-soft">
        <bdi>{source.name}</bdi>, {formatBytes(source.bytes)},{' '}
        <Link href={`${itemHref}#versions`}>version {source.version ?? 1}</Link>
      </p>
      <p className="text-ink-soft">
        Fingerprint (SHA-256) <code className="break-all">{source.sha256}</code>
      </p>
    </>
  );
}

function NotProvided() {
  return <span className="text-ink-soft">Not provided</span>;
}
