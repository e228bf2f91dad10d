import { redirect } from 'next/navigation';
import { SignInForm } from '#components/auth/sign-in-form.tsx';
import { FlashMessage } from '#components/forms/flash-message.tsx';
import { PublicFrame } from '#components/layout/public-frame.tsx';
import { Table } from '#components/ui/table.tsx';
import { ROLE_NAMES } from '#lib/platform/access/permissions.ts';
import { returnPath } from '#lib/platform/access/rules.ts';
import { signedIn } from '#lib/platform/auth/session.ts';
import { listDemoSignIns } from '#lib/record/accounts/queries.ts';

type SignInPageProps = { searchParams: Promise<{ from?: string | string[] }> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { from } = await searchParams;
  const next = returnPath(typeof from === 'string' ? from : undefined);
  if (await signedIn()) redirect(next);
  const demo = await listDemoSignIns();
  return (
    <PublicFrame>
      <FlashMessage />
      <SignInForm from={next} />
      {demo && (
        <section aria-labelledby="demo" className="mt-14 border-t-2 border-ink pt-4">
          <h2 id="demo" className="heading-2">
            Try it with an example council
          </h2>
          <p className="mt-2 mb-6 max-w-text">
            This is a demonstration. Every example sign-in uses the password{' '}
            <code className="font-semibold whitespace-nowrap">{demo.password}</code>
          </p>
          <Table
            caption="Example sign-ins"
            captionHidden
            wide
            stacked
            columns={[{ header: 'Email address' }, { header: 'Role' }, { header: 'Council' }]}
            rows={demo.people.map(({ email, role, council }) => ({
              key: `${email} ${council}`,
              cells: [email, ROLE_NAMES[role], council],
            }))}
          />
        </section>
      )}
    </PublicFrame>
  );
}
