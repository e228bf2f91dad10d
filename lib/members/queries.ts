import 'server-only';
import type { CouncilContext } from '#lib/auth/context.ts';
import { type Role, requirePermission } from '#lib/auth/permissions.ts';
import { read } from '#lib/db/read.ts';

export type MemberView = {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly since: Date;
  readonly disabled: boolean;
};

/** Everybody who belongs to the council, by name. */
export async function listMembers(context: CouncilContext): Promise<readonly MemberView[]> {
  requirePermission(context, 'members:view');
  const rows = await read(context, (tx) =>
    tx.membership.findMany({
      relationLoadStrategy: 'join',
      where: { councilId: context.council.id },
      orderBy: { person: { name: 'asc' } },
      select: {
        role: true,
        createdAt: true,
        person: { select: { name: true, email: true, disabledAt: true } },
      },
    }),
  );
  return rows.map(({ role, createdAt, person }) => ({
    name: person.name,
    email: person.email,
    role,
    since: createdAt,
    disabled: person.disabledAt !== null,
  }));
}
