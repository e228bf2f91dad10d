import 'server-only';
import { AccessLostError } from '#lib/kernel/errors.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, type Permission, type Role } from '#lib/platform/access/permissions.ts';
import { sessionState } from '#lib/platform/access/rules.ts';
import type { Transaction } from '#lib/platform/db/client.ts';
import { NoSlotError, slotOf } from '#lib/platform/db/slots.ts';

type Standing = {
  /** Null where they are no member. */
  readonly role: Role | null;
  readonly person_disabled_at: Date | null;
  readonly session_created_at: Date | null;
  readonly session_last_seen_at: Date | null;
  readonly session_ended_at: Date | null;
};

/**
 * Lets a transaction see and change this council's rows for this person, who is looked up again in it: the gate let
 * them in before their request had arrived in full. Whoever ends that waits until the transaction is over.
 *
 * @throws AccessLostError when session, membership or role are not by now what the gate saw
 */
export async function enterCouncil(
  tx: Transaction,
  context: CouncilContext,
  permission: Permission,
): Promise<void> {
  const { council, person, sessionId } = context;
  const [standing] = await tx.$queryRaw<(Standing & { readonly slot: boolean })[]>`
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
  // Rows and events say as what somebody acted.
  if (standing.role !== context.role) throw new AccessLostError('role-changed');
}

/** One change at a time to who belongs to a council. Whoever manages members holds it from the start. */
export async function lockMembers(tx: Transaction, councilId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('members:' || ${councilId}, 0))`;
}

/** Holds off the writes of a member while what they may do changes. For transactions that manage members. */
export async function blockMemberWrites(
  tx: Transaction,
  { council }: CouncilContext,
  personId: string,
): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(acting_key(${council.id}::uuid, ${personId}::uuid))`;
}

function isSignedIn(standing: Standing): boolean {
  const { session_created_at: createdAt, session_last_seen_at: lastSeenAt } = standing;
  if (!createdAt || !lastSeenAt) return false;
  const session = { createdAt, lastSeenAt, endedAt: standing.session_ended_at };
  return sessionState(session, new Date()) !== 'over';
}
