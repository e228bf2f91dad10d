import 'server-only';
import { AccessLostError } from '#lib/kernel/errors.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, type Permission, type Role } from '#lib/platform/access/permissions.ts';
import { sessionState } from '#lib/platform/access/rules.ts';
import type { Transaction } from '#lib/platform/db/client.ts';
import { NoSlotError, slotOf } from '#lib/platform/db/slots.ts';

type Membership = {
  /** Null for someone who is not a member. */
  readonly role: Role | null;
  readonly person_disabled_at: Date | null;
  readonly session_created_at: Date | null;
  readonly session_last_seen_at: Date | null;
  readonly session_ended_at: Date | null;
};

/**
 * Lets a transaction read and change this council's rows for this person. Checks their access again, because the gate
 * checked it before the request body had arrived. Revoking that access waits for this transaction to end.
 *
 * @throws AccessLostError when session, membership or role have changed since the gate
 */
export async function enterCouncil(
  tx: Transaction,
  context: CouncilContext,
  permission: Permission,
): Promise<void> {
  const { council, person, sessionId } = context;
  const [standing] = await tx.$queryRaw<(Membership & { readonly slot: boolean })[]>`
    select * from (select ${slotOf(person.id)} as slot) s
      left join lateral (
        select * from enter_council(${council.id}::uuid, ${person.id}::uuid, ${sessionId}::uuid,
                                    ${permission === 'members:manage'})
         where s.slot) entered on true`;
  if (!standing?.slot) throw new NoSlotError();
  if (standing.role && sessionId !== null && !isSignedIn(standing)) throw new AccessLostError('signed-out');
  if (!standing.role || standing.person_disabled_at || !can({ role: standing.role }, permission)) {
    throw new AccessLostError('not-found');
  }
  // Rows and events record the role the person acted in.
  if (standing.role !== context.role) throw new AccessLostError('role-changed');
}

/** Blocks a member's writes while their access changes. For transactions that manage members. */
export async function blockMemberWrites(
  tx: Transaction,
  { council }: CouncilContext,
  personId: string,
): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(acting_key(${council.id}::uuid, ${personId}::uuid))`;
}

function isSignedIn(membership: Membership): boolean {
  const { session_created_at: createdAt, session_last_seen_at: lastSeenAt } = membership;
  if (!createdAt || !lastSeenAt) return false;
  const session = { createdAt, lastSeenAt, endedAt: membership.session_ended_at };
  return sessionState(session, new Date()) !== 'over';
}
