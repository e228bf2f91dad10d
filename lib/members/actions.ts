'use server';
import type { CouncilContext } from '#lib/auth/context.ts';
import { NOT_FOUND } from '#lib/forms/failure.ts';
import { type FormAction, formAction } from '#lib/forms/form-action.ts';
import type { FormState } from '#lib/forms/form-state.ts';
import {
  addMember,
  type ChangeResult,
  type CodeResult,
  changeRole,
  endSessions,
  type IssuedCode,
  issueCode,
  setDisabled,
} from '#lib/members/commands.ts';
import {
  addMemberSchema,
  type MemberChange,
  type MemberField,
  memberChangeSchema,
  memberFields,
} from '#lib/members/schema.ts';
import { routes } from '#lib/routes.ts';

export type AddMemberState = FormState<
  MemberField,
  | { readonly status: 'issued'; readonly issued: IssuedCode }
  | { readonly status: 'joined'; readonly name: string }
>;
export const addMemberAction: FormAction<AddMemberState> = formAction('addMember', {
  permission: 'members:manage',
  fields: memberFields,
  schema: addMemberSchema,
  run: addMember,
  outcomes: {
    invited: ({ issued }) => ({ status: 'issued', issued }),
    joined: ({ name }) => ({ status: 'joined', name }),
    'already a member': {
      field: 'email',
      message: 'Somebody with this email address is a member already',
    },
  },
});

export type MemberState = FormState<
  'role' | 'person' | 'change',
  { readonly status: 'issued'; readonly issued: IssuedCode }
>;
export const changeMemberAction: FormAction<MemberState> = formAction('changeMember', {
  permission: 'members:manage',
  fields: ['role'],
  hidden: ['person', 'change'],
  schema: memberChangeSchema,
  run: async (context, input) => ({
    ...(await changed(context, input)),
    isSelf: context.person.id === input.person,
  }),
  outcomes: {
    done: ({ isSelf }, { council, input }) => afterChange(council, input, isSelf),
    unchanged: ({ isSelf }, { council, input }) => afterChange(council, input, isSelf),
    issued: ({ issued }) => ({ status: 'issued', issued }),
    'not found': NOT_FOUND,
    'not ours alone': {
      field: '',
      message:
        'There is no new code, because this sign-in is not your council’s alone. Ask whoever runs this service to issue one',
    },
    'last administrator': (_, { input }) => ({
      field: input.change === 'role' ? 'role' : '',
      message:
        'Nothing is changed, because nobody else who can sign in is an administrator. Make somebody else an administrator first',
    }),
  },
});

function changed(context: CouncilContext, input: MemberChange): Promise<ChangeResult | CodeResult> {
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

function afterChange(council: string, { change, person }: MemberChange, isSelf: boolean): string {
  return isSelf && change === 'disable' ? routes.councils : `${routes.members(council)}?${change}=${person}`;
}
