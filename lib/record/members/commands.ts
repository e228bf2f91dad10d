import 'server-only';
import { requireRoom } from '#lib/kernel/limits.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import { newSignInCode } from '#lib/platform/auth/sign-in-code.ts';
import { hasOtherMembership, lockPerson } from '#lib/platform/db/as-person.ts';
import { blockMemberWrites } from '#lib/platform/db/enter-council.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { MAX_MEMBERS } from '#lib/record/members/rules.ts';
import type { InviteMember } from '#lib/record/members/schema.ts';

/** A one-time code in clear text, shown once to the administrator who asked for it. */
export type IssuedCode = {
  readonly name: string;
  readonly email: string;
  readonly code: string;
  /** ISO 8601 in UTC, because a form's state holds strings. */
  readonly expiresAt: string;
};

export type InviteResult =
  | { readonly outcome: 'invited'; readonly issued: IssuedCode }
  | { readonly outcome: 'already a member' | 'already invited' };

/**
 * Invites a person to the council. They become a member when they use the code, after signing in if they have an
 * account. Until then their account is not touched, and the answer does not reveal whether they have one.
 */
export function inviteMember(context: CouncilContext, input: InviteMember): Promise<InviteResult> {
  return auditedWrite<InviteResult>(context, 'members:manage', async ({ tx }) => {
    const councilId = context.council.id;
    const { email, name, role } = input;
    const members = await tx.membership.count({ where: { councilId, person: { email } } });
    if (members > 0) return unchanged({ outcome: 'already a member' });
    const pending = { councilId, email, redeemedAt: null, expiresAt: { gt: context.now() } };
    if ((await tx.invitation.count({ where: pending })) > 0) {
      return unchanged({ outcome: 'already invited' });
    }
    const invited = await tx.invitation.count({ where: { councilId, redeemedAt: null } });
    requireRoom(MAX_MEMBERS, invited + (await tx.membership.count({ where: { councilId } })));
    await tx.invitation.deleteMany({ where: { councilId, email } });
    const { code, ...kept } = newSignInCode('invitation', context.now());
    const { id } = await tx.invitation.create({
      data: { councilId, email, name, role, createdAt: context.now(), ...kept },
      select: { id: true },
    });
    return {
      result: { outcome: 'invited', issued: { ...input, code, expiresAt: kept.expiresAt.toISOString() } },
      event: { type: 'member.invited', subject: id, data: { name, role } },
    };
  });
}

export type RenewResult =
  | { readonly outcome: 'issued'; readonly issued: IssuedCode }
  | { readonly outcome: 'not found' };

/** Gives an unused invitation a new code and two more weeks. The earlier code stops working. */
export function renewInvitation(context: CouncilContext, id: string): Promise<RenewResult> {
  return auditedWrite<RenewResult>(context, 'members:manage', async ({ tx }) => {
    const open = { councilId: context.council.id, id, redeemedAt: null };
    const invited = await tx.invitation.findFirst({ where: open, select: { name: true, email: true } });
    if (!invited) return unchanged({ outcome: 'not found' });
    const { code, ...kept } = newSignInCode('invitation', context.now());
    await tx.invitation.updateMany({ where: open, data: kept });
    const expiresAt = kept.expiresAt.toISOString();
    return {
      result: { outcome: 'issued', issued: { ...invited, code, expiresAt } },
      event: { type: 'invitation.renewed', subject: id, data: { name: invited.name, expiresAt } },
    };
  });
}

/** Withdraws an unused invitation. */
export function withdrawInvitation(
  context: CouncilContext,
  id: string,
): Promise<{ readonly outcome: 'done' | 'not found' }> {
  return auditedWrite<{ outcome: 'done' | 'not found' }>(context, 'members:manage', async ({ tx }) => {
    const open = { councilId: context.council.id, id, redeemedAt: null };
    const invited = await tx.invitation.findFirst({ where: open, select: { name: true, role: true } });
    if (!invited) return unchanged({ outcome: 'not found' });
    await tx.invitation.deleteMany({ where: open });
    return {
      result: { outcome: 'done' },
      event: { type: 'invitation.withdrawn', subject: id, data: invited },
    };
  });
}

export type ChangeMemberResult =
  | { readonly outcome: 'done' | 'unchanged'; readonly name: string }
  | { readonly outcome: 'not found' | 'last administrator' };

/** Changes a member's role. It takes effect on their next request. */
export function changeRole(
  context: CouncilContext,
  personId: string,
  role: InviteMember['role'],
): Promise<ChangeMemberResult> {
  return auditedWrite<ChangeMemberResult>(context, 'members:manage', async (db) => {
    const { tx } = db;
    const member = await lockedMember(db, personId);
    if (!member) return unchanged({ outcome: 'not found' });
    if (member.role === role) return unchanged({ outcome: 'unchanged', name: member.person.name });
    if (await isLastAdministrator(db, personId, member)) return unchanged({ outcome: 'last administrator' });
    await tx.membership.updateMany({ where: { councilId: context.council.id, personId }, data: { role } });
    return {
      result: { outcome: 'done', name: member.person.name },
      event: {
        type: 'member.role-changed',
        subject: personId,
        data: { name: member.person.name, before: member.role, after: role },
      },
    };
  });
}

/** Disables or enables a member in this council only, from their next request. */
export function setDisabled(
  context: CouncilContext,
  personId: string,
  disabled: boolean,
): Promise<ChangeMemberResult> {
  return auditedWrite<ChangeMemberResult>(context, 'members:manage', async (db) => {
    const { tx } = db;
    const member = await lockedMember(db, personId);
    if (!member) return unchanged({ outcome: 'not found' });
    if ((member.disabledAt !== null) === disabled)
      return unchanged({ outcome: 'unchanged', name: member.person.name });
    if (disabled && (await isLastAdministrator(db, personId, member))) {
      return unchanged({ outcome: 'last administrator' });
    }
    await tx.membership.updateMany({
      where: { councilId: context.council.id, personId },
      data: { disabledAt: disabled ? context.now() : null },
    });
    return {
      result: { outcome: 'done', name: member.person.name },
      event: {
        type: disabled ? 'member.disabled' : 'member.enabled',
        subject: personId,
        data: { name: member.person.name, before: { disabled: !disabled }, after: { disabled } },
      },
    };
  });
}

/**
 * Signs a member out of this council in every browser. Their other councils are unaffected, and the administrator does
 * not learn whether there are any. A member of this council alone is signed out of the service.
 */
export function endSessions(context: CouncilContext, personId: string): Promise<ChangeMemberResult> {
  return auditedWrite<ChangeMemberResult>(context, 'members:manage', async (db) => {
    const { tx } = db;
    const member = await lockedMember(db, personId);
    if (!member) return unchanged({ outcome: 'not found' });
    await lockPerson(tx, personId);
    await tx.membership.updateMany({
      where: { councilId: context.council.id, personId },
      data: { sessionsFrom: context.now() },
    });
    if (!(await hasOtherMembership(tx, personId, context.council.id))) {
      await tx.session.updateMany({ where: { personId, endedAt: null }, data: { endedAt: context.now() } });
    }
    return {
      result: { outcome: 'done', name: member.person.name },
      event: { type: 'member.sessions-ended', subject: personId, data: { name: member.person.name } },
    };
  });
}

export type CodeResult =
  | { readonly outcome: 'issued'; readonly issued: IssuedCode }
  | { readonly outcome: 'not found' };

/**
 * Issues a new sign-in code and cancels the earlier one. A code gives access to every council a person belongs to, so
 * it works only for people who belong to this council alone. Others get a code that looks the same but never works, so
 * that the administrator does not learn who they are.
 */
export function issueCode(context: CouncilContext, personId: string): Promise<CodeResult> {
  return auditedWrite<CodeResult>(context, 'members:manage', async (db) => {
    const { tx } = db;
    const member = await lockedMember(db, personId);
    if (!member) return unchanged({ outcome: 'not found' });
    await lockPerson(tx, personId);
    const isElsewhere = await hasOtherMembership(tx, personId, context.council.id);
    const { code, ...kept } = newSignInCode(isElsewhere ? 'void' : 'password', context.now());
    // Keep a code from the people who run the service: for a member of several councils only that one works.
    await tx.signInCode.deleteMany({
      where: { personId, ...(isElsewhere ? { NOT: { issuer: null } } : {}) },
    });
    await tx.signInCode.createMany({
      data: [{ personId, ...kept, issuer: context.council.name }],
      skipDuplicates: true,
    });
    const { name, email } = member.person;
    const expiresAt = kept.expiresAt.toISOString();
    return {
      result: { outcome: 'issued', issued: { name, email, code, expiresAt } },
      event: { type: 'member.code-issued', subject: personId, data: { name, expiresAt } },
    };
  });
}

async function lockedMember({ tx, context }: CouncilWrite, personId: string) {
  await blockMemberWrites(tx, context, personId);
  return tx.membership.findFirst({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, personId },
    select: { role: true, disabledAt: true, person: { select: { name: true, email: true } } },
  });
}

/** Whether the council would be left without an administrator who can sign in. */
async function isLastAdministrator(
  { tx, context }: CouncilWrite,
  personId: string,
  member: { readonly role: InviteMember['role']; readonly disabledAt: Date | null },
): Promise<boolean> {
  if (member.role !== 'admin' || member.disabledAt) return false;
  const others = await tx.membership.count({
    where: {
      councilId: context.council.id,
      role: 'admin',
      disabledAt: null,
      personId: { not: personId },
      person: { disabledAt: null, passwordHash: { not: null } },
    },
  });
  return others === 0;
}
