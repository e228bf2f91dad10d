import 'server-only';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import type { Framework } from '#lib/frameworks/framework.ts';
import { frameworkOf, frameworksToStartOn } from '#lib/frameworks/known.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, cacheByAuditHead, read } from '#lib/platform/db/read.ts';
import { type Locked, lockOf, type ReviewState } from '#lib/record/assessments/review-state.ts';
import {
  type AnswersConflict,
  type Changer,
  lastChangers,
  type StatementAnswers,
} from '#lib/record/assessments/rules.ts';
import type { AssessmentState } from '#lib/record/assessments/state.ts';
import {
  type StateFacts,
  type StatementStatus,
  statementStatus,
  stateOf,
} from '#lib/record/assessments/state.ts';
import { loadHiddenStatements } from '#lib/record/challenge/queries.ts';
import type { ShownScore, ShownScores } from '#lib/record/challenge/rules.ts';
import type { Score, Scores, StatementId, ThresholdSetId } from '#lib/scoring/index.ts';

export type AssessmentView = {
  readonly id: string;
  /** Counts the council's cycles from 1. */
  readonly number: number;
  readonly name: string;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  /** The id of its framework. */
  readonly framework: string;
  readonly thresholds: ThresholdSetId;
  readonly statements: readonly StatementSummary[];
  /** Scores as this person may see them. */
  readonly shown: ShownScores;
  /** Null, like `facts` and `state`, while any score is hidden from this person: a total would reveal it. */
  readonly scores: Scores | null;
  readonly facts: StateFacts | null;
  readonly state: AssessmentState | null;
  readonly reviewState: ReviewState;
  /** Statements this person must challenge before they see other scores. */
  readonly hidden: readonly StatementId[];
};

export type StatementSummary = {
  readonly id: StatementId;
  readonly name: string;
  readonly score: ShownScore;
  /** The challenge scores that count, ascending. Empty while hidden. */
  readonly challenges: readonly Score[];
  readonly status: StatementStatus;
  readonly evidenceCount: number;
};

/** The open assessment with its statements in framework order. Null when none is open. */
export async function getAssessment(context: CouncilContext): Promise<AssessmentView | null> {
  requirePermission(context, 'assessment:view');
  return read(context, (db) => loadOpenAssessment(db));
}

type SummaryRow = {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly starts_on: CalendarDate;
  readonly ends_on: CalendarDate;
  readonly framework: string;
  readonly threshold_set: ThresholdSetId;
  readonly review_state: ReviewState;
  readonly statement: StatementId;
  readonly score: Score | null;
  readonly completed: boolean;
  readonly carried: boolean;
  readonly has_narrative: boolean;
  readonly evidence_count: number;
  readonly challenges: readonly Score[];
};

export async function loadOpenAssessment(db: CouncilRead): Promise<AssessmentView | null> {
  const rows = await cacheByAuditHead(db, { name: 'open assessment', of: '' }, () => summaryRows(db));
  const [first] = rows;
  if (!first) return null;
  const hidden = await loadHiddenStatements(db, first.id);
  const rowOf = new Map(rows.map((row) => [row.statement, row]));
  const { statements: all } = frameworkOf(first.framework);
  const statements = all.map(({ id, name }): StatementSummary => {
    const row = rowOf.get(id);
    if (!row) throw new Error(`Assessment ${first.id} has no row for ${id}`);
    const status = statementStatus({
      isSigned: row.review_state === 'signed',
      completed: row.completed,
      carried: row.carried,
      score: row.score,
      hasNarrative: row.has_narrative,
      evidenceCount: row.evidence_count,
    });
    const isHidden = hidden.includes(id);
    return {
      id,
      name,
      score: isHidden ? 'hidden' : row.score,
      challenges: isHidden ? [] : row.challenges,
      status,
      evidenceCount: row.evidence_count,
    };
  });
  const shown = Object.fromEntries(statements.map(({ id, score }) => [id, score]));
  const scores = hidden.length > 0 ? null : (shown as Scores);
  const facts = scores && stateFacts(scores, first, rows);
  return {
    id: first.id,
    number: first.number,
    name: first.name,
    startsOn: first.starts_on,
    endsOn: first.ends_on,
    framework: first.framework,
    thresholds: first.threshold_set,
    statements,
    shown,
    scores,
    facts,
    state: facts && stateOf(facts),
    reviewState: first.review_state,
    hidden,
  };
}

function stateFacts(
  scores: Scores,
  { framework, threshold_set: thresholds, review_state }: SummaryRow,
  rows: readonly SummaryRow[],
): StateFacts {
  return {
    framework,
    scores,
    thresholds,
    completed: rows.flatMap(({ statement, completed }) => (completed ? statement : [])),
    carried: rows.flatMap(({ statement, carried }) => (carried ? statement : [])),
    isFinal: review_state === 'signed',
  };
}

/** SQL, to test whether narratives are empty without reading them. */
function summaryRows({ tx, context }: CouncilRead): Promise<readonly SummaryRow[]> {
  return tx.$queryRaw<SummaryRow[]>`
    select a.id, a.number, a.name, a.starts_on::text, a.ends_on::text, a.framework, a.threshold_set,
           a.review_state, s.statement, s.score, s.completed, s.carried, (s.strengths <> '' or s.improvements <> '' or s.impact <> '') as has_narrative,
           coalesce(e.count, 0) as evidence_count,
           (select coalesce(array_agg(c.score order by c.score), '{}') from challenge_scores c
             where c.council_id = s.council_id and c.assessment_id = s.assessment_id and c.statement = s.statement
               and not exists (
                 select from challenge_scores later
                  where later.council_id = c.council_id and later.assessment_id = c.assessment_id
                    and later.statement = c.statement and later.person_id = c.person_id
                    and later.version > c.version)
           ) as challenges
      from assessments a
      join statement_assessments s on s.council_id = a.council_id and s.assessment_id = a.id
      left join (
        -- Not joined: with a generic plan that would look up thousands of items one by one.
        select l.assessment_id, l.statement, count(*)::int
          from evidence_links l
          join assessments o on o.council_id = l.council_id and o.id = l.assessment_id and o.status = 'open'
         where l.council_id = ${context.council.id}::uuid
           and l.evidence_item_id not in (
             select i.id from evidence_items i
              where i.council_id = ${context.council.id}::uuid
                and not counts_as_evidence(i.state, i.scan, i.needs_redaction))
         group by l.assessment_id, l.statement
      ) e on e.assessment_id = s.assessment_id and e.statement = s.statement
     where a.council_id = ${context.council.id}::uuid and a.status = 'open'
     order by s.statement`;
}

/** The last score a statement had in an assessment, even if it has none now. */
export async function loadLastScore(
  { tx, context }: CouncilRead,
  assessmentId: string,
  statement: StatementId,
): Promise<Score | null> {
  const scored = await tx.statementRevision.findFirst({
    where: { councilId: context.council.id, assessmentId, statement, score: { not: null } },
    orderBy: { version: 'desc' },
    select: { score: true },
  });
  return scored?.score ?? null;
}

const NOTHING_ANSWERED: StatementAnswers = {
  score: null,
  strengths: '',
  improvements: '',
  impact: '',
  completed: false,
};

/** What was saved for a statement of the open assessment after version `since`. Null if nothing was. */
export async function getConflict(
  context: CouncilContext,
  statement: StatementId,
  assessmentId: string,
  since: number,
): Promise<AnswersConflict | null> {
  requirePermission(context, 'statement:save');
  return read(context, (db) => loadNewerSave(db, assessmentId, statement, since));
}

type RevisionRow = StatementAnswers & {
  readonly score_reason: string;
  readonly version: number;
  readonly saved_at: Date;
  readonly saved_by: string;
};

export async function loadNewerSave(
  db: CouncilRead,
  assessmentId: string,
  statement: StatementId,
  since: number,
): Promise<AnswersConflict | null> {
  const { tx, context } = db;
  const rows = await tx.$queryRaw<RevisionRow[]>`
    select r.version, r.score, r.score_reason, r.strengths, r.improvements, r.impact, r.completed, r.saved_at,
           p.name as saved_by
      from statement_revisions r
      join assessments a on a.council_id = r.council_id and a.id = r.assessment_id and a.status = 'open'
      join people p on p.id = r.saved_by_id
     where r.council_id = ${context.council.id}::uuid and r.assessment_id = ${assessmentId}::uuid
       and r.statement = ${statement} and r.version >= ${since}
     order by r.version`;
  const saves = rows.map(({ version, score_reason, saved_at, saved_by, ...answers }) => ({
    version,
    answers,
    scoreReason: score_reason,
    by: saved_by,
    at: saved_at.toISOString(),
  }));
  const later = saves.filter(({ version }) => version > since);
  const last = later.at(-1);
  if (!last) return null;
  const start = saves.find(({ version }) => version === since)?.answers ?? null;
  const before = since === 0 ? NOTHING_ANSWERED : start;
  const scoreReason = later.findLast((save) => save.scoreReason !== '')?.scoreReason ?? '';
  const scored = last.answers.score ?? (await loadLastScore(db, assessmentId, statement));
  return {
    ...last,
    scoreReason,
    lastScore: scored,
    before,
    changed: before ? lastChangers(before, later) : {},
  };
}

/** An earlier text of a statement. */
export type EarlierText = Changer & { readonly answers: StatementAnswers };

/** The answers of one version in the open assessment, to be put into the form again. Null if there is none. */
export async function getEarlierText(
  context: CouncilContext,
  statement: StatementId,
  version: number,
): Promise<EarlierText | null> {
  requirePermission(context, 'statement:save');
  return read(context, async ({ tx }) => {
    const [row] = await tx.$queryRaw<(StatementAnswers & { at: Date; by: string })[]>`
      select r.score, r.strengths, r.improvements, r.impact, r.completed, r.saved_at as at, p.name as by
        from statement_revisions r
        join assessments a on a.council_id = r.council_id and a.id = r.assessment_id and a.status = 'open'
        join people p on p.id = r.saved_by_id
       where r.council_id = ${context.council.id}::uuid and r.statement = ${statement} and r.version = ${version}::int`;
    if (!row) return null;
    const { at, by, ...answers } = row;
    return { answers, by, at: at.toISOString() };
  });
}

/** Why answers in this assessment cannot be saved. Null if they can. */
export async function getWriteBlocker(
  context: CouncilContext,
  assessment: string,
): Promise<Locked | { readonly outcome: 'closed' } | null> {
  requirePermission(context, 'assessment:view');
  return read(context, async ({ tx }) => {
    const open = await tx.assessment.findFirst({
      where: { councilId: context.council.id, id: assessment, status: 'open' },
      select: { reviewState: true },
    });
    return open ? lockOf(open.reviewState as ReviewState) : { outcome: 'closed' };
  });
}

/** The open cycle, without its content and without a check of who may see it. Null if none is open. */
export async function loadOpenCycle({ tx, context }: CouncilRead): Promise<{
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly reviewState: ReviewState;
  readonly blindChallenge: boolean;
  /** The id of its framework. */
  readonly framework: string;
} | null> {
  const row = await tx.assessment.findFirst({
    where: { councilId: context.council.id, status: 'open' },
    select: { id: true, number: true, name: true, reviewState: true, blindChallenge: true, framework: true },
  });
  return row && { ...row, reviewState: row.reviewState as ReviewState };
}

/** `loadOpenCycle`, if its framework has the statement. */
export async function loadOpenCycleWith(db: CouncilRead, statement: StatementId) {
  const open = await loadOpenCycle(db);
  return open && frameworkOf(open.framework).statementIds.includes(statement) ? open : null;
}

/** `loadFramework`, for a page. */
export function getFramework(context: CouncilContext): Promise<Framework> {
  requirePermission(context, 'assessment:view');
  return read(context, loadFramework);
}

/** The framework of the open cycle, or else of the last one. For a council without cycles, that of its first. */
export async function loadFramework({ tx, context }: CouncilRead): Promise<Framework> {
  const last = await tx.assessment.findFirst({
    where: { councilId: context.council.id, status: { not: 'undone' } },
    orderBy: { number: 'desc' },
    select: { framework: true },
  });
  return last ? frameworkOf(last.framework) : (frameworksToStartOn(undefined)[0] ?? CQC_2023);
}

/** A cycle by number, ignoring undone ones. */
export function loadCycleByNumber(
  { tx, context }: CouncilRead,
  number: number,
): Promise<{
  readonly id: string;
  readonly number: number;
  readonly status: string;
  readonly framework: string;
} | null> {
  return tx.assessment.findFirst({
    where: { councilId: context.council.id, number, status: { not: 'undone' } },
    select: { id: true, number: true, status: true, framework: true },
  });
}
