'use server';
import { redirect } from 'next/navigation';
import { throughGate } from '#lib/auth/gate.ts';
import { NOT_FOUND } from '#lib/forms/failure.ts';
import type { FieldError, FormState } from '#lib/forms/form-state.ts';
import { fieldErrors, readForm } from '#lib/forms/read-form.ts';
import {
  addMember,
  changeRole,
  endSessions,
  type IssuedCode,
  issueCode,
  setDisabled,
} from '#lib/members/commands.ts';
import { addMemberSchema, type MemberField, memberChangeSchema, memberFields } from '#lib/members/schema.ts';
import { routes } from '#lib/routes.ts';

export type AddMemberState = FormState<
  MemberField,
  | { readonly status: 'issued'; readonly issued: IssuedCode }
  | { readonly status: 'joined'; readonly name: string }
>;

export async function addMemberAction(_before: AddMemberState, form: FormData): Promise<AddMemberState> {
  const { council = '' } = readForm(form, ['council']);
  const values = readForm(form, memberFields);
  const refused = (errors: readonly FieldError<MemberField>[]): AddMemberState => ({
    status: 'refused',
    errors,
    values,
  });
  const parsed = addMemberSchema.safeParse(values);
  const done = await throughGate(council, 'members:manage', async (context) =>
    parsed.success ? addMember(context, parsed.data) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, memberFields));
  const { result } = done;
  if (result?.outcome === 'invited') return { status: 'issued', issued: result.issued };
  if (result?.outcome === 'joined') return { status: 'joined', name: result.name };
  return refused([{ field: 'email', message: 'Somebody with this email address is a member already' }]);
}

export type MemberState = FormState<'role', { readonly status: 'issued'; readonly issued: IssuedCode }>;

export async function changeMemberAction(_before: MemberState, form: FormData): Promise<MemberState> {
  const { council = '', ...sent } = readForm(form, ['council', 'person', 'change', 'role']);
  const refused = (error: FieldError<'role'>): MemberState => ({
    status: 'refused',
    errors: [error],
    values: sent.role === undefined ? {} : { role: sent.role },
  });
  const parsed = memberChangeSchema.safeParse(sent);
  if (!parsed.success) {
    const [error] = fieldErrors(parsed.error, ['role']);
    return refused(error?.field === 'role' ? error : NOT_FOUND);
  }
  const input = parsed.data;
  const done = await throughGate(council, 'members:manage', async (context) => {
    const isSelf = context.person.id === input.person;
    switch (input.change) {
      case 'role':
        return { isSelf, ...(await changeRole(context, input.person, input.role)) };
      case 'end-sessions':
        return { isSelf, ...(await endSessions(context, input.person)) };
      case 'new-code':
        return { isSelf, ...(await issueCode(context, input.person)) };
      default:
        return {
          isSelf,
          ...(await setDisabled(context, input.person, input.change === 'disable')),
        };
    }
  });
  if (!done.ok) return refused(done.error);
  const { result } = done;
  if (result.outcome === 'issued') return { status: 'issued', issued: result.issued };
  if (result.outcome === 'not found') return refused(NOT_FOUND);
  if (result.outcome === 'not ours alone') {
    return refused({
      field: '',
      message:
        'There is no new code, because this sign-in is not your council’s alone. Ask whoever runs this service to issue one',
    });
  }
  if (result.outcome === 'last administrator') {
    return refused({
      field: input.change === 'role' ? 'role' : '',
      message:
        'Nothing is changed, because nobody else who can sign in is an administrator. Make somebody else an administrator first',
    });
  }
  if (result.isSelf && input.change === 'disable') redirect(routes.councils);
  redirect(`${routes.members(council)}?${input.change}=${input.person}`);
}
