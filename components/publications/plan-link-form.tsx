'use client';

import { PageForm } from '#components/forms/page-form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { LinkFields } from '#components/links/link-fields.tsx';
import { MadeLink } from '#components/links/made-link.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import { createPlanLinkAction, type PlanLinkState } from '#lib/exchange/publications/actions.ts';
import type { PlanLinkFor } from '#lib/exchange/publications/rules.ts';
import * as routes from '#lib/kernel/routes.ts';

type PlanLinkFormProps = {
  council: string;
  councilName: string;
  plan: PlanLinkFor;
  /** The open assessment, if its challenge scores are given blind. */
  blind: string | null;
  /** A calendar date. */
  lastDay: string;
  mostDays: number;
  /** The service's address. */
  service: string;
};

const WORDS: Readonly<Record<PlanLinkFor, { title: string; lead: string; hint: string }>> = {
  public: {
    title: 'Create a link to the published plan',
    lead: 'For the council’s website. Anyone with the link can read the plan as it was last published, without signing in.',
    hint: 'For example, The council’s website. Shown in the list of links and in the history.',
  },
  board: {
    title: 'Create a link for an improvement board',
    lead: 'Anyone with the link can read the whole plan as it is, with progress notes, owners, costs and the scores it aims at, without signing in. They can change nothing.',
    hint: 'For example, Pat Lee, chair of the improvement board. Shown in the list of links and in the history.',
  },
};

export function PlanLinkForm(props: PlanLinkFormProps) {
  const { council, councilName, plan, blind, mostDays } = props;
  const { title, lead, hint } = WORDS[plan];
  const [state, action] = useFormAction<PlanLinkState>(createPlanLinkAction);
  if (state.status === 'made') {
    const { token } = state.link;
    const address = plan === 'public' ? routes.linkedPlan(token) : routes.linkedBoard(token);
    return (
      <MadeLink
        within={councilName}
        address={new URL(address, props.service).href}
        link={state.link}
        isPublic={plan === 'public'}
        back={<Link href={routes.planLinks(council)}>Back to the links</Link>}
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
      title={title}
      within={councilName}
      heading={
        <>
          <PageHeading lead={lead}>{title}</PageHeading>
          {plan === 'board' && blind !== null && (
            <WarningText>
              Challenge scores of {blind} are given blind. Anyone who opens the link sees the scores that
              actions aim at. Do not share it with people who have not given their challenge scores.
            </WarningText>
          )}
        </>
      }
      hidden={{ council, plan }}
    >
      <LinkFields hint={hint} values={values} errors={errors} mostDays={mostDays} />
      <ButtonGroup>
        <Button>Create link</Button>
        <Link href={routes.planLinks(council)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
