import { NotAllowedError } from '#lib/kernel/errors.ts';

export const ROLES = ['contributor', 'lead', 'director', 'reader', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_NAMES: Record<Role, string> = {
  contributor: 'Contributor',
  lead: 'Assurance lead',
  director: 'Director',
  reader: 'Reader',
  admin: 'Administrator',
};

const ALL_EXCEPT_ADMIN = ['contributor', 'lead', 'director', 'reader'] as const;

type Grant = {
  readonly roles: readonly Role[];
  /** "scores", "statements". Descriptions of roles are made from these. */
  readonly does: readonly [verb: string, object: string];
};

/** Every permission, the roles that hold it and its description. Anything not listed is not allowed. */
const GRANTS = {
  'council:view': { roles: ROLES, does: ['reads', 'the summary'] },
  'assessment:view': { roles: ROLES, does: ['reads', 'the assessment'] },
  'statement:save': { roles: ['contributor', 'lead'], does: ['scores', 'statements'] },
  'prompts:edit': { roles: ['lead'], does: ['edits', 'the council’s own questions'] },
  'topics:edit': { roles: ['lead'], does: ['edits', 'the council’s own topics'] },
  'statement:assign': { roles: ['lead'], does: ['assigns', 'statements'] },
  'challenge:give': { roles: ['director', 'reader'], does: ['gives', 'challenge scores'] },
  'challenge:settings': { roles: ['lead'], does: ['sets up', 'challenge scores'] },
  'evidence:view': { roles: ROLES, does: ['reads', 'the evidence list'] },
  'view:save': { roles: ROLES, does: ['saves', 'views of the evidence list'] },
  'evidence:add': { roles: ['contributor', 'lead'], does: ['adds', 'evidence'] },
  'evidence:edit': { roles: ['contributor', 'lead'], does: ['edits', 'evidence'] },
  'evidence:hold': { roles: ['lead', 'director'], does: ['places', 'legal holds on evidence'] },
  'evidence:erase': { roles: ['lead', 'director'], does: ['asks for and confirms', 'erasures of evidence'] },
  'evidence:download': { roles: ALL_EXCEPT_ADMIN, does: ['downloads', 'evidence files'] },
  'comment:view': { roles: ALL_EXCEPT_ADMIN, does: ['reads', 'comments'] },
  'comment:write': { roles: ALL_EXCEPT_ADMIN, does: ['writes', 'comments'] },
  'comment:resolve': { roles: ALL_EXCEPT_ADMIN, does: ['resolves', 'comments'] },
  'review:propose': { roles: ['lead'], does: ['sends', 'versions for sign-off'] },
  'review:sign': { roles: ['director'], does: ['signs or returns', 'versions'] },
  'review:reopen': { roles: ['lead', 'director'], does: ['reopens', 'signed versions'] },
  'assessment:start': { roles: ['lead'], does: ['starts and asks to close', 'assessments'] },
  'closing:view': { roles: ['lead', 'director'], does: ['sees', 'requests to close an assessment'] },
  'closing:decide': { roles: ['director'], does: ['answers', 'requests to close an assessment'] },
  'scenario:save': { roles: ['lead', 'director'], does: ['saves', 'scenarios'] },
  'target:set': { roles: ['lead', 'director'], does: ['sets', 'target scores'] },
  'measures:view': { roles: ROLES, does: ['reads', 'measures'] },
  'measures:edit': { roles: ['contributor', 'lead'], does: ['adds and edits', 'measures'] },
  'results:view': { roles: ROLES, does: ['reads', 'published results'] },
  'results:manage': { roles: ['admin'], does: ['corrects', 'published results'] },
  'improvement:view': { roles: ROLES, does: ['reads', 'the improvement plan'] },
  'improvement:edit': { roles: ['contributor', 'lead'], does: ['edits', 'findings and improvement actions'] },
  'improvement:update': {
    roles: ['contributor', 'lead', 'director'],
    does: ['reports', 'progress of improvement actions'],
  },
  'improvement:oversee': {
    roles: ['lead', 'director'],
    does: ['records', 'published reports, stages of support and what the plan says'],
  },
  'improvement:publish': { roles: ['lead', 'director'], does: ['publishes', 'the improvement plan'] },
  'improvement:export': { roles: ALL_EXCEPT_ADMIN, does: ['exports', 'the improvement plan'] },
  'pack:export': { roles: ALL_EXCEPT_ADMIN, does: ['exports', 'evidence packs'] },
  'pack:cancel': { roles: ['lead', 'director'], does: ['cancels', 'evidence packs that others asked for'] },
  'paper:export': { roles: ALL_EXCEPT_ADMIN, does: ['exports', 'board papers'] },
  'links:manage': {
    roles: ['lead', 'director'],
    does: ['shares', 'links to board papers, evidence packs, calendars and improvement plans'],
  },
  'inspection:view': { roles: ROLES, does: ['reads', 'inspections'] },
  'inspection:manage': { roles: ['lead'], does: ['plans', 'inspections'] },
  'inspection:name': {
    roles: ['lead', 'director'],
    does: ['names', 'who works with the cases and the draft report of an inspection'],
  },
  // Beside it they have to be named in the inspection: see lib/record/inspections/named.ts.
  'named:work': {
    roles: ALL_EXCEPT_ADMIN,
    does: ['works with', 'cases and draft reports of inspections in which they are named'],
  },
  'return:manage': { roles: ['lead'], does: ['manages', 'information returns'] },
  'return:answer': { roles: ['contributor', 'lead'], does: ['answers', 'items of a return'] },
  'return:sign': { roles: ['lead', 'director'], does: ['signs off', 'items of a return that others own'] },
  'visit:view': { roles: ALL_EXCEPT_ADMIN, does: ['reads', 'the plan of a visit'] },
  'visit:manage': { roles: ['lead'], does: ['plans', 'visits'] },
  'visit:note': {
    roles: ['contributor', 'lead', 'director'],
    does: ['notes', 'what is asked and heard on a visit'],
  },
  'notice:read': { roles: ROLES, does: ['reads', 'their own notifications'] },
  'activity:view': { roles: ROLES, does: ['reads', 'the history'] },
  'members:view': { roles: ROLES, does: ['reads', 'the list of members'] },
  'members:manage': { roles: ['admin'], does: ['invites and manages', 'members'] },
  'settings:view': { roles: ROLES, does: ['reads', 'the settings of the council'] },
  'settings:manage': { roles: ['admin'], does: ['changes', 'the settings of the council'] },
  'sharing:view': { roles: ROLES, does: ['reads', 'what the council shares'] },
  'sharing:manage': { roles: ['director'], does: ['decides', 'what other councils see'] },
  'sharing:compare': { roles: ['director', 'reader'], does: ['compares', 'the councils they belong to'] },
} as const satisfies Record<string, Grant>;

export type Permission = keyof typeof GRANTS;
export const PERMISSIONS = Object.keys(GRANTS) as readonly Permission[];

/** Whether the role holds the permission. */
export function can(holder: { readonly role: Role }, permission: Permission): boolean {
  return GRANTS[permission].roles.some((role) => role === holder.role);
}

/** The roles that hold a permission, for mid-sentence: "an assurance lead or a director". */
export function whoCan(permission: Permission): string {
  const names = ROLES.filter((role) => can({ role }, permission)).map((role) => {
    const name = ROLE_NAMES[role].toLowerCase();
    return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
  });
  return [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' or ');
}

/** @throws NotAllowedError when the role lacks the permission */
export function requirePermission(holder: { readonly role: Role }, permission: Permission): void {
  if (!can(holder, permission)) throw new NotAllowedError(permission);
}

/** The permission as a verb and its object: "scores", "statements". */
export function permissionPhrase(permission: Permission): readonly [verb: string, object: string] {
  return GRANTS[permission].does;
}
