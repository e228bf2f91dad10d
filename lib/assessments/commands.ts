import 'server-only';
import { type NewerSave, newerSave, type StatementAnswers } from '#lib/assessments/queries.ts';
import type { SaveStatement, StartAssessment } from '#lib/assessments/schema.ts';
import type { StatementFacts } from '#lib/audit/events.ts';
import type { CouncilContext } from '#lib/auth/context.ts';
import type { Transaction } from '#lib/db/client.ts';
import { auditedWrite } from '#lib/db/write.ts';
import { type Score, STATEMENTS, type StatementId } from '#lib/scoring/index.ts';

export type SaveResult =
  | { readonly outcome: 'saved' | 'unchanged' }
  | { readonly outcome: 'newer'; readonly newer: NewerSave }
  | { readonly outcome: 'closed' };

/**
 * Saves the answers of one statement over the version that the writer started from. Over a newer version nothing is
 * written and that version is returned. The same answers again change nothing, so a form sent twice is saved once.
 * The draft of the page that was saved ends with it; what other pages of this person hold stays.
 */
export function saveStatement(
  context: CouncilContext,
  statement: StatementId,
  input: SaveStatement,
): Promise<SaveResult> {
  return auditedWrite<SaveResult>(context, 'statement:save', async (tx) => {
    const answers = answersOf(input);
    const before = await currentAnswers(tx, context, input.assessment, statement);
    if (!before) return { result: { outcome: 'closed' }, event: 'unchanged' };
    const key = { councilId: context.council.id, assessmentId: input.assessment, statement };
    const unchanged = async () => {
      await endDraft(tx, context, key, input);
      return { result: { outcome: 'unchanged' }, event: 'unchanged' } as const;
    };
    if (sameAnswers(before.answers, answers)) return unchanged();

    const save = {
      ...answers,
      version: input.version + 1,
      savedById: context.person.id,
      savedAt: new Date(),
    };
    const { count } = await tx.statementAssessment.updateMany({
      where: { ...key, version: input.version },
      data: save,
    });
    if (count === 0) {
      const newer = await currentAnswers(tx, context, input.assessment, statement);
      if (!newer) return { result: { outcome: 'closed' }, event: 'unchanged' };
      if (sameAnswers(newer.answers, answers)) return unchanged();
      const since = await newerSave(tx, context, input.assessment, statement, input.version);
      return {
        result: { outcome: 'newer', newer: since ?? { ...newer, before: null, changed: {} } },
        event: 'unchanged',
      };
    }
    await tx.statementRevision.create({ data: { ...key, ...save }, select: { version: true } });
    await endDraft(tx, context, key, input);
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
        },
      },
    };
  });
}

export type StartResult = { readonly outcome: 'started' | 'already open' };

/** Opens the council's next cycle with its nine statements, nothing answered. One is open at a time. */
export function startAssessment(context: CouncilContext, input: StartAssessment): Promise<StartResult> {
  return auditedWrite<StartResult>(context, 'assessment:start', async (tx) => {
    const councilId = context.council.id;
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('assessment:' || ${councilId}, 0))`;
    const open = await tx.assessment.findFirst({
      where: { councilId, status: 'open' },
      select: { id: true },
    });
    if (open) return { result: { outcome: 'already open' }, event: 'unchanged' };
    const last = await tx.assessment.aggregate({ where: { councilId }, _max: { number: true } });
    const assessment = await tx.assessment.create({
      data: {
        councilId,
        number: (last._max.number ?? 0) + 1,
        name: input.name,
        startsOn: new Date(input.startsOn),
        endsOn: new Date(input.endsOn),
      },
      select: { id: true },
    });
    await tx.statementAssessment.createMany({
      data: STATEMENTS.map(({ id }) => ({ councilId, assessmentId: assessment.id, statement: id })),
    });
    return {
      result: { outcome: 'started' },
      event: { type: 'assessment.started', subject: assessment.id, data: input },
    };
  });
}

async function currentAnswers(
  tx: Transaction,
  context: CouncilContext,
  assessmentId: string,
  statement: StatementId,
): Promise<Pick<NewerSave, 'answers' | 'version' | 'at' | 'by'> | null> {
  const row = await tx.statementAssessment.findFirst({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, assessmentId, statement, assessment: { status: 'open' } },
    select: {
      score: true,
      strengths: true,
      improvements: true,
      impact: true,
      completed: true,
      version: true,
      savedAt: true,
      savedBy: { select: { person: { select: { name: true } } } },
    },
  });
  if (!row) return null;
  const { version, savedAt, savedBy, score, ...rest } = row;
  return {
    answers: { ...rest, score: score as Score | null },
    version,
    at: (savedAt ?? new Date(0)).toISOString(),
    by: savedBy?.person.name ?? 'Nobody yet',
  };
}

/** The draft of the page that was saved, and the one it had gone on from if nobody has typed on since. */
async function endDraft(
  tx: Transaction,
  context: CouncilContext,
  key: { readonly councilId: string; readonly assessmentId: string; readonly statement: StatementId },
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
