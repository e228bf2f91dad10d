import 'server-only';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, read } from '#lib/platform/db/read.ts';
import { isUnsaved } from '#lib/record/assessments/draft-rows.ts';
import { loadCycleByNumber } from '#lib/record/assessments/queries.ts';
import type { ReviewState } from '#lib/record/assessments/review-state.ts';
import type { AssessmentResult } from '#lib/record/assessments/rules.ts';
import { type AssessmentState, finalState, stateOf } from '#lib/record/assessments/state.ts';
import { loadHiddenScores } from '#lib/record/challenge/queries.ts';
import type { HiddenScores, ShownScores } from '#lib/record/challenge/rules.ts';
import {
  loadLiveSnapshot,
  loadLiveState,
  loadSnapshot,
  type MarkedChanges,
  markedChanges,
} from '#lib/record/snapshots/queries.ts';
import { type Snapshot, snapshotScores } from '#lib/record/snapshots/rules.ts';
import type { Overall, Score, Scores, StatementId, ThresholdSetId } from '#lib/scoring/index.ts';
import {
  type ComparedScore,
  comparedScores,
  defaultPoints,
  type NamedPoint,
  type Point,
  pointsOf,
} from '#lib/work/cycles/rules.ts';

export type CycleSummary = {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  /** The id of its framework. */
  readonly framework: string;
  readonly reviewState: ReviewState;
  /** Null while it is open. */
  readonly closed: { readonly at: Date; readonly by: string } | null;
  /** Signed versions, newest first. */
  readonly signed: readonly { readonly version: number; readonly at: Date; readonly by: string }[];
  /** Of a closed cycle, as calculated at closing. 'hidden' while this person has challenge scores to give first. */
  readonly state: AssessmentState | 'hidden';
  readonly shown: ShownScores;
  /** For a closed cycle, the number of this person's unsaved drafts in it. */
  readonly drafts: number;
};

type CycleRow = {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly starts_on: CalendarDate;
  readonly ends_on: CalendarDate;
  readonly framework: string;
  readonly threshold_set: ThresholdSetId;
  readonly review_state: ReviewState;
  readonly scores: Readonly<Record<StatementId, Score | null>>;
  readonly completed: readonly StatementId[];
  readonly carried: readonly StatementId[];
  readonly closed_at: Date | null;
  readonly closed_by: string | null;
  readonly overall: Overall | null;
  readonly signed: readonly { readonly version: number; readonly at: string; readonly by: string }[];
  readonly drafts: number;
};

export async function loadCycles(db: CouncilRead): Promise<readonly CycleSummary[]> {
  const { tx, context } = db;
  const rows = await tx.$queryRaw<CycleRow[]>`
    select a.id, a.number, a.name, a.starts_on::text, a.ends_on::text, a.framework, a.threshold_set, a.review_state,
           (select jsonb_object_agg(s.statement, s.score) from statement_assessments s
             where s.council_id = a.council_id and s.assessment_id = a.id) as scores,
           array(select s.statement from statement_assessments s
                  where s.council_id = a.council_id and s.assessment_id = a.id and s.completed) as completed,
           array(select s.statement from statement_assessments s
                  where s.council_id = a.council_id and s.assessment_id = a.id and s.carried) as carried,
           c.made_at as closed_at, p.name as closed_by, c.content::jsonb #> '{result,overall}' as overall,
           coalesce((
             select jsonb_agg(jsonb_build_object('version', g.version, 'at', g.made_at, 'by', q.name) order by g.version desc)
               from assessment_snapshots g join people q on q.id = g.made_by_id
              where g.council_id = a.council_id and g.assessment_id = a.id and g.kind = 'signed'), '[]') as signed,
           (select count(*)::int
              from statement_drafts d
              join statement_assessments s
                on s.council_id = d.council_id and s.assessment_id = d.assessment_id and s.statement = d.statement
             where d.council_id = a.council_id and d.assessment_id = a.id and a.status = 'closed'
               and d.person_id = ${context.person.id}::uuid and ${isUnsaved}) as drafts
      from assessments a
      left join assessment_snapshots c
        on a.status = 'closed' and c.council_id = a.council_id and c.assessment_id = a.id and c.kind = 'closed'
           and not exists (
             select from assessment_snapshots later
              where later.council_id = c.council_id and later.assessment_id = c.assessment_id
                and later.kind = c.kind and later.version > c.version)
      left join people p on p.id = c.made_by_id
     where a.council_id = ${context.council.id}::uuid and a.status <> 'undone'
     order by a.number desc`;
  const hidden = await loadHiddenScores(db);
  const hiddenIn = (id: string) => (id === hidden?.assessmentId ? hidden.statements : []);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    name: row.name,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    framework: row.framework,
    reviewState: row.review_state,
    closed: row.closed_at && row.closed_by !== null ? { at: row.closed_at, by: row.closed_by } : null,
    signed: row.signed.map((one) => ({ ...one, at: new Date(one.at) })),
    drafts: row.drafts,
    shown: {
      ...row.scores,
      ...Object.fromEntries(hiddenIn(row.id).map((statement) => [statement, 'hidden' as const])),
    },
    state: hiddenIn(row.id).length > 0 ? 'hidden' : stateIn(row),
  }));
}

function stateIn({
  overall,
  framework,
  scores,
  threshold_set: thresholds,
  completed,
  carried,
  ...row
}: CycleRow) {
  if (overall) return finalState(overall, framework);
  const isFinal = row.closed_at !== null || row.review_state === 'signed';
  return stateOf({ framework, scores, thresholds, completed, carried, isFinal });
}

/** One side of a comparison. */
export type ComparedPoint = {
  readonly point: Point;
  readonly cycle: Snapshot['cycle'];
  readonly themes: AssessmentResult['themes'];
  readonly state: AssessmentState;
  readonly scores: Scores;
  /** When the snapshot was taken. Null for the current state. */
  readonly keptAt: Date | null;
};

export type Comparison = {
  readonly from: ComparedPoint;
  readonly to: ComparedPoint;
  readonly scores: readonly ComparedScore[];
  readonly changes: MarkedChanges;
};

export type CompareResult =
  | { readonly outcome: 'compared'; readonly comparison: Comparison }
  /** Statements this person must challenge before they see the scores of the open cycle. */
  | { readonly outcome: 'scores hidden'; readonly statements: readonly StatementId[] }
  | { readonly outcome: 'not found' };

export type ComparisonView = {
  /** Everything that can be compared, newest first. */
  readonly points: readonly NamedPoint[];
  /** The requested or default points, and their differences. Null if there are not two points. */
  readonly chosen: { readonly from: Point; readonly to: Point; readonly result: CompareResult } | null;
};

/**
 * The differences between two cycles or signed versions, and everything that can be compared. Each side has the
 * figures of its own time.
 */
export async function getComparison(
  context: CouncilContext,
  asked: { readonly from: Point | null; readonly to: Point | null },
): Promise<ComparisonView> {
  requirePermission(context, 'assessment:view');
  const { points, sides } = await read(context, async (db) => {
    const points = pointsOf(await loadCycles(db));
    const usual = defaultPoints(points);
    const from = asked.from ?? usual?.from;
    const to = asked.to ?? usual?.to;
    return { points, sides: from && to ? await twoPoints(db, { from, to }) : null };
  });
  return { points, chosen: sides && { from: sides.from, to: sides.to, result: compared(sides) } };
}

type TwoPoints = {
  readonly from: Point;
  readonly to: Point;
  readonly hidden: HiddenScores | null;
  readonly before: Taken | 'hidden' | null;
  readonly after: Taken | 'hidden' | null;
};

async function twoPoints(db: CouncilRead, { from, to }: Pick<TwoPoints, 'from' | 'to'>): Promise<TwoPoints> {
  const hidden = await loadHiddenScores(db);
  const before = await takenAt(db, from, hidden);
  return { from, to, hidden, before, after: await takenAt(db, to, hidden) };
}

/** Runs outside the transaction, because comparing long texts is slow. */
function compared({ from, to, hidden, before, after }: TwoPoints): CompareResult {
  if (!before || !after) return { outcome: 'not found' };
  if (before === 'hidden' || after === 'hidden') {
    return { outcome: 'scores hidden', statements: hidden?.statements ?? [] };
  }
  const changes = markedChanges(before.snapshot, after.snapshot);
  return {
    outcome: 'compared',
    comparison: {
      from: comparedPoint(from, before),
      to: comparedPoint(to, after),
      scores: comparedScores(changes),
      changes,
    },
  };
}

type Taken = {
  readonly snapshot: Snapshot;
  readonly state: AssessmentState;
  readonly keptAt: Date | null;
};

async function takenAt(
  db: CouncilRead,
  { cycle: number, signed }: Point,
  hidden: HiddenScores | null,
): Promise<Taken | 'hidden' | null> {
  const cycle = await loadCycleByNumber(db, number);
  if (!cycle) return null;
  if (hidden?.assessmentId === cycle.id) return 'hidden';
  if (signed !== null || cycle.status === 'closed') {
    const kept =
      signed === null
        ? await loadSnapshot(db, cycle.id, 'closed')
        : await loadSnapshot(db, cycle.id, 'signed', signed);
    return (
      kept && {
        snapshot: kept.snapshot,
        state: finalState(kept.snapshot.result.overall, cycle.framework),
        keptAt: kept.madeAt,
      }
    );
  }
  const snapshot = await loadLiveSnapshot(db, cycle.id);
  const state = await loadLiveState(db, cycle.id);
  return snapshot && state && { snapshot, state, keptAt: null };
}

function comparedPoint(point: Point, { snapshot, state, keptAt }: Taken): ComparedPoint {
  const { cycle, result, statements } = snapshot;
  return { point, cycle, themes: result.themes, state, scores: snapshotScores({ statements }), keptAt };
}
