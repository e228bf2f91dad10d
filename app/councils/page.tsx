import { SignOutForm } from '#components/auth/sign-out-form.tsx';
import { CouncilList } from '#components/councils/council-list.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PublicFrame } from '#components/layout/public-frame.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { requireSignedIn } from '#lib/auth/gate.ts';
import { listCouncils } from '#lib/councils/queries.ts';

export default async function CouncilsPage() {
  const session = await requireSignedIn();
  const councils = await listCouncils(session);
  return (
    <PublicFrame title="My councils" person={{ name: session.person.name, signOut: <SignOutForm /> }}>
      <PageHeading>My councils</PageHeading>
      {councils.length === 0 ? (
        <EmptyState>
          You do not belong to a council yet. Ask your council’s administrator to add you.
        </EmptyState>
      ) : (
        <CouncilList councils={councils} />
      )}
    </PublicFrame>
  );
}
