import { can, ROLES } from '#lib/platform/access/permissions.ts';

/**
 * What a member can be named for in one inspection. Cases, reflective logs and the draft report are seen by those who are
 * named for them alone, whatever their role is. The database has the same parts, and shows nobody else the rows.
 */
export const NAMED_PARTS = ['keeper', 'reader', 'writer', 'checker'] as const;
export type NamedPart = (typeof NAMED_PARTS)[number];

export const PART_NAMES: Readonly<Record<NamedPart, string>> = {
  keeper: 'Keeper of cases',
  reader: 'Reader of cases',
  writer: 'Writer of reflective logs',
  checker: 'Checker of the draft report',
};

/** What each part lets a person do. */
export const PART_HINTS: Readonly<Record<NamedPart, string>> = {
  keeper: 'Keeps the register of cases, draws them and reviews reflective logs',
  reader: 'Reads cases and reflective logs, and changes nothing',
  writer: 'Writes reflective logs, and sees their own alone',
  checker: 'Uploads and reads the draft report, and collects points of accuracy',
};

/** What needs a part, beside the permission `named:work`. */
const GRANTS = {
  'cases:read': ['keeper', 'reader'],
  'cases:keep': ['keeper'],
  'logs:read': ['keeper', 'reader', 'writer'],
  'logs:write': ['keeper', 'writer'],
  'logs:review': ['keeper'],
  'report:check': ['checker'],
} as const satisfies Readonly<Record<string, readonly NamedPart[]>>;

export type NamedGrant = keyof typeof GRANTS;
export const NAMED_GRANTS = Object.keys(GRANTS) as readonly NamedGrant[];

/** Whether somebody with these parts may do that. */
export function mayAs(parts: readonly NamedPart[], grant: NamedGrant): boolean {
  return GRANTS[grant].some((part) => parts.includes(part));
}

/** Roles whose people can be named. */
export const NAMED_ROLES = ROLES.filter((role) => can({ role }, 'named:work'));

export type NamedPerson = {
  /** Of the naming. */
  readonly id: string;
  readonly person: { readonly id: string; readonly name: string };
  /** Whether they can sign in to the council. */
  readonly isEnabled: boolean;
  readonly part: NamedPart;
  readonly by: string;
  readonly at: Date;
};
