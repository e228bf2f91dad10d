import 'server-only';
import type { AuditEvent } from '#lib/audit/events.ts';
import { record } from '#lib/audit/record.ts';
import type { CouncilContext } from '#lib/auth/context.ts';
import { type Permission, requirePermission } from '#lib/auth/permissions.ts';
import type { Transaction } from '#lib/db/client.ts';
import { inCouncil } from '#lib/db/in-council.ts';

/** What a write did: its result and the event that says so, or 'unchanged' when it changed nothing of the council's. */
export type Written<T> = { readonly result: T; readonly event: AuditEvent | 'unchanged' };

/**
 * The only way to change a council's rows. Checks the permission, lets the transaction see this council alone, runs
 * the work and adds its audit event in the same transaction: both or neither.
 *
 * @throws NotAllowedError when the role does not hold the permission.
 */
export async function auditedWrite<T>(
  context: CouncilContext,
  permission: Permission,
  work: (tx: Transaction) => Promise<Written<T>>,
): Promise<T> {
  requirePermission(context, permission);
  return inCouncil(context.council.id, async (tx) => {
    const { result, event } = await work(tx);
    if (event !== 'unchanged') await record(tx, context, event);
    return result;
  });
}
