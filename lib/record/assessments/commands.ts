import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import type { AuditEvent } from '#lib/platform/audit/events.ts';
import { hashWords, newSalt } from '#lib/platform/audit/words.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import type { Transaction } from '#lib/platform/db/client.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { type StatementFacts, wordsOf } from '#lib/record/assessments/events.ts';
import { lockOpenAssessment } from '#lib/record/assessments/lock.ts';
import { lastScore, newerSave } from '#lib/record/assessments/queries.ts';
import type { Locked } from '#lib/record/assessments/review-state.ts';
import {
  type AnswersConflict,
  NOT_SCORED,
  type StatementAnswers,
  scoreReasonProblem,
} from '#lib/record/assessments/rules.ts';
import type { ConfirmCarried, SaveStatement } from '#lib/record/assessments/schema.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';

export type SaveResult =
  | { readonly outcome: 'saved' | 'unchanged' }
  | { readonly outcome: 'conflict'; readonly latest: AnswersConflict }
  /** The score changes without a reason, or there is a reason and no change. */
  | { readonly outcome: 'score reason'; readonly problem: string }
  | Locked
  | { readonly outcome: 'closed' };

/**
 * Saves the answers of one statement over the version that the writer started from. Over a newer version nothing is
 * written and that version is returned. The same answers again change nothing, so a form sent twice is saved once.
 * The draft of the page that was saved ends with it; what other pages of this person hold stays. Saving confirms what
 * was carried forward, changed or not. What may not be saved because the assessment is locked is kept as the draft. A
 * score that takes the place of another needs its reason, though the statement was not scored in between.
 */
export function saveStatement(
  context: CouncilContext,
  statement: StatementId,
  input: SaveStatement,
): Promise<SaveResult> {
  return auditedWrite<SaveResult>(context, 'statement:save', async (db) => {
    const { tx } = db;
    const answers = answersOf(input);
    const open = await lockOpenAssessment(db, input.assessment);
    const before = open && (await currentAnswers(db, input.assessment, statement));
    if (!open || !before) return unchanged({ outcome: 'closed' });
    const key = { councilId: context.council.id, assessmentId: input.assessment, statement };
    const nothingNew = async () => {
      await endDraft(db, key, input);
      return unchanged({ outcome: 'unchanged' } as const);
    };
    if (saysNothingNew(before, input)) {
      if (open.locked || !(await takeMark(tx, key, before.version))) return nothingNew();
      await endDraft(db, key, input);
      return { result: { outcome: 'saved' }, event: confirmed(statement, input.assessment, before.version) };
    }
    if (open.locked) {
      await keepDraft(db, key, input);
      return unchanged(open.locked);
    }
    const saved = before.answers.score;
    const last = saved ?? (await lastScore(db, input.assessment, statement));
    const isOverNewest = before.version === input.version;
    const problem =
      isOverNewest || sameAnswers(before.answers, answers) ? scoreReasonProblem(saved, last, input) : null;
    if (problem) return unchanged({ outcome: 'score reason', problem });

    const save = {
      ...answers,
      version: input.version + 1,
      savedById: context.person.id,
      savedAt: context.now(),
    };
    const { count } = isOverNewest
      ? await tx.statementAssessment.updateMany({
          where: { ...key, version: input.version },
          data: { ...save, carried: false },
        })
      : { count: 0 };
    if (count === 0) {
      const latest = await currentAnswers(db, input.assessment, statement);
      if (!latest) return unchanged({ outcome: 'closed' });
      if (saysNothingNew(latest, input)) return nothingNew();
      const since = await newerSave(db, input.assessment, statement, input.version);
      return unchanged({
        outcome: 'conflict',
        latest: since ?? { ...latest, lastScore: last, before: null, changed: {} },
      });
    }
    const { scoreReason = '' } = input;
    await tx.statementRevision.create({ data: { ...key, ...save, scoreReason }, select: { version: true } });
    if (before.carried) await takeEvidenceMarks(tx, key);
    await endDraft(db, key, input);
    return {
      result: { outcome: 'saved' },
      event: {
        type: 'statement.saved',
        subject: statement,
        data: {
          assessmentId: input.assessment,
          version: save.version,
          before: factsOf(before.answers),
          after: factsOf(answers),
          ...(scoreReason !== '' && {
            reason: { characters: scoreReason.length, words: hashWords([scoreReason]) },
          }),
          salt: newSalt(),
          words: hashWords(wordsOf(answers)),
        },
      },
    };
  });
}

export type ConfirmResult = {
  readonly outcome: 'confirmed' | 'unchanged' | 'conflict' | 'locked' | 'closed';
};

/**
 * Says that what was carried forward to a statement is still true, as it stands in the version that the person read. The
 * answers stay as they are; the mark goes from them and from their evidence.
 */
export function confirmCarried(
  context: CouncilContext,
  statement: StatementId,
  input: ConfirmCarried,
): Promise<ConfirmResult> {
  return auditedWrite<ConfirmResult>(context, 'statement:save', async (db) => {
    const { tx } = db;
    const key = { councilId: context.council.id, assessmentId: input.assessment, statement };
    const open = await lockOpenAssessment(db, input.assessment);
    if (!open) return unchanged({ outcome: 'closed' });
    if (open.locked) return unchanged({ outcome: 'locked' });
    if (!(await takeMark(tx, key, input.version))) {
      const carried = await tx.statementAssessment.count({ where: { ...key, carried: true } });
      return unchanged({ outcome: carried > 0 ? 'conflict' : 'unchanged' });
    }
    return {
      result: { outcome: 'confirmed' },
      event: confirmed(statement, input.assessment, input.version),
    };
  });
}

function confirmed(statement: StatementId, assessmentId: string, version: number): AuditEvent {
  return { type: 'statement.confirmed', subject: statement, data: { assessmentId, version } };
}

type Key = { readonly councilId: string; readonly assessmentId: string; readonly statement: StatementId };

/** Takes the mark of what was carried forward from a statement and its evidence. False: that version has none. */
async function takeMark(tx: Transaction, key: Key, version: number): Promise<boolean> {
  const { count } = await tx.statementAssessment.updateMany({
    where: { ...key, version, carried: true },
    data: { carried: false },
  });
  if (count > 0) await takeEvidenceMarks(tx, key);
  return count > 0;
}

async function takeEvidenceMarks(tx: Transaction, key: Key): Promise<void> {
  await tx.evidenceLink.updateMany({ where: { ...key, carried: true }, data: { carried: false } });
}

type CurrentAnswers = Pick<AnswersConflict, 'answers' | 'version' | 'at' | 'by'> & {
  readonly carried: boolean;
  /** That its last save gave. */
  readonly scoreReason: string;
};

async function currentAnswers(
  { tx, context }: CouncilWrite,
  assessmentId: string,
  statement: StatementId,
): Promise<CurrentAnswers | null> {
  const row = await tx.statementAssessment.findFirst({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, assessmentId, statement, assessment: { status: 'open' } },
    select: {
      score: true,
      strengths: true,
      improvements: true,
      impact: true,
      completed: true,
      carried: true,
      version: true,
      savedAt: true,
      savedBy: { select: { person: { select: { name: true } } } },
      revisions: { orderBy: { version: 'desc' }, take: 1, select: { scoreReason: true } },
    },
  });
  if (!row) return null;
  const { version, savedAt, savedBy, carried, score, revisions, ...rest } = row;
  return {
    answers: { ...rest, score: score as Score | null },
    version,
    carried,
    at: (savedAt ?? new Date(0)).toISOString(),
    by: savedBy?.person.name ?? 'Nobody yet',
    scoreReason: revisions[0]?.scoreReason ?? '',
  };
}

/**
 * What was sent from a page, as its draft. Its edit stays what the browser last counted, so that what is typed there
 * from now on is newer.
 */
async function keepDraft({ tx, context }: CouncilWrite, key: Key, input: SaveStatement): Promise<void> {
  if (!input.page) return;
  const personId = context.person.id;
  const draft = {
    baseVersion: input.version,
    score: input.score === null ? NOT_SCORED : String(input.score),
    strengths: input.strengths,
    improvements: input.improvements,
    impact: input.impact,
    completed: input.completed ? 'yes' : 'no',
    scoreReason: input.scoreReason ?? '',
    savedAt: context.now(),
  };
  await tx.statementDraft.upsert({
    where: {
      councilId_assessmentId_statement_personId_pageId: { ...key, personId, pageId: input.page },
    },
    create: { ...key, personId, pageId: input.page, edit: 0, ...draft },
    update: draft,
    select: { pageId: true },
  });
  const { from, fromEdit } = input;
  if (!from || fromEdit === undefined || from === input.page) return;
  await tx.statementDraft.deleteMany({ where: { ...key, personId, pageId: from, edit: fromEdit } });
}

/** The draft of the page that was saved, and the one it had gone on from if nobody has typed on since. */
async function endDraft(
  { tx, context }: CouncilWrite,
  key: Key,
  { page, from, fromEdit }: SaveStatement,
): Promise<void> {
  if (!page) return;
  await tx.statementDraft.deleteMany({
    where: {
      ...key,
      personId: context.person.id,
      OR: [{ pageId: page }, ...(from && fromEdit !== undefined ? [{ pageId: from, edit: fromEdit }] : [])],
    },
  });
}

function answersOf({
  score,
  strengths,
  improvements,
  impact,
  completed,
}: StatementAnswers): StatementAnswers {
  return { score, strengths, improvements, impact, completed };
}

/** The same form sent twice, or answers that somebody saved alike, but for a reason of their own. */
function saysNothingNew(current: CurrentAnswers, { scoreReason, ...input }: SaveStatement): boolean {
  if (!sameAnswers(current.answers, input)) return false;
  return scoreReason === undefined || scoreReason === current.scoreReason;
}

function sameAnswers(a: StatementAnswers, b: StatementAnswers): boolean {
  return (
    a.score === b.score &&
    a.completed === b.completed &&
    a.strengths === b.strengths &&
    a.improvements === b.improvements &&
    a.impact === b.impact
  );
}

function factsOf(answers: StatementAnswers): StatementFacts {
  return {
    score: answers.score,
    completed: answers.completed,
    characters: {
      strengths: answers.strengths.length,
      improvements: answers.improvements.length,
      impact: answers.impact.length,
    },
  };
}
