'use client';

import { PageForm } from '#components/forms/page-form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { LinkFields } from '#components/links/link-fields.tsx';
import { MadeLink } from '#components/links/made-link.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import { createPaperLinkAction, type PaperLinkState } from '#lib/exchange/papers/actions.ts';
import * as routes from '#lib/kernel/routes.ts';

type PaperLinkFormProps = {
  council: string;
  councilName: string;
  /** Name of the paper's assessment. */
  assessment: string;
  /** Challenge scores are given blind, so the link shows scores that their givers may not see yet. */
  isBlind: boolean;
  /** A calendar date. */
  lastDay: string;
  mostDays: number;
  /** The service's address. */
  service: string;
};

const TITLE = 'Create a link to the board paper';

export function PaperLinkForm(props: PaperLinkFormProps) {
  const { council, councilName, assessment, isBlind, mostDays } = props;
  const [state, action] = useFormAction<PaperLinkState>(createPaperLinkAction);
  if (state.status === 'made') {
    const address = new URL(routes.linkedPaper(state.link.token), props.service).href;
    return (
      <MadeLink
        within={councilName}
        address={address}
        link={state.link}
        back={<Link href={routes.paperLinks(council)}>Back to the links</Link>}
      />
    );
  }
  const refused = state.status === 'refused';
  const errors = refused ? state.errors : [];
  const values = refused ? state.values : { lastDay: props.lastDay };
  return (
    <PageForm
      state={state}
      errors={errors}
      action={action}
      title={TITLE}
      within={councilName}
      heading={
        <>
          <PageHeading lead="Anyone with the link can read a copy of the board paper as it is now, without signing in.">
            {TITLE}
          </PageHeading>
          {isBlind && (
            <WarningText>
              Challenge scores of {assessment} are given blind. Anyone who opens the link sees the scores. Do
              not share it with people who have not given their challenge scores.
            </WarningText>
          )}
        </>
      }
      hidden={{ council }}
    >
      <LinkFields
        hint="For example, Health scrutiny committee. Shown in the list of links and in the history."
        values={values}
        errors={errors}
        mostDays={mostDays}
      />
      <ButtonGroup>
        <Button>Create link</Button>
        <Link href={routes.paperLinks(council)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
