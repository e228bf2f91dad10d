import 'server-only';
import { type AssessmentResult, resultOf } from '#lib/assessments/rules.ts';
import type { CouncilContext } from '#lib/auth/context.ts';
import { can, requirePermission } from '#lib/auth/permissions.ts';
import { allChallenges, hiddenInOpen } from '#lib/challenge/queries.ts';
import type { ChallengesOfStatements, HiddenScores, ShownScores } from '#lib/challenge/rules.ts';
import { closedThreads, type ThreadsOfStatements } from '#lib/comments/queries.ts';
import {
  type NamedPoint,
  type Point,
  pointsOf,
  type ScoreMove,
  scoreMoves,
  usualPoints,
} from '#lib/cycles/rules.ts';
import type { Transaction } from '#lib/db/client.ts';
import { read } from '#lib/db/read.ts';
import {
  isUnsaved,
  type OldDraft,
  oldDrafts,
  type UnsavedDrafts,
  unsavedDrafts,
} from '#lib/drafts/queries.ts';
import type { ReviewState } from '#lib/reviews/rules.ts';
import { scenariosOf, targetsOf } from '#lib/scenarios/queries.ts';
import type { Scenario, Targets } from '#lib/scenarios/rules.ts';
import type { Overall, Score, Scores, StatementId, ThresholdSetId } from '#lib/scoring/index.ts';
import {
  type KeptSnapshot,
  keptSnapshot,
  liveSnapshot,
  type MarkedChanges,
  markedChanges,
} from '#lib/snapshots/queries.ts';
import { type Snapshot, scoresOf } from '#lib/snapshots/rules.ts';

export type CycleSummary = {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly startsOn: Date;
  readonly endsOn: Date;
  readonly reviewState: ReviewState;
  /** Null while it is open. */
  readonly closed: { readonly at: Date; readonly by: string } | null;
  /** What was signed, the newest first. */
  readonly signed: readonly { readonly version: number; readonly at: Date; readonly by: string }[];
  /** Of a closed cycle as it was worked out then. Hidden from those who have challenge scores to give first. */
  readonly overall: Overall | 'hidden';
  readonly shown: ShownScores;
  /** Of a closed cycle: how much this person had typed there and not saved. */
  readonly drafts: number;
};

/** All cycles of the council, the newest first. */
export async function listCycles(context: CouncilContext): Promise<readonly CycleSummary[]> {
  requirePermission(context, 'assessment:view');
  return read(context, (tx) => allCycles(tx, context));
}

type CycleRow = {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly starts_on: Date;
  readonly ends_on: Date;
  readonly threshold_set: ThresholdSetId;
  readonly review_state: ReviewState;
  readonly scores: Readonly<Record<StatementId, Score | null>>;
  readonly closed_at: Date | null;
  readonly closed_by: string | null;
  readonly overall: Overall | null;
  readonly signed: readonly { readonly version: number; readonly at: string; readonly by: string }[];
  readonly drafts: number;
};

/** The same in the caller's transaction. */
export async function allCycles(tx: Transaction, context: CouncilContext): Promise<readonly CycleSummary[]> {
  const rows = await tx.$queryRaw<CycleRow[]>`
    select a.id, a.number, a.name, a.starts_on, a.ends_on, a.threshold_set, a.review_state,
           (select jsonb_object_agg(s.statement, s.score) from statement_assessments s
             where s.council_id = a.council_id and s.assessment_id = a.id) as scores,
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
      left join assessment_snapshots c on c.council_id = a.council_id and c.assessment_id = a.id and c.kind = 'closed'
      left join people p on p.id = c.made_by_id
     where a.council_id = ${context.council.id}::uuid
     order by a.number desc`;
  const hidden = await hiddenInOpen(tx, context);
  const hiddenIn = (id: string) => (id === hidden?.assessmentId ? hidden.statements : []);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    name: row.name,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    reviewState: row.review_state,
    closed: row.closed_at && row.closed_by !== null ? { at: row.closed_at, by: row.closed_by } : null,
    signed: row.signed.map((one) => ({ ...one, at: new Date(one.at) })),
    drafts: row.drafts,
    shown: {
      ...row.scores,
      ...Object.fromEntries(hiddenIn(row.id).map((statement) => [statement, 'hidden' as const])),
    },
    overall:
      hiddenIn(row.id).length > 0
        ? 'hidden'
        : (row.overall ?? resultOf({ scores: row.scores, thresholds: row.threshold_set }).overall),
  }));
}

export type StartView = {
  /** What the next cycle can be carried forward from. Null: the council had none. */
  readonly last: { readonly number: number; readonly name: string } | null;
  /** What starting the next one closes. */
  readonly closes: ClosingView | null;
};

export type ClosingView = {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly reviewState: ReviewState;
  /** How many versions of it were signed. */
  readonly signed: number;
  /** Who has typed something there that is not saved, and on how many pages. Never what. */
  readonly drafts: readonly UnsavedDrafts[];
};

/** What somebody has to know who starts the next cycle. */
export async function getStart(context: CouncilContext): Promise<StartView> {
  requirePermission(context, 'assessment:start');
  return read(context, async (tx) => {
    const last = await tx.assessment.findFirst({
      where: { councilId: context.council.id },
      orderBy: { number: 'desc' },
      select: {
        id: true,
        number: true,
        name: true,
        status: true,
        reviewState: true,
        _count: { select: { snapshots: { where: { kind: 'signed' } } } },
      },
    });
    if (!last) return { last, closes: null };
    const { id, number, name, status, reviewState, _count } = last;
    if (status !== 'open') return { last: { number, name }, closes: null };
    return {
      last: { number, name },
      closes: {
        id,
        number,
        name,
        reviewState: reviewState as ReviewState,
        signed: _count.snapshots,
        drafts: await unsavedDrafts(tx, context, id),
      },
    };
  });
}

export type ClosedCycle = {
  readonly id: string;
  readonly kept: KeptSnapshot;
  /** What this person had typed there and not saved. Nobody else's. */
  readonly drafts: readonly OldDraft[];
  readonly challenges: ChallengesOfStatements;
  /** Empty for those who may not read comments. */
  readonly comments: ThreadsOfStatements;
  readonly targets: Targets;
  readonly scenarios: readonly Scenario[];
};

/** A cycle by its number: 'open' for the open one, null when the council has none of that number. */
export async function getCycle(
  context: CouncilContext,
  number: number,
): Promise<ClosedCycle | 'open' | null> {
  requirePermission(context, 'assessment:view');
  return read(context, async (tx) => {
    const cycle = await tx.assessment.findUnique({
      where: { councilId_number: { councilId: context.council.id, number } },
      select: { id: true, status: true },
    });
    if (!cycle) return null;
    if (cycle.status === 'open') return 'open';
    const kept = await keptSnapshot(tx, context, cycle.id, 'closed');
    if (!kept) return null;
    const drafts = can(context, 'statement:save') ? await oldDrafts(tx, context, cycle.id) : [];
    const challenges = await allChallenges(tx, context, cycle.id);
    const comments = can(context, 'comment:view') ? await closedThreads(tx, context, cycle.id) : {};
    const targets = await targetsOf(tx, context, cycle.id);
    const scenarios = await scenariosOf(tx, context, cycle.id);
    return { id: cycle.id, kept, drafts, challenges, comments, targets, scenarios };
  });
}

/** One side of a comparison. */
export type ComparedPoint = {
  readonly point: Point;
  readonly cycle: Snapshot['cycle'];
  readonly result: AssessmentResult;
  readonly scores: Scores;
  /** When it was kept. Null: as it is now. */
  readonly keptAt: Date | null;
};

export type Comparison = {
  readonly from: ComparedPoint;
  readonly to: ComparedPoint;
  readonly scores: readonly ScoreMove[];
  readonly changes: MarkedChanges;
};

export type CompareResult =
  | { readonly outcome: 'compared'; readonly comparison: Comparison }
  /** What this person has to challenge before they see the scores of the open cycle. */
  | { readonly outcome: 'scores hidden'; readonly statements: readonly StatementId[] }
  | { readonly outcome: 'not found' };

export type ComparisonView = {
  /** All that can be compared, the newest first. */
  readonly points: readonly NamedPoint[];
  /** The two points, those that were asked for or else the usual ones, with what differs. Null: there are no two. */
  readonly chosen: { readonly from: Point; readonly to: Point; readonly result: CompareResult } | null;
};

/**
 * Exactly what differs between two cycles, or what was signed in them, and all that could be compared. Every figure is the
 * one of its time.
 */
export async function getComparison(
  context: CouncilContext,
  asked: { readonly from: Point | null; readonly to: Point | null },
): Promise<ComparisonView> {
  requirePermission(context, 'assessment:view');
  const { points, sides } = await read(context, async (tx) => {
    const points = pointsOf(await allCycles(tx, context));
    const usual = usualPoints(points);
    const from = asked.from ?? usual?.from;
    const to = asked.to ?? usual?.to;
    return { points, sides: from && to ? await twoPoints(tx, context, { from, to }) : null };
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

async function twoPoints(
  tx: Transaction,
  context: CouncilContext,
  { from, to }: Pick<TwoPoints, 'from' | 'to'>,
): Promise<TwoPoints> {
  const hidden = await hiddenInOpen(tx, context);
  const before = await takenAt(tx, context, from, hidden);
  return { from, to, hidden, before, after: await takenAt(tx, context, to, hidden) };
}

/** Outside the transaction: comparing long texts takes its time. */
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
      scores: scoreMoves(changes),
      changes,
    },
  };
}

type Taken = { readonly snapshot: Snapshot; readonly keptAt: Date | null };

async function takenAt(
  tx: Transaction,
  context: CouncilContext,
  { cycle: number, signed }: Point,
  hidden: HiddenScores | null,
): Promise<Taken | 'hidden' | null> {
  const cycle = await tx.assessment.findUnique({
    where: { councilId_number: { councilId: context.council.id, number } },
    select: { id: true, status: true },
  });
  if (!cycle) return null;
  if (hidden?.assessmentId === cycle.id) return 'hidden';
  if (signed !== null || cycle.status === 'closed') {
    const kept =
      signed === null
        ? await keptSnapshot(tx, context, cycle.id, 'closed')
        : await keptSnapshot(tx, context, cycle.id, 'signed', signed);
    return kept && { snapshot: kept.snapshot, keptAt: kept.madeAt };
  }
  const snapshot = await liveSnapshot(tx, context, cycle.id);
  return snapshot && { snapshot, keptAt: null };
}

function comparedPoint(point: Point, { snapshot, keptAt }: Taken): ComparedPoint {
  const { cycle, result, statements } = snapshot;
  return { point, cycle, result, scores: scoresOf({ statements }), keptAt };
}
