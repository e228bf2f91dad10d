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
import { routes } from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, type Permission, ROLE_NAMES } from '#lib/platform/access/permissions.ts';
import { sessionLimits } from '#lib/platform/access/rules.ts';
import { describeUnread } from '#lib/work/notices/rules.ts';

const GROUPS = [
  {
    text: 'Overview',
    places: [
      { place: 'overview', text: 'Summary', href: routes.council },
      { place: 'strength', text: 'Evidence strength', href: routes.strength },
      { place: 'movement', text: 'Progress', href: routes.movement },
      { place: 'what-if', text: 'What if', href: routes.whatIf },
      { place: 'results', text: 'Published results', href: routes.results },
      { place: 'board-papers', text: 'Board papers', href: routes.paperLinks },
    ],
  },
  { text: 'My work', places: [{ place: 'my-work', text: 'My work', href: routes.myWork }] },
  {
    text: 'Assessment',
    places: [
      { place: 'assessment', text: 'Quality statements', href: routes.assessment },
      { place: 'review', text: 'Review and sign-off', href: routes.review },
      { place: 'cycles', text: 'Cycles', href: routes.cycles },
    ],
  },
  {
    text: 'Evidence',
    places: [
      { place: 'evidence', text: 'Evidence list', href: routes.evidence },
      { place: 'measures', text: 'Measures', href: routes.measures },
    ],
  },
  { text: 'Activity', places: [{ place: 'activity', text: 'Activity', href: routes.activity }] },
  {
    text: 'Members',
    places: [
      { place: 'members', text: 'People and roles', href: routes.members },
      { place: 'sharing', text: 'Sharing with other councils', href: routes.sharing },
    ],
  },
  { text: 'Notifications', places: [{ place: 'notices', text: 'Notifications', href: routes.notices }] },
] as const;

/** Pages that only some people can open, and what they need for it. */
const NEEDED: Readonly<Partial<Record<Place, Permission>>> = { 'board-papers': 'links:manage' };

export type Place = (typeof GROUPS)[number]['places'][number]['place'];

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
  const groups = GROUPS.filter(({ text }) => text !== 'My work' || can(context, 'statement:save'));
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
        navigation={groups.map(({ text, places }) => ({
          text,
          unread: text === 'Notifications' ? context.unreadNotices : 0,
          pages: places
            .filter(({ place: to }) => mayOpen(context, to))
            .map((item) => ({
              href: item.href(council.slug),
              text: item.text,
              current: item.place === place,
            })),
        }))}
        wide={wide}
      />
      {council.isExample && <ExampleBanner wide={wide} />}
      <Page breadcrumbs={breadcrumbs} wide={wide}>
        <FlashMessage />
        {children}
      </Page>
      <SiteFooter wide={wide} />
      <SessionWarning idleMinutes={sessionLimits.idleMinutes} warningMinutes={sessionLimits.warningMinutes} />
    </FormOwner>
  );
}

function mayOpen(context: CouncilContext, place: Place): boolean {
  const needed = NEEDED[place];
  return needed === undefined || can(context, needed);
}
