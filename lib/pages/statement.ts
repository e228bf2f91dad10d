import 'server-only';
import { actionsOn } from '#lib/insight/plan/rules.ts';
import { loadTargets } from '#lib/insight/scenarios/queries.ts';
import type { StatementTarget } from '#lib/insight/scenarios/rules.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, cacheByAuditHead, read, textsRead } from '#lib/platform/db/read.ts';
import { loadReviewLock } from '#lib/record/assessments/lock.ts';
import { loadLastScore } from '#lib/record/assessments/queries.ts';
import type { LockView, ReviewState } from '#lib/record/assessments/review-state.ts';
import type { ShownAnswers, StatementAnswers } from '#lib/record/assessments/rules.ts';
import { loadChallenges, loadHiddenStatements } from '#lib/record/challenge/queries.ts';
import type { PersonChallenge } from '#lib/record/challenge/rules.ts';
import { loadProof, loadReadProof } from '#lib/record/claims/queries.ts';
import { NOTHING_READ, numbersCitedBy, type Proof, type ReadProof } from '#lib/record/claims/rules.ts';
import { type AttachedEvidence, loadAttachedEvidence } from '#lib/record/evidence/attached.ts';
import { loadActions } from '#lib/record/improvement/queries.ts';
import { type ImprovementAction, withoutAims } from '#lib/record/improvement/rules.ts';
import { loadMeasures } from '#lib/record/measures/queries.ts';
import type { Measure } from '#lib/record/measures/rules.ts';
import { loadPrompts } from '#lib/record/prompts/queries.ts';
import { NO_PROMPTS, type OwnPrompts } from '#lib/record/prompts/rules.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';
import { loadPeople, NOBODY, type StatementPeople } from '#lib/work/assignments/queries.ts';
import { loadCommentCount } from '#lib/work/comments/queries.ts';
import type { CommentCount } from '#lib/work/comments/rules.ts';
import { loadOthersWriting, loadOwnDrafts } from '#lib/work/drafts/queries.ts';
import type { Draft } from '#lib/work/drafts/rules.ts';

export type StatementView = {
  readonly assessment: { readonly id: string; readonly name: string };
  readonly id: StatementId;
  readonly answers: ShownAnswers;
  /** The last change of score. Null if it is the first score, or hidden from this person. */
  readonly scoreChange: ScoreChange | null;
  /** The current score, or else the last one. Null if there has been none, or it is hidden from this person. */
  readonly lastScore: Score | null;
  /** Empty while the scores of this statement are hidden from this person. */
  readonly challenges: readonly PersonChallenge[];
  readonly version: number;
  readonly saved: { readonly at: Date; readonly by: string } | null;
  /** Why the assessment cannot be changed. Null if it can. */
  readonly lock: LockView | null;
  /** The cycle it was carried forward from. Null if it was not, or has been confirmed or signed since. */
  readonly carriedFrom: { readonly name: string; readonly framework: string } | null;
  readonly evidence: { readonly count: number; readonly shown: readonly AttachedEvidence[] };
  /** The evidence for its claims, as lib/record/claims/rules.ts needs it. */
  readonly proof: Proof;
  readonly read: ReadProof;
  readonly people: StatementPeople;
  /** The council's own questions. */
  readonly prompts: OwnPrompts;
  readonly measures: readonly Measure[];
  /** Open actions that aim at it, those due first before the others. Without scores while any is hidden. */
  readonly actions: readonly ImprovementAction[];
  /** Null if there is none, and while any score is hidden from this person. */
  readonly target: StatementTarget | null;
  /** Null for roles that do not see comments. */
  readonly comments: CommentCount | null;
  /** This person's unsaved drafts. */
  readonly drafts: readonly Draft[];
  /** The names of the others who are writing it now. Empty for people who cannot write. */
  readonly others: readonly string[];
  /** The hash of the council's last event, and what has been read of texts. */
  readonly head: string | null;
};

/** The save that gave a statement its current score in place of another, even if it was unscored in between. */
export type ScoreChange = {
  readonly from: Score;
  /** Null if the statement is no longer scored. */
  readonly to: Score | null;
  /** Empty in saves from before a reason was required. */
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
};

const EVIDENCE_SHOWN = 10;

type StatementRow = StatementAnswers & {
  readonly assessment_id: string;
  readonly assessment_name: string;
  readonly version: number;
  readonly saved_at: Date | null;
  readonly saved_by: string | null;
  readonly review_state: ReviewState;
  readonly carried_from: StatementView['carriedFrom'];
};

/** Everything on the page of a statement in the open assessment. Null when no assessment is open. */
export async function getStatement(
  context: CouncilContext,
  statement: StatementId,
): Promise<StatementView | null> {
  requirePermission(context, 'assessment:view');
  return read(context, async (db) => {
    const record = await cacheByAuditHead(db, { name: `statement ${statement}`, of: textsRead(db) }, () =>
      loadRecord(db, statement),
    );
    if (!record) return null;
    const hidden = await loadHiddenStatements(db, record.assessment.id);
    const [mayWrite, maySeeComments] = [can(context, 'statement:save'), can(context, 'comment:view')];
    return {
      ...record,
      ...(hidden.includes(statement) ? withoutScores(record) : {}),
      ...(can(context, 'evidence:download') ? {} : withoutFiles(record)),
      // Any hidden score could be inferred from a target.
      target: hidden.length > 0 ? null : record.target,
      actions: hidden.length > 0 ? withoutAims(record.actions) : record.actions,
      comments: maySeeComments ? await loadCommentCount(db, { kind: 'statement', statement }) : null,
      head: db.head && db.head + textsRead(db),
      drafts: mayWrite ? await loadOwnDrafts(db, statement) : [],
      others: mayWrite ? await loadOthersWriting(db, statement) : [],
    };
  });
}

/** What the history accounts for, as somebody sees it from whom nothing is hidden. */
type StatementRecord = Omit<StatementView, 'comments' | 'drafts' | 'others' | 'head'> & {
  readonly answers: StatementAnswers;
};

function withoutScores({ answers }: StatementRecord) {
  return {
    answers: { ...answers, score: 'hidden' },
    challenges: [],
    scoreChange: null,
    lastScore: null,
  } as const;
}

/** For roles that open no files. */
function withoutFiles({ evidence }: StatementRecord) {
  const shown = evidence.shown.map((item) => ({ ...item, unchecked: null }));
  return { read: NOTHING_READ, evidence: { ...evidence, shown } };
}

async function loadRecord(db: CouncilRead, statement: StatementId): Promise<StatementRecord | null> {
  const { tx, context } = db;
  const [row] = await tx.$queryRaw<StatementRow[]>`
    select a.id as assessment_id, a.name as assessment_name, a.review_state, s.score, s.strengths, s.improvements, s.impact,
           s.completed, s.version, p.name as saved_by,
           case when b.id is not null then json_build_object('name', b.name, 'framework', b.framework) end as carried_from,
           -- A statement carried forward counts as not saved yet.
           case when s.version > 1 or a.number = 1 or s.saved_at > a.created_at then s.saved_at end as saved_at
      from statement_assessments s
      join assessments a on a.council_id = s.council_id and a.id = s.assessment_id
      left join people p on p.id = s.saved_by_id
      left join assessments b on s.carried and b.council_id = a.council_id and b.number = a.number - 1
           and b.status = 'closed'
     where s.council_id = ${context.council.id}::uuid and s.statement = ${statement} and a.status = 'open'`;
  if (!row) return null;
  const { score, strengths, improvements, impact, completed } = row;
  const assessmentId = row.assessment_id;
  const cited = numbersCitedBy(row);
  const proof = await loadProof(db, assessmentId, statement, cited);
  return {
    assessment: { id: assessmentId, name: row.assessment_name },
    id: statement,
    challenges: await loadChallenges(db, assessmentId, statement),
    answers: { score, strengths, improvements, impact, completed },
    scoreChange: await lastScoreChange(db, assessmentId, statement, score),
    lastScore: score ?? (await loadLastScore(db, assessmentId, statement)),
    version: row.version,
    saved: row.saved_at && row.saved_by !== null ? { at: row.saved_at, by: row.saved_by } : null,
    lock: row.review_state === 'preparing' ? null : await loadReviewLock(db, assessmentId),
    carriedFrom: row.review_state === 'signed' ? null : row.carried_from,
    evidence: await loadAttachedEvidence(db, assessmentId, statement, EVIDENCE_SHOWN),
    proof,
    read: await loadReadProof(db, [...cited, ...proof.attached.map(({ number }) => number)]),
    people: (await loadPeople(db))[statement] ?? NOBODY,
    prompts: (await loadPrompts(db))[statement] ?? NO_PROMPTS,
    measures: await loadMeasures(db, { statement }),
    actions: actionsOn(statement, await loadActions(db)),
    target: (await loadTargets(db, assessmentId))[statement] ?? null,
  };
}

/** The change that led to the current score. Null if there was no other score before. */
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
