import { capitalise, formatList } from '#lib/kernel/format.ts';
import type { Limit } from '#lib/kernel/limits.ts';
import {
  can,
  PERMISSIONS,
  type Permission,
  permissionPhrase,
  ROLE_NAMES,
  ROLES,
  type Role,
} from '#lib/platform/access/permissions.ts';
import type { MemberChange } from '#lib/record/members/schema.ts';

/** Including people who are invited. */
export const MAX_MEMBERS: Limit = {
  max: 500,
  reached: (most) => `your council has reached the limit of ${most} members and invitations`,
  instead: 'Withdraw invitations you no longer need, or ask the people who run this service',
};

/** The permissions all roles share, in one sentence: "Everyone reads the summary and the assessment." */
export function describeEveryRole(): string {
  return `Everyone ${formatList(dutiesIn(PERMISSIONS.filter(isForEveryone)))}.`;
}

/** What a role may do beyond that, in short sentences: "Scores and assigns statements. Adds evidence." */
export function describeRole(role: Role): string {
  const own = PERMISSIONS.filter((permission) => can({ role }, permission) && !isForEveryone(permission));
  return dutiesIn(own)
    .map((duty) => `${capitalise(duty)}.`)
    .join(' ');
}

function isForEveryone(permission: Permission): boolean {
  return ROLES.every((role) => can({ role }, permission));
}

/**
 * Groups permissions by verb and object: "scores and assigns statements", "exports evidence packs and board papers".
 */
function dutiesIn(permissions: readonly Permission[]): readonly string[] {
  const verbs = Map.groupBy(permissions, (permission) => permissionPhrase(permission)[1]);
  const objects = Map.groupBy(verbs, ([, own]) => formatList(own.map((one) => permissionPhrase(one)[0])));
  return [...objects].map(([verb, own]) => `${verb} ${formatList(own.map(([object]) => object))}`);
}

const ROLE_EXAMPLES: Partial<Record<Role, string>> = { reader: 'For example, a peer reviewer.' };

/** Role choices for a form. */
export const ROLE_CHOICES = ROLES.map((role) => ({
  value: role,
  label: ROLE_NAMES[role],
  hint: [describeRole(role), ROLE_EXAMPLES[role] ?? []].flat().join(' '),
}));

/** The flash message after changing a member. A new code has none: the page shows the code instead. */
export function describeChange(input: MemberChange, name: string): string {
  switch (input.change) {
    case 'role':
      return `${name}’s role is now ${ROLE_NAMES[input.role].toLowerCase()}`;
    case 'disable':
      return `${name} can no longer open this council`;
    case 'enable':
      return `${name} can open this council again`;
    default:
      return `${name} has been signed out of this council`;
  }
}
