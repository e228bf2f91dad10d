import 'server-only';
import type { Actor, CouncilContext, LinkContext, SystemContext } from '#lib/platform/access/context.ts';
import { type Permission, requirePermission } from '#lib/platform/access/permissions.ts';
import type { NewEvent, WrittenEvents } from '#lib/platform/audit/events.ts';
import type { NewNotice } from '#lib/platform/audit/notices.ts';
import { notify } from '#lib/platform/audit/notify.ts';
import { record } from '#lib/platform/audit/record.ts';
import { database, type Transaction } from '#lib/platform/db/client.ts';
import { enterCouncil } from '#lib/platform/db/enter-council.ts';
import { inCouncil } from '#lib/platform/db/in-council.ts';
import { type CouncilRead, type CouncilWrite, councilWrite, read } from '#lib/platform/db/read.ts';
import { withSlot } from '#lib/platform/db/slots.ts';
import { once } from '#lib/platform/db/submissions.ts';
import { enqueue, type NewJob } from '#lib/platform/jobs/enqueue.ts';

/** What a write asks for: notices for other people, and jobs. */
type Requests = { readonly notices?: readonly NewNotice[]; readonly jobs?: readonly NewJob[] };

/**
 * The outcome of a write: its result, the events that record it ('unchanged' when no row of the council's changed), the
 * notices for other people and the jobs it asks for.
 */
export type Written<T> =
  | ({ readonly result: T; readonly event: NewEvent | WrittenEvents } & Requests)
  | { readonly result: T; readonly event: 'unchanged' };

/** For a write that changed no row of the council's. */
export function unchanged<T>(result: T): { readonly result: T; readonly event: 'unchanged' } {
  return { result, event: 'unchanged' };
}

/**
 * The only way to change a council's rows. Checks the permission, limits the transaction to this council, checks again
 * that the person still has access, runs the work and adds its notices, jobs and audit events: all or nothing. A form
 * sent twice does its work once, and both requests get the result.
 *
 * @throws NotAllowedError when the role lacks the permission
 * @throws AccessLostError when the person's access has changed since the gate
 */
export async function auditedWrite<T>(
  context: CouncilContext,
  permission: Permission,
  work: (db: CouncilWrite) => Promise<Written<T>>,
): Promise<T> {
  requirePermission(context, permission);
  return withSlot(context, () =>
    database().$transaction(async (tx) => {
      await enterCouncil(tx, context, permission);
      return once(tx, context, async () => {
        const written = await work(councilWrite(tx, context));
        return { result: written.result, isChange: await recordWritten(tx, context, written) };
      });
    }),
  );
}

/**
 * Reads the data to be exported from one snapshot, then records the export. Writes between the two are not in the
 * export: the event records that it left, not that it was current.
 *
 * @throws NotAllowedError when the role lacks the permission
 */
export async function auditedExport<T>(
  context: CouncilContext,
  permission: Permission,
  work: (db: CouncilRead) => Promise<Written<T>>,
): Promise<T> {
  requirePermission(context, permission);
  const written = await read(context, work);
  if (written.event === 'unchanged') return written.result;
  return auditedWrite<T>(context, permission, async () => written);
}

/** A write by an actor without permissions: the bearer of a link, which takes the place of one, or the service itself. */
export function writeAs<T>(
  actor: LinkContext | SystemContext,
  work: (tx: Transaction) => Promise<Written<T>>,
): Promise<T> {
  return inCouncil(actor.council.id, async (tx) => {
    const written = await work(tx);
    await recordWritten(tx, actor, written);
    return written.result;
  });
}

/** Work of the service itself that no event records, such as what it does each morning. Its notices are dated `at`. */
export function unrecordedWork(
  context: SystemContext,
  at: Date,
  work: (tx: Transaction) => Promise<Requests>,
): Promise<void> {
  return inCouncil(context.council.id, async (tx) => addRequested(tx, context, at, await work(tx)));
}

/** Adds the notices, jobs and events of a write, in its transaction. Returns whether it changed anything. */
async function recordWritten(tx: Transaction, actor: Actor, written: Written<unknown>): Promise<boolean> {
  if (written.event === 'unchanged') return false;
  await addRequested(tx, actor, actor.now(), written);
  await record(tx, actor, ...[written.event].flat());
  return true;
}

async function addRequested(
  tx: Transaction,
  actor: Actor,
  at: Date,
  { notices, jobs }: Requests,
): Promise<void> {
  if (notices) await notify(tx, actor, notices, at);
  if (jobs) await enqueue(tx, jobs);
}
