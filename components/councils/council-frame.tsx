import type { ReactNode } from 'react';
import { SessionWarning } from '#components/auth/session-warning.tsx';
import { SignOutForm } from '#components/auth/sign-out-form.tsx';
import { FlashMessage } from '#components/forms/flash-message.tsx';
import { FormOwner } from '#components/forms/form-owner.tsx';
import { ExampleBanner } from '#components/layout/example-banner.tsx';
import { Header } from '#components/layout/header.tsx';
import { Markup } from '#components/layout/markup.tsx';
import { Page } from '#components/layout/page.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { SiteFooter } from '#components/layout/site-footer.tsx';
import type { Crumb } from '#components/ui/breadcrumbs.tsx';
import { helpOf } from '#lib/help/topics.ts';
import * as routes from '#lib/kernel/routes.ts';
import { MENU, menuPages, OWN_PAGES, type Place } from '#lib/nouns.ts';
import type { CouncilContext, Member } from '#lib/platform/access/context.ts';
import { ROLE_NAMES } from '#lib/platform/access/permissions.ts';
import { sessionLimits } from '#lib/platform/access/rules.ts';
import { describeUnread } from '#lib/work/notices/rules.ts';

type CouncilFrameProps = {
  context: CouncilContext;
  place: Place;
  /** Not set if a form on the page renders the title, with "Error: " after a refusal. */
  title?: string | undefined;
  breadcrumbs?: readonly Crumb[] | undefined;
  children: ReactNode;
};

/** The frame of every page of a council. */
export function CouncilFrame({ context, place, title, breadcrumbs, children }: CouncilFrameProps) {
  const { council, person, role, otherMemberships: elsewhere } = context;
  const { colour, logo } = council.brand;
  const help = routes.helpTopic(helpOf(place, context));
  const header = {
    home: {
      href: routes.council(council.slug),
      name: council.name,
      logo: logo
        ? { src: routes.logo(council.slug, logo.hash), width: logo.width, height: logo.height }
        : undefined,
    },
    groups: MENU.map(({ text, pages }) => ({ text, pages: menuPages(pages, context, place) })).filter(
      ({ pages }) => pages.length > 0,
    ),
    // The page has a box of its own.
    search: place === 'search' ? undefined : routes.search(council.slug),
    person: {
      name: person.name,
      detail: ROLE_NAMES[role],
      unread: context.unreadNotices,
      links: [
        ...menuPages(OWN_PAGES, context, place).map((page) =>
          page.place === 'notices' ? { ...page, unread: context.unreadNotices } : page,
        ),
        { href: routes.account, text: 'Your account' },
        ...elsewhere.map(linkToCouncil),
        { href: routes.councils, text: 'My councils' },
      ],
    },
  };
  return (
    <FormOwner person={person.id}>
      {title !== undefined && <PageTitle within={council.name}>{title}</PageTitle>}
      {colour !== '' && <link rel="stylesheet" href={routes.brandStyles(colour)} />}
      {council.isExample && <ExampleBanner />}
      <Markup name="header" of={[JSON.stringify(header)]} className="contents">
        {() => <Header {...header} />}
      </Markup>
      <SignOutForm />
      <Page breadcrumbs={breadcrumbs}>
        <FlashMessage />
        {children}
      </Page>
      <Markup name="footer" of={[help]} className="contents">
        {() => <SiteFooter help={help} />}
      </Markup>
      <SessionWarning idleMinutes={sessionLimits.idleMinutes} warningMinutes={sessionLimits.warningMinutes} />
    </FormOwner>
  );
}

function linkToCouncil({ council, role, unreadNotices }: Member) {
  const unread = unreadNotices > 0 ? `, ${describeUnread(unreadNotices)}` : '';
  return {
    href: routes.council(council.slug),
    text: council.name,
    detail: `${ROLE_NAMES[role].toLowerCase()}${unread}`,
  };
}
