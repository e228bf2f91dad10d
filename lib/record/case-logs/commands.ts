import 'server-only';
import { requireRoom } from '#lib/kernel/limits.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { newSalt } from '#lib/platform/audit/words.ts';
import { unchanged } from '#lib/platform/audit/write.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { hashLog } from '#lib/record/case-logs/events.ts';
import { loadLogs, loadWriters } from '#lib/record/case-logs/queries.ts';
import { LOG_TEXTS, type Log, type LogTexts, MAX_LOGS, missingTexts } from '#lib/record/case-logs/rules.ts';
import type { ReviewLog, SaveLog } from '#lib/record/case-logs/schema.ts';
import { lockCases } from '#lib/record/cases/commands.ts';
import { loadRegister } from '#lib/record/cases/queries.ts';
import { referenceProblem } from '#lib/record/cases/references.ts';
import { isOpen, personalWarning } from '#lib/record/cases/rules.ts';
import { inspectionSubject } from '#lib/record/inspections/events.ts';
import { mayAs } from '#lib/record/inspections/named.ts';
import { type NamedInspection, namedExport, namedWrite } from '#lib/record/inspections/named-gate.ts';
import { loadNamed } from '#lib/record/inspections/queries.ts';

type NotFound = { readonly outcome: 'not found' };
const NOT_FOUND = { outcome: 'not found' } as const;

export type SaveLogResult =
  | NotFound
  /** The register was not opened yet, or is deleted. */
  | { readonly outcome: 'closed' }
  /** It is for review or reviewed, so that its words stay as they are. */
  | { readonly outcome: 'not being written' }
  | { readonly outcome: 'unknown owner' }
  | { readonly outcome: 'refused'; readonly message: string }
  /** It cannot be sent: these boxes are empty. */
  | { readonly outcome: 'incomplete'; readonly missing: readonly string[] }
  | {
      readonly outcome: 'saved' | 'sent' | 'unchanged';
      readonly number: number;
      readonly warning: string | null;
    }
  | { readonly outcome: 'conflict'; readonly latest: Log };

/** Starts a reflective log or changes one, and sends it for review if asked. */
export async function saveLog(
  context: CouncilContext,
  { inspection: number, log: of, version, owner, do: then, reference, ...sent }: SaveLog,
): Promise<SaveLogResult> {
  const texts = textsOf(sent);
  const result = await namedWrite<SaveLogResult>(context, number, 'logs:write', async (db, inspection) => {
    await lockCases(db);
    const register = await loadRegister(db, inspection.id);
    if (!isOpen(register)) return unchanged({ outcome: 'closed' });
    const isKeeper = mayAs(inspection.parts, 'logs:review');
    const [before = null] = of === 0 ? [] : await loadLogs(db, inspection.id, { number: of });
    if (of !== 0 && !before) return unchanged(NOT_FOUND);
    if (before && !isKeeper && before.owner.id !== context.person.id) return unchanged(NOT_FOUND);
    if (before && before.state !== 'writing') return unchanged({ outcome: 'not being written' });
    if (reference !== '' && reference !== before?.reference) {
      const message = referenceProblem(register.example, reference);
      if (message !== null) return unchanged({ outcome: 'refused', message });
    }
    const missing = missingTexts(texts);
    if (then === 'send' && missing.length > 0) return unchanged({ outcome: 'incomplete', missing });
    const after = { ...texts, reference };
    const isSame =
      before?.reference === reference && LOG_TEXTS.every(({ field }) => before[field] === texts[field]);
    if (isSame && then === 'save') return unchanged({ outcome: 'unchanged', number: of, warning: null });
    if (before && before.version !== version) return unchanged({ outcome: 'conflict', latest: before });
    const ownerId = before?.owner.id ?? (isKeeper && owner ? owner : context.person.id);
    if (!before && ownerId !== context.person.id) {
      const writers = await loadWriters(db, inspection);
      if (writers.every(({ value }) => value !== ownerId)) return unchanged({ outcome: 'unknown owner' });
    }
    const saved = before ?? { number: await nextNumber(db, inspection), review: '' };
    const state = then === 'send' ? 'for_review' : 'writing';
    const salt = newSalt();
    await storeLog(
      db,
      inspection,
      { number: saved.number, isNew: !before, ownerId },
      { ...after, state, salt },
    );
    const hash = hashLog({ ...after, review: saved.review }, salt);
    const [subject, about] = [inspectionSubject(number), { inspection: inspection.name, log: saved.number }];
    const data = { ...about, isNew: before === null, owner: ownerId, hash };
    const warning = personalWarning(...Object.values(texts));
    return {
      result: { outcome: then === 'send' ? 'sent' : 'saved', number: saved.number, warning },
      event: [
        { type: 'log.saved', subject, data },
        ...(then === 'send'
          ? [{ type: 'log.moved' as const, subject, data: { ...about, state, hash } as const }]
          : []),
      ],
      notices:
        then === 'send'
          ? [
              {
                to: (await keepersOf(db, inspection)).filter((id) => id !== ownerId),
                notice: { kind: 'log_for_review', inspection: inspection.id, log: saved.number },
              },
            ]
          : [],
    };
  });
  return result ?? NOT_FOUND;
}

export type ReviewLogResult =
  | NotFound
  | { readonly outcome: 'reviewed' | 'not for review' | 'own' }
  | { readonly outcome: 'conflict'; readonly latest: Log };

/** Reviews a reflective log of somebody else: it is done, or goes back to its owner. */
export async function reviewLog(
  context: CouncilContext,
  { inspection: number, log: of, version, review, decision }: ReviewLog,
): Promise<ReviewLogResult> {
  const result = await namedWrite<ReviewLogResult>(context, number, 'logs:review', async (db, inspection) => {
    await lockCases(db);
    const [before] = await loadLogs(db, inspection.id, { number: of });
    if (!before) return unchanged(NOT_FOUND);
    if (before.owner.id === context.person.id) return unchanged({ outcome: 'own' });
    if (before.state !== 'for_review') return unchanged({ outcome: 'not for review' });
    if (before.version !== version) return unchanged({ outcome: 'conflict', latest: before });
    const salt = newSalt();
    await db.tx.caseLog.update({
      where: logKey(db, inspection, of),
      data: {
        ...{ review, state: decision, salt, version: { increment: 1 } },
        ...{ reviewedById: context.person.id, reviewedAt: context.now() },
      },
      select: { number: true },
    });
    return {
      result: { outcome: 'reviewed' },
      event: {
        type: 'log.moved',
        subject: inspectionSubject(number),
        data: {
          ...{ inspection: inspection.name, log: of, state: decision },
          hash: hashLog({ ...before, review }, salt),
        },
      },
      notices: [
        { to: [before.owner.id], notice: { kind: 'log_reviewed', inspection: inspection.id, log: of } },
      ],
    };
  });
  return result ?? NOT_FOUND;
}

/** The reflective logs that this person may see, for a file. Null: none, or see `namedExport`. */
export function exportLogs(context: CouncilContext, number: number): Promise<readonly Log[] | null> {
  return namedExport<readonly Log[] | null>(context, number, 'logs:read', async (db, inspection) => {
    const logs = await loadLogs(db, inspection.id);
    if (logs.length === 0) return unchanged(null);
    return {
      result: logs,
      event: {
        type: 'logs.exported',
        subject: inspectionSubject(number),
        data: { inspection: inspection.name, logs: logs.map((log) => log.number) },
      },
    };
  });
}

function textsOf(sent: LogTexts): LogTexts {
  const { situation, decisions, voice, learning, support } = sent;
  return { situation, decisions, voice, learning, support };
}

/** The number after the last one. A writer sees their own alone, so the register counts. */
async function nextNumber({ tx, context }: CouncilWrite, { id }: NamedInspection): Promise<number> {
  const { lastLog } = await tx.caseRegister.update({
    where: { councilId_inspectionId: { councilId: context.council.id, inspectionId: id } },
    data: { lastLog: { increment: 1 } },
    select: { lastLog: true },
  });
  requireRoom(MAX_LOGS, lastLog - 1);
  return lastLog;
}

async function storeLog(
  db: CouncilWrite,
  inspection: NamedInspection,
  { number, isNew, ownerId }: { readonly number: number; readonly isNew: boolean; readonly ownerId: string },
  row: LogTexts & Pick<Log, 'reference' | 'state'> & { readonly salt: string },
): Promise<void> {
  const { context, tx } = db;
  const data = { ...row, changedById: context.person.id, changedAt: context.now() };
  const key = { councilId: context.council.id, inspectionId: inspection.id, number };
  if (isNew) await tx.caseLog.create({ data: { ...key, ownerId, ...data }, select: { number: true } });
  else {
    await tx.caseLog.update({
      where: logKey(db, inspection, number),
      data: { ...data, version: { increment: 1 } },
      select: { number: true },
    });
  }
}

function logKey({ context }: CouncilWrite, inspection: NamedInspection, number: number) {
  const key = { councilId: context.council.id, inspectionId: inspection.id, number };
  return { councilId_inspectionId_number: key };
}

async function keepersOf(db: CouncilWrite, inspection: NamedInspection): Promise<readonly string[]> {
  const named = await loadNamed(db, inspection.number);
  return named.flatMap(({ part, person }) => (mayAs([part], 'logs:review') ? [person.id] : []));
}
