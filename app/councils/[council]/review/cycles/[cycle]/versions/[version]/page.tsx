import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { SignedVersion } from '#components/reviews/signed-version.tsx';
import { requireCouncil } from '#lib/auth/gate.ts';
import { can } from '#lib/auth/permissions.ts';
import { getSignedVersion } from '#lib/reviews/queries.ts';
import { routes } from '#lib/routes.ts';

type SignedVersionPageProps = { params: Promise<{ council: string; cycle: string; version: string }> };

export default async function SignedVersionPage({ params }: SignedVersionPageProps) {
  const { council, cycle, version } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const signed =
    (isCount(cycle) &&
      isCount(version) &&
      (await getSignedVersion(context, Number(cycle), Number(version)))) ||
    notFound();
  return (
    <CouncilFrame
      context={context}
      place="review"
      title={`Version ${version} of ${signed.kept.snapshot.cycle.name}, signed`}
      breadcrumbs={[{ href: routes.review(council), text: 'Review and sign-off' }]}
    >
      <SignedVersion council={council} signed={signed} mayExport={can(context, 'pack:export')} />
    </CouncilFrame>
  );
}

function isCount(value: string): boolean {
  return /^[1-9]\d{0,5}$/.test(value);
}
