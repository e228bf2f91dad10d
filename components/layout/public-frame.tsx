import type { ReactNode } from 'react';
import { Header } from '#components/layout/header.tsx';
import { Page } from '#components/layout/page.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { SiteFooter } from '#components/layout/site-footer.tsx';
import type { Crumb } from '#components/ui/breadcrumbs.tsx';
import * as routes from '#lib/kernel/routes.ts';

type PublicFrameProps = {
  /** Not set if a form on the page renders the title. */
  title?: string | undefined;
  /** The signed-in person, if the page looks them up. `signOut`: `SignOutForm`. */
  person?: { name: string; signOut: ReactNode } | undefined;
  breadcrumbs?: readonly Crumb[] | undefined;
  children: ReactNode;
};

const LINKS = [
  { href: routes.councils, text: 'My councils' },
  { href: routes.account, text: 'Your account' },
];

/** The frame of pages outside councils. */
export function PublicFrame({ title, person, breadcrumbs, children }: PublicFrameProps) {
  return (
    <>
      {title !== undefined && <PageTitle>{title}</PageTitle>}
      <Header
        home={{ href: routes.home, name: 'Assurance' }}
        person={person && { name: person.name, links: LINKS }}
      />
      {person?.signOut}
      <Page breadcrumbs={breadcrumbs}>{children}</Page>
      <SiteFooter />
    </>
  );
}
