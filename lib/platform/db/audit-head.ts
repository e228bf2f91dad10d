import 'server-only';
import type { Actor } from '#lib/platform/access/context.ts';
import type { Transaction } from '#lib/platform/db/client.ts';

/** The last event of the council's chain, read in the caller's transaction. Null when there is none. */
export async function auditHead(
  tx: Transaction,
  { council }: Pick<Actor, 'council'>,
): Promise<{ readonly seq: number; readonly hash: string } | null> {
  // Plain SQL, because every page waits for it.
  const [head] = await tx.$queryRaw<{ seq: number; hash: string }[]>`
    select seq, hash from audit_events where council_id = ${council.id}::uuid order by seq desc limit 1`;
  return head ?? null;
}
