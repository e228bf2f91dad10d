import { NotAllowedError } from '#lib/errors.ts';

export const ROLES = ['contributor', 'lead', 'director', 'reader', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_NAMES: Record<Role, string> = {
  contributor: 'Contributor',
  lead: 'Assurance lead',
  director: 'Director',
  reader: 'Reader',
  admin: 'Administrator',
};

/** Every permission and the roles that hold it. What is not listed is not allowed. */
const HOLDERS = {
  'council:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
  'assessment:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
  'assessment:start': ['lead'],
  'closing:view': ['lead', 'director'],
  'closing:decide': ['director'],
  'statement:save': ['contributor', 'lead'],
  'statement:assign': ['lead'],
  'challenge:give': ['director', 'reader'],
  'challenge:settings': ['lead'],
  'evidence:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
  'evidence:add': ['contributor', 'lead'],
  'evidence:edit': ['contributor', 'lead'],
  'evidence:download': ['contributor', 'lead', 'director', 'reader'],
  'comment:view': ['contributor', 'lead', 'director', 'reader'],
  'comment:write': ['contributor', 'lead', 'director', 'reader'],
  'comment:resolve': ['contributor', 'lead', 'director', 'reader'],
  'review:propose': ['lead'],
  'review:sign': ['director'],
  'review:reopen': ['lead', 'director'],
  'scenario:save': ['lead', 'director'],
  'target:set': ['lead', 'director'],
  'measures:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
  'measures:edit': ['contributor', 'lead'],
  'results:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
  'results:manage': ['admin'],
  'pack:export': ['contributor', 'lead', 'director', 'reader'],
  'paper:export': ['contributor', 'lead', 'director', 'reader'],
  'paper:share': ['lead', 'director'],
  'notice:read': ['contributor', 'lead', 'director', 'reader', 'admin'],
  'activity:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
  'members:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
  'members:manage': ['admin'],
  'sharing:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
  'sharing:manage': ['director'],
  'sharing:compare': ['director', 'reader'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof HOLDERS;
export const PERMISSIONS = Object.keys(HOLDERS) as readonly Permission[];

/** Whether the role holds the permission. */
export function can(holder: { readonly role: Role }, permission: Permission): boolean {
  return (HOLDERS[permission] as readonly Role[]).includes(holder.role);
}

/** @throws NotAllowedError when the role does not hold the permission. */
export function requirePermission(holder: { readonly role: Role }, permission: Permission): void {
  if (!can(holder, permission)) throw new NotAllowedError(permission);
}
