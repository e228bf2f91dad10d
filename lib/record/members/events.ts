import { formatDateTime } from '#lib/kernel/format-dates.ts';
import { ROLE_NAMES, type Role } from '#lib/platform/access/permissions.ts';
import { describeEvents } from '#lib/platform/audit/describe.ts';
import { changeRow, type RecordedRows, type RecordKind } from '#lib/platform/audit/records.ts';

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    'member.added': { subject: string; data: { name: string; role: Role } };
    /**
     * The subject is the invitation. Before 29 November 2026 it was a person, who became a member at once; `isNew`
     * meant they had no sign-in and were given a code for one.
     */
    'member.invited': { subject: string; data: { name: string; role: Role; isNew?: boolean } };
    /** The subject is the invitation. */
    'invitation.renewed': { subject: string; data: { name: string; expiresAt: string } };
    'invitation.withdrawn': { subject: string; data: { name: string; role: Role } };
    /** `name`: from their account. `invitedAs`: as the administrator typed it. */
    'member.joined': { subject: string; data: { name: string; invitedAs: string; role: Role } };
    'member.role-changed': { subject: string; data: { name: string; before: Role; after: Role } };
    'member.disabled': { subject: string; data: SignInChange };
    'member.enabled': { subject: string; data: SignInChange };
    /** `sessions`: only in older events, when an administrator also ended sessions in other councils. */
    'member.sessions-ended': { subject: string; data: { name: string; sessions?: number } };
    'member.code-issued': { subject: string; data: { name: string; expiresAt: string } };
  }
}

type SignInFacts = { readonly disabled: boolean };
type SignInChange = { name: string; before: SignInFacts; after: SignInFacts };

const roleName = (role: Role) => ROLE_NAMES[role].toLowerCase();

export const memberEvents = describeEvents({
  'member.added': {
    kind: 'members',
    title: ({ data }) => `${data.name} added as ${roleName(data.role)}`,
  },
  'member.invited': {
    kind: 'members',
    title: ({ data: { name, role, isNew } }) =>
      `${name} ${isNew === undefined ? 'invited' : 'added'} as ${roleName(role)}`,
    detail: ({ data }) => (data.isNew ? 'With a sign-in code for their first password' : null),
  },
  'member.joined': {
    kind: 'members',
    title: ({ data }) => `${data.name} joined as ${roleName(data.role)}`,
    detail: ({ data: { name, invitedAs } }) => (invitedAs === name ? null : `Invited as ${invitedAs}`),
  },
  'invitation.renewed': {
    kind: 'members',
    title: ({ data }) => `New invitation code issued for ${data.name}`,
    detail: ({ data }) => `Expires ${formatDateTime(data.expiresAt)}`,
  },
  'invitation.withdrawn': {
    kind: 'members',
    title: ({ data }) => `Invitation to ${data.name} withdrawn`,
  },
  'member.role-changed': {
    kind: 'members',
    title: ({ data }) => `Role of ${data.name} changed`,
    detail: ({ data }) => `From ${roleName(data.before)} to ${roleName(data.after)}`,
  },
  'member.disabled': {
    kind: 'members',
    title: ({ data }) => `${data.name} disabled in this council`,
  },
  'member.enabled': {
    kind: 'members',
    title: ({ data }) => `${data.name} enabled in this council`,
  },
  'member.sessions-ended': {
    kind: 'members',
    title: ({ data }) => `${data.name} signed out of this council`,
  },
  'member.code-issued': {
    kind: 'members',
    title: ({ data }) => `New sign-in code issued for ${data.name}`,
    detail: ({ data }) => `Expires ${formatDateTime(data.expiresAt)}`,
  },
});

type MemberRow = {
  readonly personId: string;
  readonly role: string;
  readonly disabled: boolean;
  readonly digest: string;
};

/**
 * Members and their roles. Name, address and password belong to the person, not a council, so no chain records them.
 */
export const memberRecords: RecordKind<MemberRow> = {
  tables: ['memberships'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        switch (event.type) {
          case 'member.invited':
            // Before there were invitations, an invited person became a member at once.
            if (event.data.isNew === undefined) break;
            rows.set(memberKey(event.subject), joinedAs(event.data.role));
            break;
          case 'member.added':
          case 'member.joined':
            rows.set(memberKey(event.subject), joinedAs(event.data.role));
            break;
          case 'member.role-changed':
            changeRow(rows, memberKey(event.subject), { role: event.data.after });
            break;
          case 'member.disabled':
          case 'member.enabled':
            changeRow(rows, memberKey(event.subject), { disabled: event.data.after.disabled });
            break;
          case 'member.digest-set':
            changeRow(rows, memberKey(event.subject), { digest: event.data.after });
        }
      },
    };
  },
  select: `select person_id::text as "personId", role::text, disabled_at is not null as disabled, digest::text
             from memberships where council_id = $1::uuid`,
  stored: ({ personId, ...facts }) => ({ key: memberKey(personId), facts }),
};

function joinedAs(role: string) {
  return { facts: { role, disabled: false, digest: 'daily' } };
}

export function memberKey(personId: string): string {
  return `member ${personId}`;
}

type InvitationRow = { readonly id: string; readonly name: string; readonly role: string };

/** Invitations. A row is deleted some weeks after it ends, so it may be missing. */
export const invitationRecords: RecordKind<InvitationRow> = {
  tables: ['invitations'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type === 'member.invited' && event.data.isNew === undefined) {
          const { name, role } = event.data;
          rows.set(invitationKey(event.subject), { facts: { name, role }, isOptional: true });
        }
        if (event.type === 'invitation.withdrawn') rows.delete(invitationKey(event.subject));
      },
    };
  },
  select: 'select id::text, name, role::text from invitations where council_id = $1::uuid',
  stored: ({ id, ...facts }) => ({ key: invitationKey(id), facts }),
};

function invitationKey(id: string): string {
  return `invitation ${id}`;
}
