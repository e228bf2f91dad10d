'use client';

import { PageForm } from '#components/forms/page-form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { LinkFields } from '#components/links/link-fields.tsx';
import { MadeLink } from '#components/links/made-link.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import { type SharePackState, sharePackAction } from '#lib/exchange/pack-copies/actions.ts';
import { COPY_PLACES, type PackForm } from '#lib/exchange/packs/rules.ts';
import * as routes from '#lib/kernel/routes.ts';

type SharePackFormProps = {
  council: string;
  councilName: string;
  number: number;
  form: PackForm;
  /** The highest in it. */
  marking: string | null;
  /** A calendar date. */
  lastDay: string;
  mostDays: number;
  /** The service's address. */
  service: string;
};

export function SharePackForm({
  council,
  councilName,
  number,
  form,
  marking,
  lastDay,
  mostDays,
  service,
}: SharePackFormProps) {
  const [state, action] = useFormAction<SharePackState>(sharePackAction);
  const back = routes.pack(council, number);
  if (state.status === 'made')
    return (
      <MadeLink
        within={councilName}
        address={new URL(routes.sharedPack(state.link.token), service).href}
        link={state.link}
        note="The copy is being made. The link says so until it is ready."
        back={<Link href={back}>Back to the pack</Link>}
      />
    );
  const refused = state.status === 'refused';
  const errors = refused ? state.errors : [];
  const values = refused ? state.values : { lastDay };
  const title = `Share a copy of pack ${number}`;
  return (
    <PageForm
      state={state}
      errors={errors}
      action={action}
      title={title}
      within={councilName}
      heading={
        <>
          <PageHeading
            lead={`Anyone with the link can download the copy without signing in. It says whom it is for ${COPY_PLACES[form]}.`}
          >
            {title}
          </PageHeading>
          {marking === 'OFFICIAL-SENSITIVE' && (
            <WarningText>
              This pack is marked OFFICIAL-SENSITIVE. Share it only with people who need to know.
            </WarningText>
          )}
        </>
      }
      hidden={{ council, number: String(number) }}
    >
      <LinkFields
        hint="For example, Care Quality Commission. Printed in the copy, and shown in the list of links and in the history."
        values={values}
        errors={errors}
        mostDays={mostDays}
      />
      <ButtonGroup>
        <Button>Create link</Button>
        <Link href={back}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
