import 'server-only';
import type { Transaction } from '#lib/platform/db/client.ts';

/** Lets row security show this transaction the person's own memberships in every council. Null ends that. */
export async function actAsPerson(tx: Transaction, personId: string | null): Promise<void> {
  await tx.$executeRaw`select set_config('app.person_id', ${personId ?? ''}, true)`;
}

/** Serialises changes to a person’s password, memberships and the right to issue their sign-in code. */
export async function lockPerson(tx: Transaction, personId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('person:' || ${personId}, 0))`;
}

/** Whether a person belongs to any other council, disabled or not. Reveals neither which nor how many. */
export async function hasOtherMembership(
  tx: Transaction,
  personId: string,
  councilId: string,
): Promise<boolean> {
  await actAsPerson(tx, personId);
  const others = await tx.membership.count({ where: { personId, councilId: { not: councilId } } });
  await actAsPerson(tx, null);
  return others > 0;
}
