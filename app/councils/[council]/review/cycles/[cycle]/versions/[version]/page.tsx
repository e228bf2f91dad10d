import { notFound } from 'next/navigation';
import { ScoresHidden } from '#components/challenge/scores-hidden.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { SignedVersion } from '#components/reviews/signed-version.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getSignedVersion } from '#lib/work/reviews/queries.ts';

type SignedVersionPageProps = { params: Promise<{ council: string; cycle: string; version: string }> };

export default async function SignedVersionPage({ params }: SignedVersionPageProps) {
  const { council, cycle, version } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const result = await getSignedVersion(
    context,
    parsePositiveInt(cycle) ?? notFound(),
    parsePositiveInt(version) ?? notFound(),
  );
  if (result.outcome === 'not found') notFound();
  return (
    <CouncilFrame
      context={context}
      place="review"
      title={
        result.outcome === 'found'
          ? `Version ${version} of ${result.signed.kept.snapshot.cycle.name}, signed`
          : `Version ${version}, signed`
      }
      breadcrumbs={[{ href: routes.review(council), text: 'Review and sign-off' }]}
    >
      {result.outcome === 'found' ? (
        <SignedVersion council={council} signed={result.signed} mayExport={can(context, 'pack:export')} />
      ) : (
        <>
          <PageHeading>Version {version}, as signed</PageHeading>
          <ScoresHidden council={council} hidden={result.statements} also={['this version']} />
        </>
      )}
    </CouncilFrame>
  );
}
