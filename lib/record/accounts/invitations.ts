import 'server-only';
import { memberContext } from '#lib/platform/access/context.ts';
import type { Role } from '#lib/platform/access/permissions.ts';
import { sessionState } from '#lib/platform/access/rules.ts';
import { record } from '#lib/platform/audit/record.ts';
import type { Caller } from '#lib/platform/auth/attempts.ts';
import { signInCodeHash } from '#lib/platform/auth/sign-in-code.ts';
import { lockPerson } from '#lib/platform/db/as-person.ts';
import { database, type Transaction } from '#lib/platform/db/client.ts';
import { setCouncil } from '#lib/platform/db/in-council.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';

/** An invitation to join a council in a role. */
export type Invitation = {
  readonly id: string;
  readonly codeHash: string;
  readonly email: string;
  /** As the administrator typed it. */
  readonly name: string;
  readonly role: Role;
  readonly redeemedById: string | null;
  readonly council: {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    readonly isExample: boolean;
  };
};

type Row = Pick<Invitation, 'id' | 'email' | 'name' | 'role'> & {
  readonly expires_at: Date;
  readonly redeemed_by_id: string | null;
  readonly council_id: string;
  readonly council_slug: string;
  readonly council_name: string;
  readonly council_is_example: boolean;
};

/** The invitation for this code and email address, redeemed or not. Null if it has expired or is for someone else. */
export async function findInvitation(typed: string, email: string, asOf: Date): Promise<Invitation | null> {
  const codeHash = signInCodeHash('invitation', typed);
  const [row] = await database().$queryRaw<Row[]>`select * from invitation_of_code(${codeHash})`;
  if (!row || row.email !== email || row.expires_at <= asOf) return null;
  const { id, name, role } = row;
  const council = {
    id: row.council_id,
    slug: row.council_slug,
    name: row.council_name,
    isExample: row.council_is_example,
  };
  return { id, codeHash, email, name, role, redeemedById: row.redeemed_by_id, council };
}

/** Who redeems an invitation: a new account, or the signed-in person, whose password changes to `passwordHash`. */
export type Redeemer = { readonly passwordHash: string } & (
  | { readonly kind: 'new' }
  | {
      readonly kind: 'signed in';
      readonly personId: string;
      readonly sessionId: string;
      /** Hash of the current password, which the new one was compared with. */
      readonly known: string | null;
    }
);

/**
 * Makes the person a member and uses up the invitation. Their old password, other codes and other sessions end,
 * because anyone else who has them could open this council too.
 * `account taken`: an account with that address was created in the meantime. Null: the invitation or session has ended,
 * or the password has changed.
 */
export function redeemInvitation(
  invitation: Invitation,
  redeemer: Redeemer,
  { requestId }: Caller,
  asOf: Date,
): Promise<'joined' | 'account taken' | null> {
  const { id, codeHash, email, role, council } = invitation;
  return database().$transaction(async (tx) => {
    await setCouncil(tx, council.id);
    await lockInCouncil(tx, council.id, 'members');
    const open = { councilId: council.id, id, codeHash, email, redeemedAt: null, expiresAt: { gt: asOf } };
    if ((await tx.invitation.count({ where: open })) === 0) return null;
    const person = await personOf(tx, invitation, redeemer, asOf);
    if (!person || person === 'account taken') return person;
    const { count } = await tx.membership.createMany({
      data: [{ councilId: council.id, personId: person.id, role, createdAt: asOf }],
      skipDuplicates: true,
    });
    await tx.invitation.updateMany({ where: open, data: { redeemedAt: asOf, redeemedById: person.id } });
    await tx.signInCode.deleteMany({ where: { personId: person.id } });
    await tx.session.updateMany({
      where: {
        personId: person.id,
        endedAt: null,
        ...(redeemer.kind === 'signed in' ? { id: { not: redeemer.sessionId } } : {}),
      },
      data: { endedAt: asOf },
    });
    // The people who run the service may have added them by hand in the meantime.
    if (count > 0) {
      const context = {
        ...memberContext({ council, role }, { ...person, email }, requestId),
        now: () => asOf,
      };
      const data = { name: person.name, invitedAs: invitation.name, role };
      await record(tx, context, { type: 'member.joined', subject: person.id, data });
    }
    return 'joined';
  });
}

async function personOf(
  tx: Transaction,
  { email, name }: Invitation,
  redeemer: Redeemer,
  asOf: Date,
): Promise<{ readonly id: string; readonly name: string } | 'account taken' | null> {
  const { passwordHash } = redeemer;
  if (redeemer.kind === 'signed in') {
    const { personId, sessionId, known } = redeemer;
    await lockPerson(tx, personId);
    const session = await tx.session.findFirst({
      relationLoadStrategy: 'join',
      where: { id: sessionId, person: { id: personId, email, disabledAt: null } },
      select: {
        createdAt: true,
        lastSeenAt: true,
        endedAt: true,
        person: { select: { id: true, name: true } },
      },
    });
    if (!session || sessionState(session, asOf) === 'over') return null;
    const { count } = await tx.person.updateMany({
      where: { id: personId, passwordHash: known },
      data: { passwordHash },
    });
    return count > 0 ? session.person : null;
  }
  // Two councils may have invited the same new address, and both codes may be used at once.
  const { count } = await tx.person.createMany({
    data: [{ email, name, passwordHash }],
    skipDuplicates: true,
  });
  if (count === 0) return 'account taken';
  const person = await tx.person.findUniqueOrThrow({ where: { email }, select: { id: true, name: true } });
  await lockPerson(tx, person.id);
  return person;
}
