import 'server-only';
import { frameworkOf } from '#lib/frameworks/known.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { type Piece, wordDifferences } from '#lib/kernel/word-differences.ts';
import { type CouncilRead, cacheByAuditHead } from '#lib/platform/db/read.ts';
import { resultOf } from '#lib/record/assessments/rules.ts';
import { type AssessmentState, type StateFacts, stateOf } from '#lib/record/assessments/state.ts';
import { type EvidenceWithUses, loadAllUses } from '#lib/record/evidence/attached.ts';
import {
  compareSnapshots,
  hashSnapshot,
  type Snapshot,
  type SnapshotChanges,
  type SnapshotItem,
  type SnapshotKind,
  type SnapshotStatement,
  type StatementChanges,
  snapshotFramework,
  snapshotScores,
} from '#lib/record/snapshots/rules.ts';
import type { Score, StatementId, ThresholdSetId } from '#lib/scoring/index.ts';

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

/** The current content of an assessment, in the current wording of the framework. Null if it is not this council's. */
export async function loadLiveSnapshot(db: CouncilRead, assessmentId: string): Promise<Snapshot | null> {
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
  const items = await loadAllUses(db, assessmentId);
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
    ...(item.state === 'withdrawn' && { withdrawn: true }),
    ...((item.scan === 'infected' || item.scan === 'failed') && { scan: item.scan }),
  };
}

export type StoredSnapshot = {
  readonly kind: SnapshotKind;
  /** For 'proposed', the step of the review. Otherwise counts from 1. */
  readonly version: number;
  /** Of the content as it was made. */
  readonly contentHash: string;
  /** Of the content since evidence in it was erased. Null: none was. */
  readonly redactedHash: string | null;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly snapshot: Snapshot;
};

/** A stored snapshot by kind and version, or the latest of the kind. */
export async function loadSnapshot(
  { tx, context }: CouncilRead,
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
  const { content, madeBy, ...facts } = row;
  return { ...facts, madeBy: madeBy.person.name, snapshot: JSON.parse(content) as Snapshot };
}

/** Whether the live content is still that of a stored snapshot, from which an erasure takes the same words. */
export function isContentOf(
  { contentHash, redactedHash, snapshot }: Pick<StoredSnapshot, 'contentHash' | 'redactedHash' | 'snapshot'>,
  live: Snapshot,
): boolean {
  const left = redactedHash === null ? contentHash : hashSnapshot(snapshot).contentHash;
  return hashSnapshot(live).contentHash === left;
}

/** Whether an assessment differs from the last signed version, and in which statements. */
export type ChangesSinceSigned = { readonly isChanged: boolean; readonly statements: readonly StatementId[] };

/** Does not check who may see it. Null if no version is signed. */
export function loadChangesSinceSigned(
  db: CouncilRead,
  assessmentId: string,
): Promise<ChangesSinceSigned | null> {
  // Cached because it reads both in full, which is slow for thousands of items.
  return cacheByAuditHead(db, { name: 'since signed', of: assessmentId }, async () => {
    const signed = await loadSnapshot(db, assessmentId, 'signed');
    const live = signed && (await loadLiveSnapshot(db, assessmentId));
    if (!live) return null;
    if (isContentOf(signed, live)) return { isChanged: false, statements: [] };
    const { statements } = compareSnapshots(signed.snapshot, live);
    return { isChanged: true, statements: statements.flatMap(({ id, isChanged }) => (isChanged ? id : [])) };
  });
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
