import 'server-only';
import { frameworkOfStatement } from '#lib/frameworks/known.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import type { NewEvent } from '#lib/platform/audit/events.ts';
import { hashWords, newSalt } from '#lib/platform/audit/words.ts';
import { auditedWrite, unchanged, type Written } from '#lib/platform/audit/write.ts';
import type { Transaction } from '#lib/platform/db/client.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { type CitationProblem, findCitationProblems } from '#lib/record/assessments/citations.ts';
import { decideSave, type StoredAnswers } from '#lib/record/assessments/decisions.ts';
import { endDraft, writeDraft } from '#lib/record/assessments/draft-rows.ts';
import { answerTexts, type StatementFacts } from '#lib/record/assessments/events.ts';
import { lockOpenAssessment } from '#lib/record/assessments/lock.ts';
import { loadLastScore, loadNewerSave } from '#lib/record/assessments/queries.ts';
import type { Locked } from '#lib/record/assessments/review-state.ts';
import {
  type AnswersConflict,
  NOT_SCORED,
  openedWith,
  type StatementAnswers,
} from '#lib/record/assessments/rules.ts';
import type { ConfirmCarried, SaveStatement } from '#lib/record/assessments/schema.ts';
import { type StatementId, toScore } from '#lib/scoring/index.ts';

export type SaveResult =
  | { readonly outcome: 'saved' | 'unchanged' }
  | { readonly outcome: 'conflict'; readonly latest: AnswersConflict }
  /** The score changed without a reason, or a reason was given without a change. */
  | { readonly outcome: 'score reason'; readonly problem: string }
  /** The text newly cites evidence that is withdrawn or erased. */
  | { readonly outcome: 'evidence out of use'; readonly problems: readonly CitationProblem[] }
  | Locked
  | { readonly outcome: 'closed' };

/**
 * Saves the answers of one statement, based on the version in the form. Over a newer version nothing is written and
 * that version is returned. The same answers again change nothing, so a form sent twice is saved once. Saving also
 * confirms answers carried forward and deletes the draft of that page; drafts of the person's other pages stay. If the
 * assessment is locked, the answers are kept as the draft. A change from an earlier score needs a reason, even if the
 * statement was unscored in between. Text that newly cites withdrawn evidence is refused.
 */
export function saveStatement(
  context: CouncilContext,
  statement: StatementId,
  input: SaveStatement,
): Promise<SaveResult> {
  return auditedWrite<SaveResult>(context, 'statement:save', async (db) => {
    const open = await lockOpenAssessment(db, input.assessment, statement);
    const stored =
      open && (await lockAnswers(db, input.assessment, statement, input.scoreReason !== undefined));
    if (!open || !stored) return unchanged({ outcome: 'closed' });
    const key = { councilId: context.council.id, assessmentId: input.assessment, statement };
    const last = stored.answers.score ?? (await loadLastScore(db, input.assessment, statement));

    const decision = decideSave(stored, input, { lock: open.locked, lastScore: last });
    switch (decision.outcome) {
      case 'unchanged':
        await endDraft(db, key, input);
        return unchanged({ outcome: 'unchanged' });
      case 'locked':
        await keepDraft(db, statement, input);
        return unchanged(decision);
      case 'score reason':
        return unchanged(decision);
      case 'conflict': {
        const { answers, version, at, by, scoreReason } = stored;
        const since = await loadNewerSave(db, input.assessment, statement, input.version);
        const latest = { answers, version, at, by, scoreReason, lastScore: last, before: null, changed: {} };
        return unchanged({ outcome: 'conflict', latest: since ?? latest });
      }
      case 'confirmed':
        await clearCarried(db.tx, key, stored.version);
        await endDraft(db, key, input);
        return {
          result: { outcome: 'saved' },
          event: confirmed(statement, input.assessment, stored.version),
        };
      case 'saved': {
        const problems = await findCitationProblems(db, stored.answers, input);
        if (problems.length > 0) return unchanged({ outcome: 'evidence out of use', problems });
        return writeAnswers(db, key, stored, input);
      }
    }
  });
}

/** Writes the next version and its revision. */
async function writeAnswers(
  db: CouncilWrite,
  key: Key,
  stored: StoredAnswers,
  input: SaveStatement,
): Promise<Written<SaveResult>> {
  const { tx, context } = db;
  const { scoreReason = '' } = input;
  const answers = answersOf(input);
  if (answers.score !== null) toScore(answers.score, frameworkOfStatement(key.statement));
  const save = {
    ...answers,
    version: stored.version + 1,
    savedById: context.person.id,
    savedAt: context.now(),
  };
  await tx.statementAssessment.updateMany({ where: key, data: { ...save, carried: false } });
  await tx.statementRevision.create({ data: { ...key, ...save, scoreReason }, select: { version: true } });
  if (stored.carried) await clearCarriedEvidence(tx, key);
  await endDraft(db, key, input);
  return {
    result: { outcome: 'saved' },
    event: {
      type: 'statement.saved',
      subject: key.statement,
      data: {
        assessmentId: key.assessmentId,
        version: save.version,
        before: answerFacts(stored.answers),
        after: answerFacts(answers),
        ...(scoreReason !== '' && {
          reason: { characters: scoreReason.length, words: hashWords([scoreReason]) },
        }),
        salt: newSalt(),
        words: hashWords(answerTexts(answers)),
      },
    },
  };
}

export type ConfirmResult = {
  readonly outcome: 'confirmed' | 'unchanged' | 'conflict' | 'locked' | 'closed';
};

/**
 * Confirms that answers carried forward are still accurate in the version that the person read. The answers stay; the
 * carried mark is removed from them and from their evidence.
 */
export function confirmCarried(
  context: CouncilContext,
  statement: StatementId,
  input: ConfirmCarried,
): Promise<ConfirmResult> {
  return auditedWrite<ConfirmResult>(context, 'statement:save', async (db) => {
    const { tx } = db;
    const key = { councilId: context.council.id, assessmentId: input.assessment, statement };
    const open = await lockOpenAssessment(db, input.assessment, statement);
    if (!open) return unchanged({ outcome: 'closed' });
    if (open.locked) return unchanged({ outcome: 'locked' });
    if (!(await clearCarried(tx, key, input.version))) {
      const carried = await tx.statementAssessment.count({ where: { ...key, carried: true } });
      return unchanged({ outcome: carried > 0 ? 'conflict' : 'unchanged' });
    }
    return {
      result: { outcome: 'confirmed' },
      event: confirmed(statement, input.assessment, input.version),
    };
  });
}

function confirmed(statement: StatementId, assessmentId: string, version: number): NewEvent {
  return { type: 'statement.confirmed', subject: statement, data: { assessmentId, version } };
}

type Key = { readonly councilId: string; readonly assessmentId: string; readonly statement: StatementId };

/** Removes the carried mark from a statement and its evidence. False if that version has none. */
async function clearCarried(tx: Transaction, key: Key, version: number): Promise<boolean> {
  const { count } = await tx.statementAssessment.updateMany({
    where: { ...key, version, carried: true },
    data: { carried: false },
  });
  if (count > 0) await clearCarriedEvidence(tx, key);
  return count > 0;
}

async function clearCarriedEvidence(tx: Transaction, key: Key): Promise<void> {
  await tx.evidenceLink.updateMany({ where: { ...key, carried: true }, data: { carried: false } });
}

type AnswersRow = StatementAnswers & {
  readonly carried: boolean;
  readonly version: number;
  readonly at: Date | null;
  readonly by: string | null;
};

/**
 * Reads and locks the stored answers until the transaction ends. `hasReason`: also reads the reason for their score.
 */
async function lockAnswers(
  db: CouncilWrite,
  assessmentId: string,
  statement: StatementId,
  hasReason: boolean,
): Promise<StoredAnswers | null> {
  const { tx, context } = db;
  const [row] = await tx.$queryRaw<AnswersRow[]>`
    select s.score, s.strengths, s.improvements, s.impact, s.completed, s.carried, s.version, s.saved_at as at,
           (select p.name from people p where p.id = s.saved_by_id) as by
      from statement_assessments s
     where s.council_id = ${context.council.id}::uuid and s.assessment_id = ${assessmentId}::uuid
       and s.statement = ${statement}
       -- Leaves their keys free, for a draft of the same person that is being written.
       for no key update of s`;
  if (!row) return null;
  const { version, carried, at, by, ...answers } = row;
  return {
    answers,
    version,
    carried,
    at: (at ?? new Date(0)).toISOString(),
    by: by ?? 'No one yet',
    scoreReason: hasReason ? await reasonOf(db, assessmentId, statement, version) : '',
  };
}

/** A separate query after the lock: a subquery in the locking statement could read data from before it. */
async function reasonOf(
  { tx, context }: CouncilWrite,
  assessmentId: string,
  statement: StatementId,
  version: number,
): Promise<string> {
  const revision = await tx.statementRevision.findFirst({
    where: { councilId: context.council.id, assessmentId, statement, version },
    select: { scoreReason: true },
  });
  return revision?.scoreReason ?? '';
}

/** Keeps submitted answers as the page's draft. Over the limit of drafts they are only in the form that is shown again. */
async function keepDraft(db: CouncilWrite, statement: StatementId, input: SaveStatement): Promise<void> {
  const { page, assessment, version, score, scoreReason = '', strengths, improvements, impact } = input;
  if (!page) return;
  await writeDraft(db, statement, {
    ...{ page, assessment, version, scoreReason, strengths, improvements, impact },
    score: score === null ? NOT_SCORED : String(score),
    completed: input.completed ? 'yes' : 'no',
    edit: null,
    from: openedWith(input),
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

function answerFacts(answers: StatementAnswers): StatementFacts {
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
