import type { ReactNode } from 'react';
import { SessionWarning } from '#components/auth/session-warning.tsx';
import { SignOutForm } from '#components/auth/sign-out-form.tsx';
import { ExampleBanner } from '#components/layout/example-banner.tsx';
import { Header } from '#components/layout/header.tsx';
import { Page } from '#components/layout/page.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { SiteFooter } from '#components/layout/site-footer.tsx';
import type { Crumb } from '#components/ui/breadcrumbs.tsx';
import type { CouncilContext } from '#lib/auth/context.ts';
import { can, ROLE_NAMES } from '#lib/auth/permissions.ts';
import { sessionLimits } from '#lib/auth/rules.ts';
import { unreadInWords } from '#lib/notices/rules.ts';
import { routes } from '#lib/routes.ts';

type Place =
  | 'overview'
  | 'my-work'
  | 'assessment'
  | 'cycles'
  | 'evidence'
  | 'measures'
  | 'activity'
  | 'members'
  | 'notices';

const PLACES = [
  { place: 'overview', text: 'Overview', href: routes.council },
  { place: 'my-work', text: 'My work', href: routes.myWork },
  { place: 'assessment', text: 'Assessment', href: routes.assessment },
  { place: 'cycles', text: 'Cycles', href: routes.cycles },
  { place: 'evidence', text: 'Evidence', href: routes.evidence },
  { place: 'measures', text: 'Measures', href: routes.measures },
  { place: 'activity', text: 'Activity', href: routes.activity },
  { place: 'members', text: 'Members', href: routes.members },
  { place: 'notices', text: 'Notices', href: routes.notices },
] as const;

type CouncilFrameProps = {
  context: CouncilContext;
  place: Place;
  /** Left out where a form on the page renders the title, with "Error: " when it was refused. */
  title?: string | undefined;
  breadcrumbs?: readonly Crumb[] | undefined;
  wide?: boolean | undefined;
  children: ReactNode;
};

/** What stands around every page of a council. */
export function CouncilFrame({ context, place, title, breadcrumbs, wide, children }: CouncilFrameProps) {
  const { council, person, role, elsewhere } = context;
  // Statements are owned by those who may write them: nobody else has work of their own here.
  const places = PLACES.filter(({ place: one }) => one !== 'my-work' || can(context, 'statement:save'));
  return (
    <>
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
              other.unreadNotices > 0 ? unreadInWords(other.unreadNotices) : [],
            ]
              .flat()
              .join(', '),
          })),
        }}
        person={{ name: person.name, detail: ROLE_NAMES[role], signOut: <SignOutForm /> }}
        navigation={places.map((item) => ({
          href: item.href(council.slug),
          text: item.text,
          current: item.place === place,
          unread: item.place === 'notices' ? context.unreadNotices : 0,
        }))}
        wide={wide}
      />
      {council.isExample && <ExampleBanner wide={wide} />}
      <Page breadcrumbs={breadcrumbs} wide={wide}>
        {children}
      </Page>
      <SiteFooter wide={wide} />
      <SessionWarning idleMinutes={sessionLimits.idleMinutes} warningMinutes={sessionLimits.warningMinutes} />
    </>
  );
}
