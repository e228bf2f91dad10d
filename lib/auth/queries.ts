import 'server-only';
import type { Role } from '#lib/auth/permissions.ts';
import { DEMO_PASSWORD } from '#lib/auth/rules.ts';
import { database } from '#lib/db/client.ts';
import { inCouncil } from '#lib/db/in-council.ts';
import { env } from '#lib/env.ts';

export type DemoSignIns = {
  readonly password: string;
  readonly people: readonly { readonly email: string; readonly role: Role; readonly council: string }[];
};

/** The sign-ins of the example councils, for the sign-in page of a demonstration. Null anywhere else. */
export async function listDemoSignIns(): Promise<DemoSignIns | null> {
  if (!env().DEMO) return null;
  const examples = await database().council.findMany({
    where: { isExample: true },
    orderBy: { createdAt: 'asc' },
    select: { id: true, name: true },
  });
  const people = await Promise.all(
    examples.map(({ id, name }) =>
      inCouncil(id, async (tx) => {
        // Whoever was added by hand since has a password of their own.
        const set = await tx.auditEvent.findMany({
          where: { councilId: id, type: 'member.added' },
          select: { subject: true },
        });
        const members = await tx.membership.findMany({
          where: { councilId: id, disabledAt: null, personId: { in: set.map(({ subject }) => subject) } },
          orderBy: { createdAt: 'asc' },
          select: { role: true, person: { select: { email: true } } },
        });
        return members.map(({ role, person }) => ({ email: person.email, role, council: name }));
      }),
    ),
  );
  return { password: DEMO_PASSWORD, people: people.flat() };
}
