import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { type Role, requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, read } from '#lib/platform/db/read.ts';

export type MemberView = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly since: Date;
  /**
   * `not-yet-joined`: no password yet. `disabled`: in this council, or everywhere by the people who run the service.
   */
  readonly access: 'enabled' | 'not-yet-joined' | 'disabled';
};

/** Every member of the council, by name. */
export async function listMembers(context: CouncilContext): Promise<readonly MemberView[]> {
  requirePermission(context, 'members:view');
  const rows = await read(context, ({ tx }) =>
    tx.membership.findMany({
      relationLoadStrategy: 'join',
      where: { councilId: context.council.id },
      orderBy: [{ person: { name: 'asc' } }, { person: { email: 'asc' } }],
      select: {
        role: true,
        createdAt: true,
        disabledAt: true,
        person: { select: { id: true, name: true, email: true, disabledAt: true, passwordHash: true } },
      },
    }),
  );
  return rows.map(({ role, createdAt, disabledAt, person }) => ({
    id: person.id,
    name: person.name,
    email: person.email,
    role,
    since: createdAt,
    access:
      disabledAt || person.disabledAt
        ? 'disabled'
        : person.passwordHash === null
          ? 'not-yet-joined'
          : 'enabled',
  }));
}

export type InvitationView = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly expiresAt: Date;
};

/** Unused invitations, by invited name. Expired ones stay in the list for a while. */
export async function listInvitations(context: CouncilContext): Promise<readonly InvitationView[]> {
  requirePermission(context, 'members:view');
  return read(context, ({ tx }) =>
    tx.invitation.findMany({
      where: { councilId: context.council.id, redeemedAt: null },
      orderBy: [{ name: 'asc' }, { email: 'asc' }],
      select: { id: true, name: true, email: true, role: true, expiresAt: true },
    }),
  );
}

/** The ids of enabled members with one of the roles. */
export async function membersWithRoles(
  { tx, context }: CouncilRead,
  roles: readonly Role[],
): Promise<readonly string[]> {
  const rows = await tx.membership.findMany({
    where: { councilId: context.council.id, role: { in: [...roles] }, disabledAt: null },
    select: { personId: true },
  });
  return rows.map(({ personId }) => personId);
}
