import { ROLE_NAMES, ROLES, type Role } from '#lib/auth/permissions.ts';

/** What each role may do, in one sentence, for whoever gives it. */
const DUTIES: Record<Role, string> = {
  contributor: 'Scores statements, adds evidence and exports packs',
  lead: 'Does what contributors do, starts assessments and says who works on which statement',
  director: 'Reads everything and exports packs',
  reader: 'Reads everything and exports packs, such as a peer reviewer',
  admin: 'Manages members and reads, but opens neither files nor packs',
};

/** The roles as choices of a form. */
export const ROLE_CHOICES = ROLES.map((role) => ({
  value: role,
  label: ROLE_NAMES[role],
  hint: DUTIES[role],
}));
