import type { ReactNode } from 'react';
import { SignOutForm } from '#components/auth/sign-out-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PublicFrame } from '#components/layout/public-frame.tsx';
import * as routes from '#lib/kernel/routes.ts';
import type { HelpReader } from '#lib/pages/help.ts';
import { HelpContacts } from './help-contacts.tsx';

type HelpFrameProps = {
  title: string;
  lead: string;
  /** Null: nobody is signed in. */
  person: HelpReader | null;
  /** Whether this is the list of topics. */
  isStart?: boolean | undefined;
  children: ReactNode;
};

/** The frame of every help page, which anyone can read. */
export function HelpFrame({ title, lead, person, isStart = false, children }: HelpFrameProps) {
  return (
    <PublicFrame
      title={isStart ? title : `${title} – Help`}
      person={person ? { name: person.name, signOut: <SignOutForm /> } : undefined}
      breadcrumbs={isStart ? [] : [{ href: routes.help, text: 'Help' }]}
    >
      <PageHeading lead={lead}>{title}</PageHeading>
      {children}
      <HelpContacts contacts={person?.contacts ?? null} />
    </PublicFrame>
  );
}
