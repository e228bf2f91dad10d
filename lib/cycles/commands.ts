import 'server-only';
import { v7 as uuidv7 } from 'uuid';
import { ASSIGNABLE_ROLES } from '#lib/assignments/rules.ts';
import type { CouncilContext } from '#lib/auth/context.ts';
import type { StartAssessment } from '#lib/cycles/schema.ts';
import type { Transaction } from '#lib/db/client.ts';
import { auditedWrite } from '#lib/db/write.ts';
import { isoDate } from '#lib/format.ts';
import { STATEMENTS } from '#lib/scoring/index.ts';
import { keepSnapshot } from '#lib/snapshots/commands.ts';
import { liveSnapshot } from '#lib/snapshots/queries.ts';

export type StartResult =
  | { readonly outcome: 'started' | 'already started' }
  /** Another cycle is open, or none, than the one that the lead was told would be closed. */
  | { readonly outcome: 'another is open'; readonly open: string | null };

/**
 * Closes the council's open cycle and starts the next one in its place, empty or with what the last one said. What is
 * closed is kept as one snapshot for ever. Nothing is closed but the cycle that the lead was told of, so of two leads at
 * once one starts; the same form sent again finds its cycle started.
 */
export function startAssessment(context: CouncilContext, input: StartAssessment): Promise<StartResult> {
  return auditedWrite<StartResult>(context, 'assessment:start', async (tx) => {
    const councilId = context.council.id;
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('assessment:' || ${councilId}, 0))`;
    const last = await lockLast(tx, context);
    const open = last?.status === 'open' ? last : null;
    if ((open?.id ?? null) !== input.closes) {
      const isSame = open !== null && isStartedAs(open, input);
      return {
        result: isSame
          ? { outcome: 'already started' }
          : { outcome: 'another is open', open: open?.name ?? null },
        event: 'unchanged',
      };
    }
    const at = context.now();
    const contentHash = open && (await close(tx, context, open.id, at));
    const number = (last?.number ?? 0) + 1;
    const { name, startsOn, endsOn } = input;
    const { id } = await tx.assessment.create({
      data: {
        councilId,
        number,
        name,
        startsOn: new Date(startsOn),
        endsOn: new Date(endsOn),
        createdAt: at,
        ...(last ? { thresholdSet: last.threshold_set, blindChallenge: last.blind_challenge } : {}),
      },
      select: { id: true },
    });
    const from = input.content === 'carried' ? last : null;
    if (from) await carryForward(tx, context, from.id, id, at);
    else
      await tx.statementAssessment.createMany({
        data: STATEMENTS.map((statement) => ({ councilId, assessmentId: id, statement: statement.id })),
      });
    return {
      result: { outcome: 'started' },
      event: [
        ...(open && contentHash !== null
          ? [
              {
                type: 'assessment.closed',
                subject: open.id,
                data: { number: open.number, name: open.name, contentHash },
              } as const,
            ]
          : []),
        {
          type: 'assessment.started',
          subject: id,
          data: {
            number,
            name,
            startsOn,
            endsOn,
            carriedFrom: from && { number: from.number, name: from.name },
          },
        },
      ],
    };
  });
}

type LastCycle = {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly starts_on: Date;
  readonly ends_on: Date;
  readonly status: 'open' | 'closed';
  readonly threshold_set: string;
  readonly blind_challenge: boolean;
};

/** The last cycle, held against everybody who writes in it. Those who were at it have ended when this returns. */
async function lockLast(tx: Transaction, context: CouncilContext): Promise<LastCycle | null> {
  const [last] = await tx.$queryRaw<LastCycle[]>`
    select id, number, name, starts_on, ends_on, status, threshold_set, blind_challenge
      from assessments
     where council_id = ${context.council.id}::uuid
     order by number desc
     limit 1
       for update`;
  return last ?? null;
}

function isStartedAs(cycle: LastCycle, { name, startsOn, endsOn }: StartAssessment): boolean {
  return cycle.name === name && isoDate(cycle.starts_on) === startsOn && isoDate(cycle.ends_on) === endsOn;
}

/** Gives the hash of what is kept. */
async function close(tx: Transaction, context: CouncilContext, assessmentId: string, at: Date) {
  const snapshot = await liveSnapshot(tx, context, assessmentId);
  if (!snapshot) throw new Error(`Cycle ${assessmentId} is not there to be closed`);
  const kept = await keepSnapshot(tx, context, { assessmentId, kind: 'closed', version: 1, snapshot, at });
  await tx.assessment.updateMany({
    where: { councilId: context.council.id, id: assessmentId },
    data: { status: 'closed' },
  });
  return kept.contentHash;
}

/**
 * Gives a new cycle what the last one said: answers, evidence with what it shows, and whose work a statement is, as far
 * as they may still do it. All of it is marked until somebody confirms it, and no statement counts as completed.
 */
async function carryForward(
  tx: Transaction,
  context: CouncilContext,
  fromId: string,
  assessmentId: string,
  at: Date,
): Promise<void> {
  const councilId = context.council.id;
  const from = { councilId, assessmentId: fromId };
  const links = await tx.evidenceLink.findMany({
    where: from,
    orderBy: { id: 'asc' },
    select: { statement: true, evidenceItemId: true, shows: true, location: true },
  });
  const said = await tx.statementAssessment.findMany({
    where: from,
    select: { statement: true, score: true, strengths: true, improvements: true, impact: true },
  });
  const answered = said
    .filter(
      ({ score, strengths, improvements, impact }) =>
        score !== null || strengths !== '' || improvements !== '' || impact !== '',
    )
    .map((answers) => ({
      councilId,
      assessmentId,
      ...answers,
      completed: false,
      version: 1,
      savedById: context.person.id,
      savedAt: at,
    }));
  const carried = new Set([...answered, ...links].map(({ statement }) => statement));
  await tx.statementAssessment.createMany({
    data: STATEMENTS.map(({ id: statement }) => ({
      ...(answered.find((one) => one.statement === statement) ?? { councilId, assessmentId, statement }),
      carried: carried.has(statement),
    })),
  });
  await tx.statementRevision.createMany({ data: answered });
  await tx.evidenceLink.createMany({
    // Ids that follow each other, as the page of a statement shows its newest evidence first.
    data: links.map((link) => ({
      id: uuidv7(),
      councilId,
      assessmentId,
      ...link,
      carried: true,
      createdAt: at,
    })),
  });
  const tasks = await tx.statementTask.findMany({
    where: { ...from, person: { disabledAt: null, role: { in: [...ASSIGNABLE_ROLES] } } },
    select: { statement: true, personId: true, part: true },
  });
  await tx.statementTask.createMany({ data: tasks.map((task) => ({ councilId, assessmentId, ...task })) });
}
