'use server';
import * as routes from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type Done, type FormAction, formAction } from '#lib/platform/forms/form-action.ts';
import type { FormState } from '#lib/platform/forms/form-state.ts';
import {
  type ChangeMemberResult,
  type CodeResult,
  changeRole,
  endSessions,
  type IssuedCode,
  inviteMember,
  issueCode,
  renewInvitation,
  setDisabled,
  withdrawInvitation,
} from '#lib/record/members/commands.ts';
import { describeChange } from '#lib/record/members/rules.ts';
import {
  invitationChangeSchema,
  inviteMemberSchema,
  type MemberChange,
  type MemberField,
  memberChangeSchema,
  memberFields,
} from '#lib/record/members/schema.ts';

type Issued = { readonly status: 'issued'; readonly issued: IssuedCode };

export type InviteState = FormState<MemberField, Issued>;
export const inviteMemberAction: FormAction<InviteState> = formAction({
  name: 'inviteMember',
  permission: 'members:manage',
  fields: memberFields,
  schema: inviteMemberSchema,
  run: inviteMember,
  outcomes: {
    invited: ({ issued }) => ({ status: 'issued', issued }),
    'already a member': {
      field: 'email',
      message: 'Someone with this email address is already a member',
    },
    'already invited': {
      field: 'email',
      message:
        'Someone with this email address has already been invited. Give them a new code from the list of members',
    },
  },
});

export type InvitationState = FormState<'invitation' | 'change', Issued>;
export const changeInvitationAction: FormAction<InvitationState> = formAction({
  name: 'changeInvitation',
  permission: 'members:manage',
  fields: [],
  hidden: ['invitation', 'change'],
  schema: invitationChangeSchema,
  run: async (context, { change, invitation }) =>
    change === 'renew' ? renewInvitation(context, invitation) : withdrawInvitation(context, invitation),
  outcomes: {
    issued: ({ issued }) => ({ status: 'issued', issued }),
    done: (_, { council }) => ({ to: routes.members(council), flash: 'Invitation withdrawn' }),
    'not found': {
      field: '',
      message: 'Nothing was changed because this invitation has been used or withdrawn',
    },
  },
});

export type MemberState = FormState<'role' | 'person' | 'change', Issued>;
export const changeMemberAction: FormAction<MemberState> = formAction({
  name: 'changeMember',
  permission: 'members:manage',
  fields: ['role'],
  hidden: ['person', 'change'],
  schema: memberChangeSchema,
  run: async (context, input) => ({
    ...(await changed(context, input)),
    isSelf: context.person.id === input.person,
  }),
  outcomes: {
    done: (result, { council, input }) => afterChange(council, input, result),
    unchanged: (result, { council, input }) => afterChange(council, input, result),
    issued: ({ issued }) => ({ status: 'issued', issued }),
    'not found': NOT_FOUND,
    'last administrator': (_, { input }) => ({
      field: input.change === 'role' ? 'role' : '',
      message:
        'Nothing was changed because your council has no other administrator who can sign in. Make someone else an administrator first',
    }),
  },
});

function changed(context: CouncilContext, input: MemberChange): Promise<ChangeMemberResult | CodeResult> {
  switch (input.change) {
    case 'role':
      return changeRole(context, input.person, input.role);
    case 'end-sessions':
      return endSessions(context, input.person);
    case 'new-code':
      return issueCode(context, input.person);
    default:
      return setDisabled(context, input.person, input.change === 'disable');
  }
}

type Changed = { readonly name: string; readonly isSelf: boolean };

function afterChange(council: string, change: MemberChange, { name, isSelf }: Changed): Done {
  // They no longer have access to the members page.
  const to = isSelf && change.change === 'disable' ? routes.councils : routes.members(council);
  return { to, flash: describeChange(change, name) };
}
