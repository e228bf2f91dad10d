import 'server-only';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { storableText } from '#lib/kernel/text/clean.ts';
import { cleanEmail } from '#lib/kernel/text/email-address.ts';
import { isSameName } from '#lib/kernel/text/fold.ts';
import {
  type CouncilContext,
  type SystemContext,
  systemContext,
  withClock,
} from '#lib/platform/access/context.ts';
import { ROLES, type Role } from '#lib/platform/access/permissions.ts';
import { record } from '#lib/platform/audit/record.ts';
import { hashPassword } from '#lib/platform/auth/password.ts';
import { passwordProblem } from '#lib/platform/auth/password-rules.ts';
import { type NewCode, newSignInCode } from '#lib/platform/auth/sign-in-code.ts';
import { actAsPerson } from '#lib/platform/db/as-person.ts';
import type { Transaction } from '#lib/platform/db/client.ts';
import { setCouncil } from '#lib/platform/db/in-council.ts';
import { emailField } from '#lib/platform/forms/email-field.ts';
import { lineField } from '#lib/platform/forms/text-field.ts';
import { asOwner } from '#lib/tasks/owner.ts';
import { insertMeasures } from '#prisma/seed/load-measures.ts';

// Councils, people and memberships, which only the owner of the tables may write. Recorded in the council's chain.

/** A set-up command cannot do what was asked. The message is one plain line for the operator. */
export class SetUpError extends Error {
  override readonly name = 'SetUpError';
}

export type NewCouncil = { readonly slug: string; readonly name: string; readonly gssCode: string | null };
export type NewMember = {
  readonly council: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
};

/**
 * Adds a council.
 *
 * @throws SetUpError when its slug or code is taken, unknown or invalid
 */
export async function addCouncil(ownerUrl: string, given: NewCouncil): Promise<void> {
  const name = read(
    lineField({ called: "The council's name", limit: 120, missing: "Enter the council's name" }),
    given.name,
  );
  if (!/^[a-z][a-z0-9-]{1,62}$/.test(given.slug)) {
    throw new SetUpError('The slug must be lower-case letters, digits and hyphens, such as west-sampleshire');
  }
  await asOwner(ownerUrl, async (tx) => {
    if (await tx.council.findUnique({ where: { slug: given.slug }, select: { id: true } })) {
      throw new SetUpError(`The council ${given.slug} already exists`);
    }
    const councils = await tx.council.findMany({ select: { slug: true, name: true } });
    const alike = councils.find((council) => isSameName(council.name, name));
    if (alike) throw new SetUpError(`The council ${alike.slug} already has the name ${alike.name}`);
    const gssCode = given.gssCode?.trim().toUpperCase() ?? null;
    if (gssCode !== null) await checkAuthority(tx, gssCode);
    await insertCouncil(tx, { slug: given.slug, name, gssCode, isExample: false }, new Date());
  });
}

const newMember = z.object({
  name: lineField({ called: "The person's name", limit: 120, missing: "Enter the person's name" }),
  email: emailField('Enter their email address'),
  role: z.enum(ROLES, `The role must be one of ${ROLES.join(', ')}`),
});

/**
 * Validates input as a form would.
 *
 * @throws SetUpError with a line for each invalid value
 */
function read<T>(fields: z.ZodType<T>, given: unknown): T {
  const found = fields.safeParse(given);
  if (found.success) return found.data;
  throw new SetUpError(found.error.issues.map(({ message }) => message).join('\n'));
}

async function checkAuthority(tx: Transaction, gssCode: string): Promise<void> {
  const authority = await tx.localAuthority.findUnique({
    where: { gssCode },
    select: { council: { select: { slug: true } } },
  });
  if (!authority) {
    throw new SetUpError(
      `${gssCode} is not the code of a council with adult social care duties. npm run db:migrate loads all 153 codes`,
    );
  }
  if (authority.council)
    throw new SetUpError(`The council ${authority.council.slug} already has the code ${gssCode}`);
}

/**
 * Adds a person to a council. Someone who already signs in to another council keeps their name and password;
 * `readPassword` is called only for a new person.
 *
 * @throws SetUpError when the council is unknown, the person belongs to it already, or a value is invalid
 */
export async function addPerson(
  ownerUrl: string,
  given: NewMember,
  readPassword: () => Promise<string>,
): Promise<'new person' | 'known person'> {
  const { email, name, role } = read(newMember, given);
  const found = await asOwner(ownerUrl, (tx) => findPlace(tx, given.council, email));
  const password = found.person ? null : storableText(await readPassword());
  if (password !== null) {
    const problem = await passwordProblem(password, { email, councilName: found.council.name });
    if (problem) throw new SetUpError(problem);
  }
  const passwordHash = password === null ? '' : await hashPassword(password);
  // Typing the password may have taken a minute: look again before writing.
  return asOwner(ownerUrl, async (tx) => {
    const { council, person } = await findPlace(tx, given.council, email);
    if (!person && password === null) throw new SetUpError(`${email} has just been removed. Try again`);
    const context = systemContext(council, SET_UP, uuidv7());
    await setCouncil(tx, council.id);
    await tx.invitation.deleteMany({ where: { councilId: council.id, email } });
    // A code issued by another council's administrator would open this council too.
    if (person) await tx.signInCode.deleteMany({ where: { personId: person.id } });
    await insertMember(
      tx,
      context,
      person ?? (await insertPerson(tx, { email, name, passwordHash, disabledAt: null })),
      role,
      new Date(),
    );
    return person ? 'known person' : 'new person';
  });
}

/**
 * Issues a one-time code to a person, whichever councils they belong to, and records it in each.
 *
 * @throws SetUpError when nobody has that address
 */
export async function issueSignInCode(
  ownerUrl: string,
  given: string,
  asOf: Date,
): Promise<Pick<NewCode, 'code' | 'expiresAt'>> {
  const email = cleanEmail(given);
  return asOwner(ownerUrl, async (tx) => {
    const named = { id: true, name: true } as const;
    const person =
      (await tx.person.findUnique({ where: { email }, select: named })) ??
      // Older releases stored the address in this form.
      (await tx.person.findUnique({ where: { email: given.trim().toLowerCase() }, select: named }));
    if (!person) throw new SetUpError(`No one has the email address ${email}`);
    const { code, codeHash, expiresAt } = newSignInCode('password', asOf);
    await tx.signInCode.upsert({
      where: { personId: person.id },
      create: { personId: person.id, codeHash, expiresAt },
      update: { codeHash, expiresAt, issuer: null },
      select: { personId: true },
    });
    await actAsPerson(tx, person.id);
    const memberships = await tx.membership.findMany({
      where: { personId: person.id },
      orderBy: { councilId: 'asc' },
      select: { council: { select: { id: true, slug: true, name: true, isExample: true } } },
    });
    for (const { council } of memberships) {
      await setCouncil(tx, council.id);
      await record(tx, systemContext(council, SET_UP, uuidv7()), {
        type: 'member.code-issued',
        subject: person.id,
        data: { name: person.name, expiresAt: expiresAt.toISOString() },
      });
    }
    return { code, expiresAt };
  });
}

async function findPlace(tx: Transaction, slug: string, email: string) {
  const council = await tx.council.findUnique({
    where: { slug },
    select: { id: true, slug: true, name: true, isExample: true },
  });
  if (!council) throw new SetUpError(`No council has the slug ${slug}. Add it with npm run council:add`);
  const person = await tx.person.findUnique({ where: { email }, select: { id: true, name: true } });
  if (person) {
    await setCouncil(tx, council.id);
    const where = { councilId_personId: { councilId: council.id, personId: person.id } };
    if (await tx.membership.findUnique({ where, select: { role: true } })) {
      throw new SetUpError(`${email} is already a member of ${council.name}`);
    }
  }
  return { council, person };
}

const SET_UP = 'Set-up command';

/**
 * Inserts a council with the standard measures and the first event of its chain. In the caller's transaction, which
 * then sees that council.
 */
export async function insertCouncil(
  tx: Transaction,
  { slug, name, gssCode, isExample }: NewCouncil & { readonly isExample: boolean },
  createdAt: Date,
): Promise<SystemContext> {
  const council = await tx.council.create({
    data: { slug, name, gssCode, isExample, createdAt },
    select: { id: true, slug: true, name: true, isExample: true },
  });
  await setCouncil(tx, council.id);
  await insertMeasures(tx, council.id);
  const job = systemContext(council, SET_UP, uuidv7());
  const context = isExample ? withClock(job, createdAt) : job;
  await record(tx, context, { type: 'council.added', subject: slug, data: { name, gssCode } });
  return context;
}

/** Inserts a person without a council. In the caller's transaction. */
export async function insertPerson(
  tx: Transaction,
  person: {
    readonly email: string;
    readonly name: string;
    readonly passwordHash: string | null;
    readonly disabledAt: Date | null;
  },
): Promise<{ readonly id: string; readonly name: string }> {
  return tx.person.create({ data: person, select: { id: true, name: true } });
}

/** Inserts a membership and its event. In the caller's transaction, which then sees that council. */
export async function insertMember(
  tx: Transaction,
  context: CouncilContext | SystemContext,
  person: { readonly id: string; readonly name: string },
  role: Role,
  createdAt: Date,
): Promise<void> {
  const councilId = context.council.id;
  await setCouncil(tx, councilId);
  await tx.membership.create({
    data: { councilId, personId: person.id, role, createdAt },
    select: { role: true },
  });
  await record(tx, context, { type: 'member.added', subject: person.id, data: { name: person.name, role } });
}
