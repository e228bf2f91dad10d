import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import { LRUCache } from 'lru-cache';
import { frameworkOf } from '#lib/frameworks/known.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { type Piece, wordDifferences } from '#lib/kernel/word-differences.ts';
import { type CouncilRead, type CouncilRows, cacheByAuditHead } from '#lib/platform/db/read.ts';
import { resultOf } from '#lib/record/assessments/rules.ts';
import { type AssessmentState, type StateFacts, stateOf } from '#lib/record/assessments/state.ts';
import { type EvidenceWithUses, loadAllUses } from '#lib/record/evidence/attached.ts';
import { parseReference, referenceOf } from '#lib/record/evidence/rules.ts';
import {
  compareSnapshots,
  type Snapshot,
  type SnapshotChanges,
  type SnapshotItem,
  type SnapshotKind,
  type SnapshotStatement,
  type StatementChanges,
  sha256,
  snapshotFramework,
  snapshotScores,
  withItems,
} from '#lib/record/snapshots/rules.ts';
import type { Overall, Score, StatementId, ThresholdSetId } from '#lib/scoring/index.ts';

type StatementRow = {
  readonly council: string;
  readonly number: number;
  readonly cycle: string;
  readonly starts_on: CalendarDate;
  readonly ends_on: CalendarDate;
  readonly framework: string;
  readonly threshold_set: ThresholdSetId;
  readonly statement: StatementId;
  readonly score: Score | null;
  readonly strengths: string;
  readonly improvements: string;
  readonly impact: string;
  readonly completed: boolean;
  readonly version: number;
  readonly saved_at: Date | null;
  readonly saved_by: string | null;
};

/**
 * The current content of an assessment, in the current wording of the framework. `only`: with no other items than those
 * with these numbers. `also`: with these too, whether or not a statement uses them. Null if it is not this council's.
 */
export async function loadLiveSnapshot(
  db: CouncilRead,
  assessmentId: string,
  which: { readonly only?: readonly number[] | undefined; readonly also?: readonly number[] } = {},
): Promise<Snapshot | null> {
  const { tx, context } = db;
  const rows = await tx.$queryRaw<StatementRow[]>`
    select c.name as council, a.number, a.name as cycle, a.starts_on::text, a.ends_on::text, a.framework, a.threshold_set, s.statement, s.score,
           s.strengths, s.improvements, s.impact, s.completed, s.version, s.saved_at, p.name as saved_by
      from assessments a
      join councils c on c.id = a.council_id
      join statement_assessments s on s.council_id = a.council_id and s.assessment_id = a.id
      left join people p on p.id = s.saved_by_id
     where a.council_id = ${context.council.id}::uuid and a.id = ${assessmentId}::uuid`;
  const [first] = rows;
  if (!first) return null;
  const items = await loadAllUses(db, assessmentId, which);
  const rowOf = new Map(rows.map((row) => [row.statement, row]));
  const framework = frameworkOf(first.framework);
  const statements = framework.statements.map(({ id, name, theme, asks }): SnapshotStatement => {
    const row = rowOf.get(id);
    if (!row) throw new Error(`Assessment ${assessmentId} has no row for ${id}`);
    const { score, strengths, improvements, impact, completed, version } = row;
    return {
      id,
      name,
      theme,
      asks,
      score,
      strengths,
      improvements,
      impact,
      completed,
      version,
      saved:
        row.saved_at && row.saved_by !== null ? { by: row.saved_by, at: row.saved_at.toISOString() } : null,
      uses: items.flatMap(({ reference, uses }) =>
        uses
          .filter(({ statement }) => statement === id)
          .map(({ shows, location, outdated }) => ({
            reference,
            shows,
            location,
            ...(outdated !== null && { writtenFor: outdated }),
          })),
      ),
    };
  });
  const thresholds = first.threshold_set;
  return {
    format: 1,
    // The registered name, so that another name on the pages is no change of what was signed.
    council: { name: first.council, isExample: context.council.isExample },
    cycle: {
      number: first.number,
      name: first.cycle,
      period: { startsOn: first.starts_on, endsOn: first.ends_on },
    },
    framework: snapshotFramework(framework),
    thresholds,
    result: resultOf({ scores: snapshotScores({ statements }), thresholds }, framework),
    statements,
    evidence: items.map(itemOf),
  };
}

/** The current state of an assessment. Does not check who may see it. Null if it is not this council's. */
export async function loadLiveState(
  { tx, context }: CouncilRead,
  assessmentId: string,
): Promise<AssessmentState | null> {
  const [facts] = await tx.$queryRaw<StateFacts[]>`
    select a.framework, jsonb_object_agg(s.statement, s.score) as scores, a.threshold_set as thresholds,
           coalesce(array_agg(s.statement) filter (where s.completed), '{}') as completed,
           coalesce(array_agg(s.statement) filter (where s.carried), '{}') as carried,
           a.review_state = 'signed' or a.status <> 'open' as "isFinal"
      from assessments a
      join statement_assessments s on s.council_id = a.council_id and s.assessment_id = a.id
     where a.council_id = ${context.council.id}::uuid and a.id = ${assessmentId}::uuid
     group by a.id, a.framework, a.threshold_set, a.review_state, a.status`;
  return facts ? stateOf(facts) : null;
}

function itemOf(item: EvidenceWithUses): SnapshotItem {
  const { reference, version, title, category, owner, marking, containsPersonalData, source } = item;
  return {
    reference,
    version,
    title,
    category,
    datedOn: item.datedOn,
    owner,
    marking,
    containsPersonalData,
    source:
      source.kind === 'file'
        ? {
            kind: 'file',
            name: source.name,
            bytes: source.bytes,
            sha256: source.sha256,
            ...(source.version > 1 && { version: source.version }),
          }
        : { kind: 'link', url: source.url },
    ...(item.voices.length > 0 && { voices: item.voices }),
    ...(item.needsRedaction && { needsRedaction: true }),
    ...(item.state === 'withdrawn' && { withdrawn: true }),
    ...((item.scan === 'infected' || item.scan === 'failed') && { scan: item.scan }),
  };
}

export type StoredSnapshot = {
  readonly kind: SnapshotKind;
  /** For 'proposed', the step of the review; for 'packed', the number of the pack. Otherwise counts from 1. */
  readonly version: number;
  /** Of the content as it was made. */
  readonly contentHash: string;
  /** Of the content since evidence in it was erased. Null: none was. */
  readonly redactedHash: string | null;
  readonly madeBy: string;
  readonly madeAt: Date;
  /** The snapshot as canonical JSON. */
  readonly content: string;
  readonly snapshot: Snapshot;
};

/** A stored snapshot by kind and version, or the latest of the kind. */
export async function loadSnapshot(
  { tx, context }: CouncilRows,
  assessmentId: string,
  kind: SnapshotKind,
  version?: number,
): Promise<StoredSnapshot | null> {
  const row = await tx.assessmentSnapshot.findFirst({
    relationLoadStrategy: 'join',
    where: {
      councilId: context.council.id,
      assessmentId,
      kind,
      ...(version === undefined ? {} : { version }),
    },
    orderBy: { version: 'desc' },
    select: {
      kind: true,
      version: true,
      content: true,
      contentHash: true,
      redactedHash: true,
      madeAt: true,
      madeBy: { select: { person: { select: { name: true } } } },
    },
  });
  if (!row) return null;
  const { madeBy, ...facts } = row;
  return { ...facts, madeBy: madeBy.person.name, snapshot: JSON.parse(row.content) as Snapshot };
}

export type SignedVersion = {
  readonly assessment: { readonly id: string; readonly number: number; readonly name: string };
  readonly version: number;
  readonly at: Date;
  readonly snapshot: Snapshot;
};

/** What was signed last before an instant, in any cycle. Does not check who may see it. Null: nothing was. */
export async function loadSignedBefore(
  { tx, context }: CouncilRead,
  until: Date,
): Promise<SignedVersion | null> {
  const row = await tx.assessmentSnapshot.findFirst({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, kind: 'signed', madeAt: { lt: until } },
    orderBy: [{ madeAt: 'desc' }, { version: 'desc' }],
    select: {
      ...{ version: true, madeAt: true, content: true },
      assessment: { select: { id: true, number: true, name: true } },
    },
  });
  if (!row) return null;
  const { assessment, version, madeAt, content } = row;
  return { assessment, version, at: madeAt, snapshot: JSON.parse(content) as Snapshot };
}

/**
 * Whether the live content is still that of a stored snapshot, from which an erasure takes the same words. What is stored
 * must be what was hashed, but for what an erasure took.
 */
export function isContentOf(
  stored: Pick<StoredSnapshot, 'content' | 'contentHash' | 'redactedHash' | 'snapshot'>,
  live: Snapshot,
): boolean {
  // Equal content has equal canonical JSON, which takes ten times as long to make.
  return isDeepStrictEqual(stored.snapshot, live) && sha256(stored.content) === hashOf(stored);
}

/** The hash of the content as it is stored. */
function hashOf({ contentHash, redactedHash }: Pick<StoredSnapshot, 'contentHash' | 'redactedHash'>): string {
  return redactedHash ?? contentHash;
}

// By assessment, with the hash of the content: none is ever out of date, and no erased words stay. In characters of the
// content.
const parsed = new LRUCache<string, { readonly hash: string; readonly snapshot: Snapshot }>({
  maxSize: 20_000_000,
});

type LastSigned = Pick<StoredSnapshot, 'version' | 'snapshot'> & {
  /** Whether what is stored is what was hashed. */
  readonly isIntact: boolean;
};

/** The last signed version, which is read in full only once. */
async function loadLastSigned(db: CouncilRead, assessmentId: string): Promise<LastSigned | null> {
  const { tx, context } = db;
  const facts = await tx.assessmentSnapshot.findFirst({
    where: { councilId: context.council.id, assessmentId, kind: 'signed' },
    orderBy: { version: 'desc' },
    select: { version: true, contentHash: true, redactedHash: true },
  });
  if (!facts) return null;
  const { version } = facts;
  const hash = hashOf(facts);
  const known = parsed.get(assessmentId);
  if (known?.hash === hash) return { version, snapshot: known.snapshot, isIntact: true };
  const signed = await loadSnapshot(db, assessmentId, 'signed', version);
  if (!signed) throw new Error(`Version ${version} of assessment ${assessmentId} is gone`);
  const { content, snapshot } = signed;
  const isIntact = sha256(content) === hash;
  if (isIntact) parsed.set(assessmentId, { hash, snapshot }, { size: content.length });
  return { version, snapshot, isIntact };
}

/**
 * The numbers of the items that may differ from a signed version: those that an event has been about since that version
 * was sent for sign-off. Earlier events were committed before what was signed was read. Null: any item may differ.
 */
async function numbersChangedSince(
  { tx, context, head }: CouncilRead,
  assessmentId: string,
  version: number,
): Promise<readonly number[] | null> {
  // In a write, rows may be ahead of their events.
  if (head === null) return null;
  const councilId = context.council.id;
  const [row] = await tx.$queryRaw<{ subjects: readonly string[] }[]>`
    select array(select distinct e.subject from audit_events e
                  where e.council_id = ${councilId}::uuid and e.seq > sent.seq and e.subject ~ '^E[0-9]+$'
                    and e.type not in ('file.viewed', 'file.downloaded')) as subjects
      from (select max(p.seq) as seq from audit_events p
             where p.council_id = ${councilId}::uuid and p.type = 'review.proposed' and p.subject = ${assessmentId}
               and p.data -> 'version' = to_jsonb(${version}::int)) sent
     where sent.seq is not null
       -- It changes the files of many items, which it does not name.
       and not exists (select from audit_events s
                        where s.council_id = ${councilId}::uuid and s.seq > sent.seq and s.type = 'scanning.stopped')`;
  return row ? row.subjects.flatMap((subject) => parseReference(subject) ?? []) : null;
}

/** Whether an assessment differs from the last signed version, in which statements, and what was signed. */
export type ChangesSinceSigned = {
  readonly isChanged: boolean;
  readonly statements: readonly StatementId[];
  readonly signed: Overall;
};

/** Does not check who may see it. Null if no version is signed. */
export function loadChangesSinceSigned(
  db: CouncilRead,
  assessmentId: string,
): Promise<ChangesSinceSigned | null> {
  return cacheByAuditHead(db, { name: 'since signed', of: assessmentId }, async () => {
    const signed = await loadLastSigned(db, assessmentId);
    if (!signed) return null;
    // Of thousands of items few have changed, and comparing all of them is slow.
    const numbers = await numbersChangedSince(db, assessmentId, signed.version);
    return changesSince(db, assessmentId, signed, numbers ?? undefined);
  });
}

/** Compares all items, or `only` those with these numbers. */
async function changesSince(
  db: CouncilRead,
  assessmentId: string,
  { snapshot, isIntact }: LastSigned,
  only?: readonly number[],
): Promise<ChangesSinceSigned | null> {
  const live = await loadLiveSnapshot(db, assessmentId, { only });
  if (!live) return null;
  const before = only ? withItems(snapshot, new Set(only.map(referenceOf))) : snapshot;
  const signed = snapshot.result.overall;
  if (isIntact && isDeepStrictEqual(before, live)) return { isChanged: false, statements: [], signed };
  const changed = compareSnapshots(before, live).statements.filter(({ isChanged }) => isChanged);
  return { isChanged: true, statements: changed.map(({ id }) => id), signed };
}

/** The differences between two snapshots, with each changed text split into unchanged, deleted and added pieces. */
export type MarkedChanges = Omit<SnapshotChanges, 'statements'> & {
  readonly statements: readonly (Omit<StatementChanges, 'texts'> & {
    readonly texts: readonly (StatementChanges['texts'][number] & { readonly pieces: readonly Piece[] })[];
  })[];
  /** Titles of the items that differ, or are linked otherwise, by reference. The later title wins. */
  readonly titles: Readonly<Record<string, string>>;
};

export function markedChanges(before: Snapshot, after: Snapshot): MarkedChanges {
  const changes = compareSnapshots(before, after);
  const named = new Set(
    [
      ...changes.items.map((item) => item.after),
      ...changes.statements.flatMap(({ evidence: { added, dropped, explained } }) => [
        ...added,
        ...dropped,
        ...explained.map((use) => use.after),
      ]),
    ].map(({ reference }) => reference),
  );
  return {
    ...changes,
    statements: changes.statements.map((statement) => ({
      ...statement,
      texts: statement.texts.map((text) => ({ ...text, pieces: wordDifferences(text.before, text.after) })),
    })),
    titles: Object.fromEntries(
      [...before.evidence, ...after.evidence]
        .filter(({ reference }) => named.has(reference))
        .map(({ reference, title }) => [reference, title]),
    ),
  };
}
