import { SignOutForm } from '#components/auth/sign-out-form.tsx';
import { CouncilList } from '#components/councils/council-list.tsx';
import { FlashMessage } from '#components/forms/flash-message.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PublicFrame } from '#components/layout/public-frame.tsx';
import { CouncilComparison } from '#components/sharing/council-comparison.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { compareCouncils } from '#lib/insight/sharing/queries.ts';
import { describeShown, readSort, sortCouncils } from '#lib/insight/sharing/rules.ts';
import * as routes from '#lib/kernel/routes.ts';
import { listCouncils } from '#lib/pages/councils.ts';
import { everyCouncil, requireSignedIn } from '#lib/platform/auth/gate.ts';

type CouncilsProps = { searchParams: Promise<{ sort?: string | string[] }> };

export default async function CouncilsPage({ searchParams }: CouncilsProps) {
  const session = await requireSignedIn();
  const { sort: by } = await searchParams;
  const { memberships } = session;
  const person = { name: session.person.name, signOut: <SignOutForm /> };
  if (memberships.length > 1) {
    const sort = readSort(by);
    const councils = await compareCouncils(await everyCouncil(session), new Date());
    return (
      <PublicFrame title="My councils" person={person}>
        <FlashMessage />
        <PageHeading lead={describeShown(councils)}>My councils</PageHeading>
        <CouncilComparison councils={sortCouncils(councils, sort)} sort={sort} />
      </PublicFrame>
    );
  }
  const councils = await listCouncils(session);
  return (
    <PublicFrame title="My councils" person={person}>
      <FlashMessage />
      <PageHeading>My councils</PageHeading>
      {councils.length === 0 ? (
        <EmptyState>
          You do not belong to a council. Ask your council’s administrator to invite you, then{' '}
          <Link href={routes.join}>join with the code</Link> they give you.
        </EmptyState>
      ) : (
        <CouncilList councils={councils} />
      )}
    </PublicFrame>
  );
}
