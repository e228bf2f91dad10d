import 'server-only';
import type { Actor, CouncilContext, LinkContext } from '#lib/platform/access/context.ts';
import { type Permission, requirePermission } from '#lib/platform/access/permissions.ts';
import type { AuditEvent } from '#lib/platform/audit/events.ts';
import type { NewNotice } from '#lib/platform/audit/notices.ts';
import { notify } from '#lib/platform/audit/notify.ts';
import { record } from '#lib/platform/audit/record.ts';
import { database, type Transaction } from '#lib/platform/db/client.ts';
import { enterCouncil } from '#lib/platform/db/enter-council.ts';
import { inCouncil } from '#lib/platform/db/in-council.ts';
import { type CouncilRead, type CouncilWrite, councilWrite, read } from '#lib/platform/db/read.ts';
import { withSlot } from '#lib/platform/db/slots.ts';
import { once } from '#lib/platform/db/submissions.ts';

/**
 * What a write did: its result, the event or events that say so, or 'unchanged' when it changed nothing of the
 * council's, and what other people are told of it.
 */
export type Written<T> =
  | {
      readonly result: T;
      readonly event: AuditEvent | readonly AuditEvent[];
      readonly notices?: readonly NewNotice[];
    }
  | { readonly result: T; readonly event: 'unchanged' };

/** What a write gives that changed nothing of the council's. */
export function unchanged<T>(result: T): { readonly result: T; readonly event: 'unchanged' } {
  return { result, event: 'unchanged' };
}

/**
 * The only way to change a council's rows. Checks the permission, lets the transaction see this council alone and look
 * up again who acts there, runs the work and adds its notices and its audit events: all or nothing. Of a form that is
 * sent twice the work is done once, and both get its result.
 *
 * @throws NotAllowedError when the role does not hold the permission.
 * @throws AccessLostError when the person may not act any more as the gate saw them
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
 * Reads what is about to leave the service, all of one moment, then records that it does. What is written between the two
 * is not in it: the event says that it left, not that nothing came after.
 *
 * @throws NotAllowedError when the role does not hold the permission.
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

/** A write for whoever has a link, which stands in for a permission: what its opening changes, with the event of it. */
export function auditedOpening<T>(
  context: LinkContext,
  work: (tx: Transaction) => Promise<Written<T>>,
): Promise<T> {
  return inCouncil(context.council.id, async (tx) => {
    const written = await work(tx);
    await recordWritten(tx, context, written);
    return written.result;
  });
}

/** Adds the notices and the events of a write, in its transaction. Returns whether it changed anything. */
async function recordWritten(tx: Transaction, actor: Actor, written: Written<unknown>): Promise<boolean> {
  if (written.event === 'unchanged') return false;
  if (written.notices) await notify(tx, actor, written.notices, actor.now());
  for (const event of [written.event].flat()) await record(tx, actor, event);
  return true;
}
