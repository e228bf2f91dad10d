'use client';

import { PageForm } from '#components/forms/page-form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Button } from '#components/ui/button.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { type InviteState, inviteMemberAction } from '#lib/record/members/actions.ts';
import { IssuedCode } from './issued-code.tsx';

type InviteFormProps = {
  council: string;
  councilName: string;
  joinAddress: string;
  /** Who helps in this council. Empty if nobody is named. */
  help: string;
  roles: readonly { value: string; label: string; hint: string }[];
  everyRole: string;
};

export function InviteForm({ council, councilName, joinAddress, help, roles, everyRole }: InviteFormProps) {
  const [state, action] = useFormAction<InviteState>(inviteMemberAction);
  if (state.status === 'issued') {
    return (
      <IssuedCode {...{ council, councilName, joinAddress, help }} issued={state.issued} kind="invitation" />
    );
  }
  const refused = state.status === 'refused';
  const errors = refused ? state.errors : [];
  const typed = refused ? state.values : {};
  return (
    <PageForm
      state={state}
      errors={errors}
      action={action}
      title="Invite a person"
      within={councilName}
      heading={
        <PageHeading lead="You get a one-time code to give them. They join when they use it.">
          Invite a person
        </PageHeading>
      }
      hidden={{ council }}
    >
      <TextInput
        name="name"
        label="Name"
        autoComplete="off"
        spellCheck={false}
        defaultValue={typed.name}
        error={errorFor(errors, 'name')}
      />
      <TextInput
        name="email"
        label="Work email address"
        type="email"
        autoComplete="off"
        spellCheck={false}
        defaultValue={typed.email}
        error={errorFor(errors, 'email')}
      />
      <Radios
        name="role"
        label="Role"
        hint={everyRole}
        options={roles}
        defaultValue={typed.role}
        error={errorFor(errors, 'role')}
      />
      <Button>Invite</Button>
    </PageForm>
  );
}
