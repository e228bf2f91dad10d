'use client';

import type { ReactNode } from 'react';
import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Section } from '#components/layout/section.tsx';
import { Address } from '#components/ui/address.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { capitalise, formatCount, formatList } from '#lib/kernel/format.ts';
import { whoCan } from '#lib/platform/access/permissions.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { changeMemberAction, type MemberState } from '#lib/record/members/actions.ts';
import type { MemberView } from '#lib/record/members/queries.ts';
import { IssuedCode } from './issued-code.tsx';

type ChangeMemberFormsProps = {
  council: string;
  councilName: string;
  joinAddress: string;
  /** Who helps in this council. Empty if nobody is named. */
  help: string;
  member: Pick<MemberView, 'id' | 'name' | 'email' | 'role' | 'access'>;
  roles: readonly { value: string; label: string; hint: string }[];
  everyRole: string;
  /** The member's active links to board papers. */
  paperLinks: number;
  packLinks: number;
  feeds: number;
};

/** The actions on a member, one form for each. */
export function ChangeMemberForms(props: ChangeMemberFormsProps) {
  const { council, councilName, member, roles, everyRole, paperLinks, packLinks, feeds } = props;
  const links = [
    ...(paperLinks > 0 ? [formatCount(paperLinks, 'link to a board paper', 'links to board papers')] : []),
    ...(packLinks > 0 ? [formatCount(packLinks, 'link to an evidence pack', 'links to evidence packs')] : []),
    ...(feeds > 0 ? [formatCount(feeds, 'link to a calendar', 'links to calendars')] : []),
  ];
  const [state, action] = useFormAction<MemberState>(changeMemberAction);
  if (state.status === 'issued') {
    return (
      <IssuedCode
        {...{ council, councilName }}
        joinAddress={props.joinAddress}
        help={props.help}
        issued={state.issued}
        kind="password"
      />
    );
  }
  const refused = state.status === 'refused';
  const errors = refused ? state.errors : [];
  const form = (change: string, children: ReactNode) => (
    <Form state={state} action={action} className="max-w-text space-y-6">
      <input type="hidden" name="council" value={council} />
      <input type="hidden" name="person" value={member.id} />
      <input type="hidden" name="change" value={change} />
      {children}
    </Form>
  );
  return (
    <>
      <PageTitle within={councilName} error={refused}>
        {member.name}
      </PageTitle>
      <ErrorSummary submission={state} errors={errors} />
      <PageHeading lead={ACCESS_WORDS[member.access]}>{member.name}</PageHeading>
      <p>
        <Address>{member.email}</Address>
      </p>
      <Section heading="Role">
        {form(
          'role',
          <>
            <Radios
              name="role"
              label="What can they do in this council?"
              hint={`${everyRole} A change takes effect straight away.`}
              options={roles}
              defaultValue={(refused ? state.values.role : undefined) ?? member.role}
              error={errorFor(errors, 'role')}
            />
            <Button>Change role</Button>
          </>,
        )}
      </Section>
      <Section heading="Password">
        {form(
          'new-code',
          <>
            <p>
              If they have forgotten their password, give them a one-time code. Any earlier code stops
              working. They can change a password they know in “Your account”.
            </p>
            <Button kind="secondary">Create a new code</Button>
          </>,
        )}
      </Section>
      <Section heading="Sessions">
        {form(
          'end-sessions',
          <>
            <p>
              Sign them out of this council in every browser, for example if a laptop is lost. They can sign
              in again with their password.
            </p>
            <Button kind="secondary">Sign them out of this council</Button>
          </>,
        )}
      </Section>
      <Section heading="Access">
        {member.access === 'disabled'
          ? form(
              'enable',
              <>
                <p>They will be able to open this council again, with the same role.</p>
                <Button>Enable in this council</Button>
              </>,
            )
          : form(
              'disable',
              <>
                <p>
                  They lose access to this council straight away. Their work stays, and you can enable them
                  again.
                </p>
                {links.length > 0 && (
                  <p>
                    {formatList(links)} they made will still work. {capitalise(whoCan('links:manage'))} can
                    withdraw {paperLinks + packLinks + feeds === 1 ? 'it' : 'them'}.
                  </p>
                )}
                <Button kind="warning">Disable in this council</Button>
              </>,
            )}
      </Section>
    </>
  );
}

const ACCESS_WORDS: Record<MemberView['access'], string> = {
  enabled: 'Can sign in.',
  'not-yet-joined': 'No password yet.',
  disabled: 'Disabled. They cannot open this council.',
};
