import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { ChangeDetailsForm } from '#components/evidence/change-details-form.tsx';
import { detailsTyped } from '#components/evidence/latest-details.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getFramework } from '#lib/record/assessments/queries.ts';
import { getDetailChoices, getEvidenceItem } from '#lib/record/evidence/queries.ts';

type ChangeDetailsPageProps = { params: Promise<{ council: string; reference: string }> };

export default async function ChangeDetailsPage({ params }: ChangeDetailsPageProps) {
  const { council, reference } = await params;
  const context = await requireCouncil(council, 'evidence:edit');
  const item = (await getEvidenceItem(context, reference)) ?? notFound();
  const framework = await getFramework(context);
  return (
    <CouncilFrame
      context={context}
      place="evidence"
      breadcrumbs={[
        { href: routes.evidence(council), text: 'Evidence' },
        { href: routes.evidenceItem(council, item.reference), text: item.reference },
      ]}
    >
      <ChangeDetailsForm
        council={council}
        reference={item.reference}
        version={item.version}
        details={detailsTyped(item)}
        choices={await getDetailChoices(context, framework, item)}
        title={`Change details of ${item.reference}`}
        councilName={context.council.name}
        heading={<PageHeading caption={`${item.reference} ${item.title}`}>Change details</PageHeading>}
      />
    </CouncilFrame>
  );
}
