import { ROLE_NAMES, ROLES, type Role } from '#lib/auth/permissions.ts';

/** What each role may do, in one sentence, for whoever gives it. */
const DUTIES: Record<Role, string> = {
  contributor: 'Scores statements, adds evidence and exports packs',
  lead: 'Does what contributors do, starts assessments, proposes them for sign-off and assigns statements',
  director: 'Reads everything, gives challenge scores, signs assessments and exports packs',
  reader: 'Reads everything, gives challenge scores and exports packs, for example a peer reviewer',
  admin: 'Manages members and reads the assessment, but cannot open files or packs',
};

/** The roles as choices of a form. */
export const ROLE_CHOICES = ROLES.map((role) => ({
  value: role,
  label: ROLE_NAMES[role],
  hint: DUTIES[role],
}));
