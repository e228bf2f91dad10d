import type { ReactNode } from 'react';
import { SessionWarning } from '#components/auth/session-warning.tsx';
import { SignOutForm } from '#components/auth/sign-out-form.tsx';
import { FlashMessage } from '#components/forms/flash-message.tsx';
import { FormOwner } from '#components/forms/form-owner.tsx';
import { ExampleBanner } from '#components/layout/example-banner.tsx';
import { Header } from '#components/layout/header.tsx';
import { Page } from '#components/layout/page.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { SiteFooter } from '#components/layout/site-footer.tsx';
import type { Crumb } from '#components/ui/breadcrumbs.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { MENU, type Place } from '#lib/nouns.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, ROLE_NAMES } from '#lib/platform/access/permissions.ts';
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
  return (
    <FormOwner person={person.id}>
      {title !== undefined && <PageTitle within={council.name}>{title}</PageTitle>}
      <Header
        homeHref={routes.councils}
        organisation={{
          name: council.name,
          switchHref: routes.councils,
          switchText: 'My councils',
          others: elsewhere.map((other) => ({
            href: routes.council(other.council.slug),
            name: other.council.name,
            detail: [
              ROLE_NAMES[other.role].toLowerCase(),
              other.unreadNotices > 0 ? describeUnread(other.unreadNotices) : [],
            ]
              .flat()
              .join(', '),
          })),
        }}
        person={{
          name: person.name,
          detail: ROLE_NAMES[role],
          accountHref: routes.account,
          signOut: <SignOutForm />,
        }}
        navigation={MENU.map(({ text, pages }) => ({
          text,
          unread: pages.some(({ place: at }) => at === 'notices') ? context.unreadNotices : 0,
          pages: pages
            .filter((page) => !('permission' in page) || can(context, page.permission))
            .map((page) => ({
              href: page.href(council.slug),
              text: page.text,
              current: page.place === place,
            })),
        })).filter(({ pages }) => pages.length > 0)}
      />
      {council.isExample && <ExampleBanner />}
      <Page breadcrumbs={breadcrumbs}>
        <FlashMessage />
        {children}
      </Page>
      <SiteFooter />
      <SessionWarning idleMinutes={sessionLimits.idleMinutes} warningMinutes={sessionLimits.warningMinutes} />
    </FormOwner>
  );
}
