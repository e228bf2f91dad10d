'use client';

import { PageForm } from '#components/forms/page-form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { errorFor } from '#lib/forms/form-state.ts';
import { type AddMemberState, addMemberAction } from '#lib/members/actions.ts';
import { routes } from '#lib/routes.ts';
import { IssuedCode } from './issued-code.tsx';

type AddMemberFormProps = {
  council: string;
  councilName: string;
  joinAddress: string;
  roles: readonly { value: string; label: string; hint: string }[];
};

export function AddMemberForm({ council, councilName, joinAddress, roles }: AddMemberFormProps) {
  const [state, action] = useFormAction<AddMemberState>(addMemberAction);
  if (state.status === 'issued') {
    return <IssuedCode {...{ council, councilName, joinAddress }} issued={state.issued} />;
  }
  if (state.status === 'joined') return <Joined {...{ council, councilName }} name={state.name} />;
  const refused = state.status === 'refused';
  const errors = refused ? state.errors : [];
  const typed = refused ? state.values : {};
  return (
    <PageForm
      state={state}
      errors={errors}
      action={action}
      title="Add a person"
      within={councilName}
      heading={
        <PageHeading lead="Somebody new gets a one-time code, which you pass on. Somebody who signs in to this service already keeps their name and password.">
          Add a person
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
        options={roles}
        defaultValue={typed.role}
        error={errorFor(errors, 'role')}
      />
      <Button>Add this person</Button>
    </PageForm>
  );
}

function Joined({ council, councilName, name }: { council: string; councilName: string; name: string }) {
  const title = `${name} is a member now`;
  return (
    <>
      <PageTitle within={councilName}>{title}</PageTitle>
      <PageHeading lead="They sign in to this service already, with the name and password they have.">
        {title}
      </PageHeading>
      <div className="prose">
        <p>Check with them that the sign-in is theirs. If it is not, disable them on the members page.</p>
        <p>
          <Link href={routes.members(council)}>Back to members</Link>
        </p>
      </div>
    </>
  );
}
