import 'server-only';
import { targetsOf } from '#lib/insight/scenarios/queries.ts';
import type { StatementTarget } from '#lib/insight/scenarios/rules.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, cacheByAuditHead, read } from '#lib/platform/db/read.ts';
import { type AnswerField, type Changer, lastChangers } from '#lib/record/assessments/rules.ts';
import {
  type AssessmentState,
  type StateFacts,
  type StatementStatus,
  statementStatus,
  stateOf,
} from '#lib/record/assessments/state.ts';
import { challengesOf, hiddenScores } from '#lib/record/challenge/queries.ts';
import type { PersonChallenge, ShownScore, ShownScores } from '#lib/record/challenge/rules.ts';
import { proofOf } from '#lib/record/claims/queries.ts';
import { citedInNarratives, type Proof } from '#lib/record/claims/rules.ts';
import {
  type AttachedEvidence,
  attachedEvidence,
  type EvidenceItemView,
  type EvidencePage,
  evidenceItem,
  evidencePage,
} from '#lib/record/evidence/queries.ts';
import { measuresWhere } from '#lib/record/measures/queries.ts';
import type { Measure } from '#lib/record/measures/rules.ts';
import {
  type Score,
  type Scores,
  STATEMENTS,
  type StatementId,
  type ThresholdSetId,
} from '#lib/scoring/index.ts';
import {
  NOBODY,
  type PeopleOfStatements,
  peopleOfStatements,
  type StatementPeople,
} from '#lib/work/assignments/queries.ts';
import { type CommentsOfStatements, commentCount, commentsOfStatements } from '#lib/work/comments/queries.ts';
import type { CommentCount } from '#lib/work/comments/rules.ts';
import { ownDrafts } from '#lib/work/drafts/queries.ts';
import type { Draft } from '#lib/work/drafts/rules.ts';
import { getReviewLock, type LockView } from '#lib/work/reviews/queries.ts';
import type { ReviewState } from '#lib/work/reviews/rules.ts';

export type AssessmentView = {
  readonly id: string;
  /** Of the cycle, in its council. */
  readonly number: number;
  readonly name: string;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly thresholds: ThresholdSetId;
  readonly statements: readonly StatementSummary[];
  /** As this person may see them. */
  readonly shown: ShownScores;
  /** Null while any of them is hidden from this person, as what follows is: no figure is worked out of the others. */
  readonly scores: Scores | null;
  readonly facts: StateFacts | null;
  readonly state: AssessmentState | null;
  readonly reviewState: ReviewState;
  /** Statements that this person gives a challenge score for before they see what others gave. */
  readonly hidden: readonly StatementId[];
};

export type StatementSummary = {
  readonly id: StatementId;
  readonly name: string;
  readonly score: ShownScore;
  /** The challenge scores that count, the lowest first. None while hidden. */
  readonly challenges: readonly Score[];
  readonly status: StatementStatus;
  readonly evidenceCount: number;
};

export type StatementView = {
  readonly assessment: { readonly id: string; readonly name: string };
  readonly id: StatementId;
  readonly answers: ShownAnswers;
  /** How the score came to take the place of another. Null: it is the first, or it is hidden from this person. */
  readonly scoreChange: ScoreChange | null;
  /** The score, or where there is none now, the last that there was. Null: none yet, or it is hidden from this person. */
  readonly lastScore: Score | null;
  /** Empty while the scores of this statement are hidden from this person. */
  readonly challenges: readonly PersonChallenge[];
  readonly version: number;
  readonly saved: { readonly at: Date; readonly by: string } | null;
  /** What keeps the assessment from being changed. Null while it is being prepared. */
  readonly lock: LockView | null;
  /** The name of the cycle that it was carried forward from. Null: it was not, or it was confirmed or signed since. */
  readonly carriedFrom: string | null;
  readonly evidence: { readonly count: number; readonly shown: readonly AttachedEvidence[] };
  /** What its claims stand on, for lib/record/claims/rules.ts. */
  readonly proof: Proof;
  readonly people: StatementPeople;
  readonly measures: readonly Measure[];
  /** Null where there is none, and while any score is hidden from this person. */
  readonly target: StatementTarget | null;
  /** Null for those who see no comments. */
  readonly comments: CommentCount | null;
  /** What this person typed and has not saved. */
  readonly drafts: readonly Draft[];
};

/** What the council answers for one statement. An empty narrative is not provided. */
export type StatementAnswers = {
  readonly score: Score | null;
  readonly strengths: string;
  readonly improvements: string;
  readonly impact: string;
  readonly completed: boolean;
};

/** The same as one person may see it. */
export type ShownAnswers = Omit<StatementAnswers, 'score'> & { readonly score: ShownScore };

/** The save by which a statement got its present score in place of another, however long it had none in between. */
export type ScoreChange = {
  readonly from: Score;
  /** Null: it is not scored any more. */
  readonly to: Score | null;
  /** Empty where none was asked: it was saved before the service did. */
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
};

const EVIDENCE_SHOWN = 10;

/** The council's open assessment with its nine statements in framework order. Null when none is open. */
export async function getAssessment(context: CouncilContext): Promise<AssessmentView | null> {
  requirePermission(context, 'assessment:view');
  return read(context, (db) => openAssessment(db));
}

export type StatementListView = {
  readonly assessment: AssessmentView | null;
  readonly people: PeopleOfStatements;
  /** Empty for those who see no comments. */
  readonly comments: CommentsOfStatements;
};

/** The open assessment with who works on each statement and what is said about it. */
export async function getStatementList(context: CouncilContext): Promise<StatementListView> {
  requirePermission(context, 'assessment:view');
  return read(context, async (db) => ({
    assessment: await openAssessment(db),
    people: await peopleOfStatements(db),
    comments: can(context, 'comment:view') ? await commentsOfStatements(db) : {},
  }));
}

type SummaryRow = {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly starts_on: CalendarDate;
  readonly ends_on: CalendarDate;
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

/** In the caller's transaction. */
export async function openAssessment(db: CouncilRead): Promise<AssessmentView | null> {
  const rows = await cacheByAuditHead(db, { name: 'open assessment', of: '' }, () => summaryRows(db));
  const [first] = rows;
  if (!first) return null;
  const hidden = await hiddenScores(db, first.id);
  const rowOf = new Map(rows.map((row) => [row.statement, row]));
  const statements = STATEMENTS.map(({ id, name }): StatementSummary => {
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
  const shown = Object.fromEntries(statements.map(({ id, score }) => [id, score])) as ShownScores;
  const scores = hidden.length > 0 ? null : (shown as Scores);
  const facts = scores && stateFacts(scores, first, rows);
  return {
    id: first.id,
    number: first.number,
    name: first.name,
    startsOn: first.starts_on,
    endsOn: first.ends_on,
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
  { threshold_set: thresholds, review_state }: SummaryRow,
  rows: readonly SummaryRow[],
): StateFacts {
  return {
    scores,
    thresholds,
    completed: rows.flatMap(({ statement, completed }) => (completed ? statement : [])),
    carried: rows.flatMap(({ statement, carried }) => (carried ? statement : [])),
    isFinal: review_state === 'signed',
  };
}

/** Plain SQL, so that nine narratives are not read to learn whether they are empty. */
function summaryRows({ tx, context }: CouncilRead): Promise<readonly SummaryRow[]> {
  return tx.$queryRaw<SummaryRow[]>`
    select a.id, a.number, a.name, a.starts_on::text, a.ends_on::text, a.threshold_set, a.review_state, s.statement, s.score,
           s.completed, s.carried, (s.strengths <> '' or s.improvements <> '' or s.impact <> '') as has_narrative,
           (select count(*)::int from evidence_links l
             where l.council_id = s.council_id and l.assessment_id = s.assessment_id and l.statement = s.statement
           ) as evidence_count,
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
     where a.council_id = ${context.council.id}::uuid and a.status = 'open'
     order by s.statement`;
}

type StatementRow = StatementAnswers & {
  readonly assessment_id: string;
  readonly assessment_name: string;
  readonly version: number;
  readonly saved_at: Date | null;
  readonly saved_by: string | null;
  readonly review_state: ReviewState;
  readonly carried_from: string | null;
};

/** All that the page of a statement of the open assessment shows. Null when no assessment is open. */
export async function getStatement(
  context: CouncilContext,
  statement: StatementId,
): Promise<StatementView | null> {
  requirePermission(context, 'assessment:view');
  return read(context, async (db) => {
    const { tx } = db;
    const [row] = await tx.$queryRaw<StatementRow[]>`
      select a.id as assessment_id, a.name as assessment_name, a.review_state, s.score, s.strengths, s.improvements, s.impact,
             s.completed, s.version, p.name as saved_by, b.name as carried_from,
             -- Carrying a statement forward saves it for nobody.
             case when s.version > 1 or a.number = 1 or s.saved_at > a.created_at then s.saved_at end as saved_at
        from statement_assessments s
        join assessments a on a.council_id = s.council_id and a.id = s.assessment_id
        left join people p on p.id = s.saved_by_id
        left join assessments b on s.carried and b.council_id = a.council_id and b.number = a.number - 1
             and b.status = 'closed'
       where s.council_id = ${context.council.id}::uuid and s.statement = ${statement} and a.status = 'open'`;
    if (!row) return null;
    const hidden = await hiddenScores(db, row.assessment_id);
    const isHidden = hidden.includes(statement);
    const targets = hidden.length > 0 ? {} : await targetsOf(db, row.assessment_id);
    return {
      assessment: { id: row.assessment_id, name: row.assessment_name },
      id: statement,
      challenges: isHidden ? [] : await challengesOf(db, row.assessment_id, statement),
      answers: {
        score: isHidden ? 'hidden' : row.score,
        strengths: row.strengths,
        improvements: row.improvements,
        impact: row.impact,
        completed: row.completed,
      },
      scoreChange: isHidden ? null : await lastScoreChange(db, row.assessment_id, statement, row.score),
      lastScore: isHidden ? null : (row.score ?? (await lastScore(db, row.assessment_id, statement))),
      version: row.version,
      saved: row.saved_at && row.saved_by !== null ? { at: row.saved_at, by: row.saved_by } : null,
      lock: row.review_state === 'preparing' ? null : await getReviewLock(db, row.assessment_id),
      carriedFrom: row.review_state === 'signed' ? null : row.carried_from,
      evidence: await attachedEvidence(db, row.assessment_id, statement, EVIDENCE_SHOWN),
      proof: await proofOf(db, row.assessment_id, statement, citedInNarratives(row)),
      people: (await peopleOfStatements(db))[statement] ?? NOBODY,
      measures: await measuresWhere(db, { statement }),
      target: targets[statement] ?? null,
      comments: can(context, 'comment:view')
        ? await commentCount(db, { kind: 'statement', statement })
        : null,
      drafts: can(context, 'statement:save') ? await ownDrafts(db, statement) : [],
    };
  });
}

/** How a statement came to its present score. Null where it never had another. In the caller's transaction. */
async function lastScoreChange(
  { tx, context }: CouncilRead,
  assessmentId: string,
  statement: StatementId,
  present: Score | null,
): Promise<ScoreChange | null> {
  const [row] = await tx.$queryRaw<ScoreChange[]>`
    select last.score as from, r.score as to, r.score_reason as reason, p.name as by, r.saved_at as at
      from statement_revisions r
      join people p on p.id = r.saved_by_id
      join lateral (
        select l.score
          from statement_revisions l
         where l.council_id = r.council_id and l.assessment_id = r.assessment_id and l.statement = r.statement
           and l.version < r.version and l.score is not null
         order by l.version desc
         limit 1
      ) last on last.score is distinct from r.score
      left join statement_revisions before
        on before.council_id = r.council_id and before.assessment_id = r.assessment_id
           and before.statement = r.statement and before.version = r.version - 1
     where r.council_id = ${context.council.id}::uuid and r.assessment_id = ${assessmentId}::uuid
       and r.statement = ${statement} and r.score is distinct from before.score
       and r.score is not distinct from ${present}::int
     order by r.version desc
     limit 1`;
  return row ?? null;
}

/** The last score that a statement had in an assessment, though it may have none now. In the caller's transaction. */
export async function lastScore(
  { tx, context }: CouncilRead,
  assessmentId: string,
  statement: StatementId,
): Promise<Score | null> {
  const scored = await tx.statementRevision.findFirst({
    where: { councilId: context.council.id, assessmentId, statement, score: { not: null } },
    orderBy: { version: 'desc' },
    select: { score: true },
  });
  return (scored?.score ?? null) as Score | null;
}

/** The open assessment, in which evidence is put on statements, and what keeps that from being done. */
export type EvidencePlace = {
  readonly assessment: { readonly id: string; readonly name: string };
  readonly lock: LockView | null;
};

/** Where evidence is put on a statement, with the part of the council's list that was asked for. Null when nowhere. */
export async function getEvidencePlace(
  context: CouncilContext,
  search: { readonly words: string | undefined; readonly page: number } | null,
): Promise<(EvidencePlace & { readonly list: EvidencePage | null }) | null> {
  requirePermission(context, 'evidence:view');
  return read(context, async (db) => {
    const place = await evidencePlace(db);
    if (!place) return null;
    return { ...place, list: search && (await evidencePage(db, search, search.page)) };
  });
}

/** An item as a statement of the open assessment uses it. Null where it does not. */
export async function getEvidenceUse(
  context: CouncilContext,
  statement: StatementId,
  reference: string,
): Promise<
  (EvidencePlace & { readonly item: EvidenceItemView; readonly use: EvidenceItemView['uses'][number] }) | null
> {
  requirePermission(context, 'evidence:view');
  return read(context, async (db) => {
    const place = await evidencePlace(db);
    const item = place && (await evidenceItem(db, reference));
    const use = item?.uses.find((one) => one.statement === statement);
    return place && item && use ? { ...place, item, use } : null;
  });
}

async function evidencePlace(db: CouncilRead): Promise<EvidencePlace | null> {
  const { tx, context } = db;
  const assessment = await tx.assessment.findFirst({
    where: { councilId: context.council.id, status: 'open' },
    select: { id: true, name: true },
  });
  return assessment && { assessment, lock: await getReviewLock(db, assessment.id) };
}

/** What was saved since somebody opened a statement: the answers as they are now, and who changed which of them. */
export type Conflict = Changer & {
  readonly answers: StatementAnswers;
  /** Why the score changed last since. Empty where it did not, or no reason was asked. */
  readonly scoreReason: string;
  /** The last score that the statement had. Null where it never had one. */
  readonly lastScore: Score | null;
  readonly version: number;
  /** What the later saves started from. Null where it is not known any more. */
  readonly before: StatementAnswers | null;
  /** The last change of each answer since. */
  readonly changed: Readonly<Partial<Record<AnswerField, Changer>>>;
};

const NOTHING_ANSWERED: StatementAnswers = {
  score: null,
  strengths: '',
  improvements: '',
  impact: '',
  completed: false,
};

/** What was saved of a statement of the open assessment after version `since`. Null when nothing was. */
export async function getConflict(
  context: CouncilContext,
  statement: StatementId,
  assessmentId: string,
  since: number,
): Promise<Conflict | null> {
  requirePermission(context, 'statement:save');
  return read(context, (db) => newerSave(db, assessmentId, statement, since));
}

type RevisionRow = StatementAnswers & {
  readonly score_reason: string;
  readonly version: number;
  readonly saved_at: Date;
  readonly saved_by: string;
};

/** In the caller's transaction. */
export async function newerSave(
  db: CouncilRead,
  assessmentId: string,
  statement: StatementId,
  since: number,
): Promise<Conflict | null> {
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
  const scored = last.answers.score ?? (await lastScore(db, assessmentId, statement));
  return {
    ...last,
    scoreReason,
    lastScore: scored,
    before,
    changed: before ? lastChangers(before, later) : {},
  };
}
