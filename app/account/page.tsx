import { OwnSessions } from '#components/auth/own-sessions.tsx';
import { PasswordForm } from '#components/auth/password-form.tsx';
import { SignOutForm } from '#components/auth/sign-out-form.tsx';
import { wayHome } from '#components/councils/way-home.ts';
import { FlashMessage } from '#components/forms/flash-message.tsx';
import { FormOwner } from '#components/forms/form-owner.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PublicFrame } from '#components/layout/public-frame.tsx';
import { Section } from '#components/layout/section.tsx';
import { Address } from '#components/ui/address.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { PASSWORD_MINIMUM } from '#lib/platform/access/rules.ts';
import { requireSignedIn } from '#lib/platform/auth/gate.ts';
import { listOwnSessions } from '#lib/record/accounts/queries.ts';

export default async function AccountPage() {
  const session = await requireSignedIn();
  const sessions = await listOwnSessions(session, new Date());
  const { name, email } = session.person;
  return (
    <PublicFrame
      person={{ name: session.person.name, signOut: <SignOutForm /> }}
      breadcrumbs={[wayHome(session)]}
    >
      <FlashMessage />
      <FormOwner person={session.person.id}>
        <PasswordForm
          email={email}
          minimum={PASSWORD_MINIMUM}
          title="Your account"
          heading={<PageHeading>Your account</PageHeading>}
          sessions={
            <Section heading="Where you are signed in">
              <p className="mb-4">Only you can see this list.</p>
              <OwnSessions sessions={sessions} />
            </Section>
          }
        >
          <SummaryList
            rows={[
              { key: 'Name', value: name },
              { key: 'Email address', value: <Address>{email}</Address> },
            ]}
          />
        </PasswordForm>
      </FormOwner>
    </PublicFrame>
  );
}
