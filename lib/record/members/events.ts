import { changeRow, type RecordedRows, type RecordKind } from '#lib/platform/audit/records.ts';

type MemberRow = {
  readonly personId: string;
  readonly role: string;
  readonly disabled: boolean;
  readonly digest: string;
};

/** Who belongs to the council, as what. A person's name, address and password are no council's, and told by no chain. */
export const memberRecords: RecordKind<MemberRow> = {
  tables: ['memberships'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        switch (event.type) {
          case 'member.invited':
            // Somebody who was invited was a member at once, until there were invitations.
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

/** Who was asked to join, as what. A row goes some weeks after it ends, so it may be missing. */
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
