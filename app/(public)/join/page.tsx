import { CodeForm } from '#components/auth/code-form.tsx';
import { JoinForm } from '#components/auth/join-form.tsx';
import { SignOutForm } from '#components/auth/sign-out-form.tsx';
import { wayHome } from '#components/councils/way-home.ts';
import { FormOwner } from '#components/forms/form-owner.tsx';
import { PublicFrame } from '#components/layout/public-frame.tsx';
import { PASSWORD_MINIMUM } from '#lib/platform/access/rules.ts';
import { signedIn } from '#lib/platform/auth/session.ts';

type JoinPageProps = { searchParams: Promise<{ show?: string | string[] }> };

export default async function JoinPage({ searchParams }: JoinPageProps) {
  const session = await signedIn();
  if (session) {
    return (
      <PublicFrame
        person={{ name: session.person.name, signOut: <SignOutForm /> }}
        breadcrumbs={[wayHome(session)]}
      >
        <FormOwner person={session.person.id}>
          <CodeForm email={session.person.email} minimum={PASSWORD_MINIMUM} />
        </FormOwner>
      </PublicFrame>
    );
  }
  const { show } = await searchParams;
  return (
    <PublicFrame>
      <JoinForm shown={show !== undefined} minimum={PASSWORD_MINIMUM} />
    </PublicFrame>
  );
}
