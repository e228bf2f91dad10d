import 'server-only';
import { v7 as uuidv7 } from 'uuid';
import type { Framework } from '#lib/frameworks/framework.ts';
import { frameworkOf } from '#lib/frameworks/known.ts';
import { continuedAs, mappingBetween, translatedScore } from '#lib/frameworks/mapping.ts';
import type { NextCycle } from '#lib/history/closings/queries.ts';
import { type CalendarDate, dateToColumn } from '#lib/kernel/dates.ts';
import type { NewEvent, WrittenEvents } from '#lib/platform/audit/events.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import type { CarriedForward } from '#lib/record/assessments/open-cycle.ts';
import { storeSnapshot } from '#lib/record/snapshots/commands.ts';
import { loadLiveSnapshot } from '#lib/record/snapshots/queries.ts';
import { isThresholdSetId } from '#lib/scoring/index.ts';
import { ASSIGNABLE_ROLES } from '#lib/work/assignments/rules.ts';
import type { ClosingStepKind } from '#lib/work/cycles/rules.ts';

// Writes the rows of a cycle that closes and of the next one. Commands decide whether to, under the lock.

export type LockedCycle = {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly starts_on: CalendarDate;
  readonly status: 'open' | 'closed';
  readonly framework: string;
  readonly threshold_set: string;
  readonly blind_challenge: boolean;
};

/**
 * Locks the last cycle against writers in it and against closing, starting and undoing. They have finished when this
 * returns.
 */
export async function lockLastCycle({ tx, context }: CouncilWrite): Promise<LockedCycle | null> {
  await lockInCouncil(tx, context.council.id, 'assessment');
  const [last] = await tx.$queryRaw<LockedCycle[]>`
    select id, number, name, starts_on::text, status, framework, threshold_set, blind_challenge
      from assessments
     where council_id = ${context.council.id}::uuid and status <> 'undone'
     order by number desc
     limit 1
       for update`;
  return last ?? null;
}

/** Closes a locked cycle and starts the next. `byId`: who answers carried forward are saved by. */
export async function closeAndStart(
  db: CouncilWrite,
  open: LockedCycle,
  next: NextCycle,
  byId: string,
  at: Date,
): Promise<WrittenEvents> {
  const { contentHash, version } = await close(db, open.id, at);
  const started = await startCycle(db, open, next, byId, at);
  const step = await recordClosingStep(db, open.id, { kind: 'closed', startedId: started.subject });
  const { number, name } = open;
  const closing = { step, startedId: started.subject };
  return [
    {
      type: 'assessment.closed',
      subject: open.id,
      data: { number, name, contentHash, version, closing },
    },
    started,
  ];
}

/** Starts the first cycle, or one after `last`, which is closed. */
export async function startCycle(
  db: CouncilWrite,
  last: LockedCycle | null,
  { name, startsOn, endsOn, carries, framework: frameworkId }: NextCycle,
  byId: string,
  at: Date,
): Promise<Extract<NewEvent, { type: 'assessment.started' }>> {
  const { tx, context } = db;
  const councilId = context.council.id;
  const number = (last?.number ?? 0) + 1;
  const framework = frameworkOf(frameworkId);
  const isThresholdKept = last && isThresholdSetId(last.threshold_set, framework);
  const { id, thresholdSet } = await tx.assessment.create({
    data: {
      councilId,
      number,
      name,
      startsOn: dateToColumn(startsOn),
      endsOn: dateToColumn(endsOn),
      createdAt: at,
      framework: framework.id,
      thresholdSet: isThresholdKept ? last.threshold_set : framework.defaultThresholds,
      ...(last && { blindChallenge: last.blind_challenge }),
    },
    select: { id: true, thresholdSet: true },
  });
  const from = carries ? last : null;
  const mapping = from && mappingBetween(frameworkOf(from.framework), framework);
  if (from && mapping) await carryForward(db, { from: from.id, mapping }, { id, framework }, byId, at);
  else if (from) throw new Error(`${from.framework} does not continue in ${framework.id}`);
  else
    await tx.statementAssessment.createMany({
      data: framework.statementIds.map((statement) => ({ councilId, assessmentId: id, statement })),
    });
  return {
    type: 'assessment.started',
    subject: id,
    data: {
      number,
      name,
      startsOn,
      endsOn,
      framework: framework.id,
      ...(mapping && mapping.from !== framework.id && { mapping }),
      thresholds: thresholdSet,
      carriedFrom: from && { number: from.number, name: from.name },
      ...(byId !== context.person.id && { askedBy: byId }),
    },
  };
}

/** Returns the number of the step. The caller holds the lock on the cycle. */
export async function recordClosingStep(
  { tx, context }: CouncilWrite,
  assessmentId: string,
  taken: {
    readonly kind: ClosingStepKind;
    readonly reason?: string;
    readonly next?: NextCycle;
    readonly startedId?: string;
  },
): Promise<number> {
  const { next, ...given } = taken;
  const councilId = context.council.id;
  const before = await tx.closingStep.count({ where: { councilId, assessmentId } });
  const { step } = await tx.closingStep.create({
    data: {
      councilId,
      assessmentId,
      step: before + 1,
      ...given,
      ...(next && {
        nextName: next.name,
        nextStartsOn: dateToColumn(next.startsOn),
        nextEndsOn: dateToColumn(next.endsOn),
        nextCarries: next.carries,
        nextFramework: next.framework,
      }),
      personId: context.person.id,
      role: context.role,
      at: context.now(),
    },
    select: { step: true },
  });
  return step;
}

/** Returns the hash of the content and the number of times this cycle has been closed. */
async function close(
  db: CouncilWrite,
  assessmentId: string,
  at: Date,
): Promise<{ readonly contentHash: string; readonly version: number }> {
  const { tx, context } = db;
  const councilId = context.council.id;
  const snapshot = await loadLiveSnapshot(db, assessmentId);
  if (!snapshot) throw new Error(`Cycle ${assessmentId} is not there to be closed`);
  const before = await tx.assessmentSnapshot.count({ where: { councilId, assessmentId, kind: 'closed' } });
  const version = before + 1;
  const { contentHash } = await storeSnapshot(db, {
    assessmentId,
    kind: 'closed',
    version,
    snapshot,
    at,
  });
  await tx.assessment.updateMany({ where: { councilId, id: assessmentId }, data: { status: 'closed' } });
  return { contentHash, version };
}

/**
 * Copies answers, evidence links and assignments to the statements of a new cycle that continue the earlier ones,
 * leaving out people who may no longer write and scores that are not comparable. Everything is marked until someone
 * confirms it, and no statement is completed.
 */
async function carryForward(
  { tx, context }: CouncilWrite,
  { from: fromId, mapping }: CarriedForward,
  { id: assessmentId, framework }: { readonly id: string; readonly framework: Framework },
  savedById: string,
  at: Date,
): Promise<void> {
  const councilId = context.council.id;
  const from = { councilId, assessmentId: fromId };
  const continued = <T extends { readonly statement: string }>(row: T) => {
    const statement = continuedAs(mapping, row.statement);
    return statement === null ? [] : [{ ...row, statement }];
  };
  const used = await tx.evidenceLink.findMany({
    where: from,
    orderBy: { id: 'asc' },
    select: { statement: true, evidenceItemId: true, shows: true, location: true, fileVersion: true },
  });
  const links = used.flatMap(continued);
  const carriedAnswers = await tx.statementAssessment.findMany({
    where: from,
    select: { statement: true, score: true, strengths: true, improvements: true, impact: true },
  });
  const answered = carriedAnswers
    .flatMap(continued)
    .map((row) => ({ ...row, score: translatedScore(mapping, row.statement, row.score) }))
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
      savedById,
      savedAt: at,
    }));
  const carried = new Set([...answered, ...links].map(({ statement }) => statement));
  await tx.statementAssessment.createMany({
    data: framework.statementIds.map((statement) => ({
      ...(answered.find((one) => one.statement === statement) ?? { councilId, assessmentId, statement }),
      carried: carried.has(statement),
    })),
  });
  await tx.statementRevision.createMany({ data: answered });
  await tx.evidenceLink.createMany({
    // Sequential ids, because a statement's page sorts evidence by id to show the newest first.
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
  await tx.statementTask.createMany({
    data: tasks.flatMap(continued).map((task) => ({ councilId, assessmentId, ...task })),
  });
}
