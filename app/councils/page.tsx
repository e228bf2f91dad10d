import { SignOutForm } from '#components/auth/sign-out-form.tsx';
import { CouncilList } from '#components/councils/council-list.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PublicFrame } from '#components/layout/public-frame.tsx';
import { Comparison } from '#components/sharing/comparison.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { everyCouncil, requireSignedIn } from '#lib/auth/gate.ts';
import { listCouncils } from '#lib/councils/queries.ts';
import { compareCouncils } from '#lib/sharing/queries.ts';
import { shownInWords, sorted, sortOf } from '#lib/sharing/rules.ts';

type CouncilsProps = { searchParams: Promise<{ sort?: string | string[] }> };

export default async function CouncilsPage({ searchParams }: CouncilsProps) {
  const session = await requireSignedIn();
  const person = { name: session.person.name, signOut: <SignOutForm /> };
  if (session.memberships.length > 1) {
    const sort = sortOf((await searchParams).sort);
    const councils = await compareCouncils(await everyCouncil(session), new Date());
    return (
      <PublicFrame title="My councils" person={person} wide>
        <PageHeading lead={shownInWords(councils)}>My councils</PageHeading>
        <Comparison councils={sorted(councils, sort)} sort={sort} />
      </PublicFrame>
    );
  }
  const councils = await listCouncils(session);
  return (
    <PublicFrame title="My councils" person={person}>
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
