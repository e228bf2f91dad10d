'use client';

import type { ReactNode } from 'react';
import { PageForm } from '#components/forms/page-form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { LinkFields } from '#components/links/link-fields.tsx';
import { MadeLink } from '#components/links/made-link.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { type CreateFeedState, createFeedAction } from '#lib/exchange/feeds/actions.ts';
import * as routes from '#lib/kernel/routes.ts';

type FeedFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  /** A calendar date. */
  lastDay: string;
  mostDays: number;
  /** The service's address. */
  service: string;
  title: string;
  heading: ReactNode;
};

/** Creates a link to the calendar of an inspection. */
export function FeedForm({ council, councilName, inspection, mostDays, ...props }: FeedFormProps) {
  const [state, action] = useFormAction<CreateFeedState>(createFeedAction);
  if (state.status === 'made') {
    return (
      <MadeLink
        within={councilName}
        address={new URL(routes.calendarFile(state.link.token), props.service).href}
        link={state.link}
        note="In Outlook, select Add calendar, then Subscribe from web; in Google Calendar, Other calendars, then From URL; on an iPhone, Calendars, then Add subscription calendar. The program asks again by itself, every few hours."
        back={<Link href={routes.feeds(council, inspection)}>Back to the links</Link>}
      />
    );
  }
  const refused = state.status === 'refused';
  const errors = refused ? state.errors : [];
  return (
    <PageForm
      state={state}
      errors={errors}
      action={action}
      title={props.title}
      within={councilName}
      heading={props.heading}
      hidden={{ council, inspection }}
    >
      <LinkFields
        hint="For example, your own name. Shown in the list of links and in the history."
        values={refused ? state.values : { lastDay: props.lastDay }}
        errors={errors}
        mostDays={mostDays}
      />
      <Button>Create link</Button>
    </PageForm>
  );
}
