import 'server-only';
import type { CouncilContext } from '#lib/auth/context.ts';
import { newSignInCode } from '#lib/auth/sign-in-code.ts';
import { belongsElsewhere } from '#lib/db/as-person.ts';
import type { Transaction } from '#lib/db/client.ts';
import { holdMember } from '#lib/db/enter-council.ts';
import { auditedWrite } from '#lib/db/write.ts';
import type { AddMember } from '#lib/members/schema.ts';

/** A one-time code, known in clear only to whoever asked for it. */
export type IssuedCode = {
  readonly name: string;
  readonly email: string;
  readonly code: string;
  /** ISO 8601 in UTC, as a form's state holds it. */
  readonly expiresAt: string;
};

export type AddResult =
  | { readonly outcome: 'invited'; readonly issued: IssuedCode }
  /** They sign in to this service already. Where else is not told. */
  | { readonly outcome: 'joined'; readonly name: string }
  | { readonly outcome: 'already a member' };

/**
 * Adds a person to the council. Somebody new gets a code for their first password; somebody who signs in already keeps
 * their name and password.
 */
export function addMember(context: CouncilContext, input: AddMember): Promise<AddResult> {
  return auditedWrite<AddResult>(context, 'members:manage', async (tx) => {
    const councilId = context.council.id;
    // Two councils may add the same new person at once: the second finds the row of the first.
    const { count } = await tx.person.createMany({
      data: [{ email: input.email, name: input.name }],
      skipDuplicates: true,
    });
    const isNew = count === 1;
    const { id, name } = await tx.person.findUniqueOrThrow({
      where: { email: input.email },
      select: { id: true, name: true },
    });
    await lockPerson(tx, id);
    const member = await tx.membership.findFirst({
      where: { councilId, personId: id },
      select: { role: true },
    });
    if (member) return { result: { outcome: 'already a member' }, event: 'unchanged' };
    await tx.membership.createMany({ data: [{ councilId, personId: id, role: input.role }] });
    const event = {
      type: 'member.invited',
      subject: id,
      data: { name, role: input.role, isNew },
    } as const;
    if (isNew) {
      const issued = await keepNewCode(tx, { id, name, email: input.email }, context.now());
      return { result: { outcome: 'invited', issued }, event };
    }
    // A code that another council's administrator holds would open this council too.
    await tx.signInCode.deleteMany({ where: { personId: id } });
    return { result: { outcome: 'joined', name }, event };
  });
}

export type ChangeResult = {
  readonly outcome: 'done' | 'unchanged' | 'not found' | 'last administrator';
};

/** Gives a member another role, which counts from their next click on. */
export function changeRole(
  context: CouncilContext,
  personId: string,
  role: AddMember['role'],
): Promise<ChangeResult> {
  return auditedWrite<ChangeResult>(context, 'members:manage', async (tx) => {
    const member = await lockedMember(tx, context, personId);
    if (!member) return NOTHING.notFound;
    if (member.role === role) return NOTHING.unchanged;
    if (await isLastAdministrator(tx, context, personId, member)) return NOTHING.lastAdministrator;
    await tx.membership.updateMany({ where: { councilId: context.council.id, personId }, data: { role } });
    return {
      result: { outcome: 'done' },
      event: {
        type: 'member.role-changed',
        subject: personId,
        data: { name: member.person.name, before: member.role, after: role },
      },
    };
  });
}

/** Closes this council to a member, from their next click on, or opens it again. Other councils are not touched. */
export function setDisabled(
  context: CouncilContext,
  personId: string,
  disabled: boolean,
): Promise<ChangeResult> {
  return auditedWrite<ChangeResult>(context, 'members:manage', async (tx) => {
    const member = await lockedMember(tx, context, personId);
    if (!member) return NOTHING.notFound;
    if ((member.disabledAt !== null) === disabled) return NOTHING.unchanged;
    if (disabled && (await isLastAdministrator(tx, context, personId, member))) {
      return NOTHING.lastAdministrator;
    }
    await tx.membership.updateMany({
      where: { councilId: context.council.id, personId },
      data: { disabledAt: disabled ? context.now() : null },
    });
    return {
      result: { outcome: 'done' },
      event: {
        type: disabled ? 'member.disabled' : 'member.enabled',
        subject: personId,
        data: { name: member.person.name, before: { disabled: !disabled }, after: { disabled } },
      },
    };
  });
}

/** Signs a member out of every browser, of which the service knows only that it is theirs. */
export function endSessions(context: CouncilContext, personId: string): Promise<ChangeResult> {
  return auditedWrite<ChangeResult>(context, 'members:manage', async (tx) => {
    const member = await lockedMember(tx, context, personId);
    if (!member) return NOTHING.notFound;
    const { count } = await tx.session.updateMany({
      where: { personId, endedAt: null },
      data: { endedAt: context.now() },
    });
    if (count === 0) return NOTHING.unchanged;
    return {
      result: { outcome: 'done' },
      event: {
        type: 'member.sessions-ended',
        subject: personId,
        data: { name: member.person.name, sessions: count },
      },
    };
  });
}

export type CodeResult =
  | { readonly outcome: 'issued'; readonly issued: IssuedCode }
  | { readonly outcome: 'not found' | 'not ours alone' };

/**
 * A new code for somebody who forgot their password or lost their code; the one before no longer counts. Only for
 * people of this council alone: whoever holds the code can become them everywhere they belong.
 */
export function issueCode(context: CouncilContext, personId: string): Promise<CodeResult> {
  return auditedWrite<CodeResult>(context, 'members:manage', async (tx) => {
    const member = await lockedMember(tx, context, personId);
    if (!member) return { result: { outcome: 'not found' }, event: 'unchanged' };
    await lockPerson(tx, personId);
    if (await belongsElsewhere(tx, personId, context.council.id)) {
      return { result: { outcome: 'not ours alone' }, event: 'unchanged' };
    }
    const issued = await keepNewCode(tx, { id: personId, ...member.person }, context.now());
    return {
      result: { outcome: 'issued', issued },
      event: {
        type: 'member.code-issued',
        subject: personId,
        data: { name: member.person.name, expiresAt: issued.expiresAt },
      },
    };
  });
}

const NOTHING = {
  notFound: { result: { outcome: 'not found' }, event: 'unchanged' },
  unchanged: { result: { outcome: 'unchanged' }, event: 'unchanged' },
  lastAdministrator: { result: { outcome: 'last administrator' }, event: 'unchanged' },
} as const;

/** One change at a time to which councils a person belongs to and who may issue their code. */
async function lockPerson(tx: Transaction, personId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('person:' || ${personId}, 0))`;
}

async function lockedMember(tx: Transaction, context: CouncilContext, personId: string) {
  await holdMember(tx, context, personId);
  return tx.membership.findFirst({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, personId },
    select: { role: true, disabledAt: true, person: { select: { name: true, email: true } } },
  });
}

/** Whether the council would be left without an administrator who can sign in. */
async function isLastAdministrator(
  tx: Transaction,
  context: CouncilContext,
  personId: string,
  member: { readonly role: AddMember['role']; readonly disabledAt: Date | null },
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

async function keepNewCode(
  tx: Transaction,
  { id, name, email }: { readonly id: string; readonly name: string; readonly email: string },
  asOf: Date,
): Promise<IssuedCode> {
  const { code, ...kept } = newSignInCode(asOf);
  await tx.signInCode.upsert({
    where: { personId: id },
    create: { personId: id, ...kept },
    update: kept,
    select: { personId: true },
  });
  return { name, email, code, expiresAt: kept.expiresAt.toISOString() };
}
