import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { ReasonForm } from '#components/evidence/reason-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getEvidenceItem } from '#lib/record/evidence/queries.ts';

type HoldEvidencePageProps = { params: Promise<{ council: string; reference: string }> };

export default async function HoldEvidencePage({ params }: HoldEvidencePageProps) {
  const { council, reference } = await params;
  const context = await requireCouncil(council, 'evidence:hold');
  const item = (await getEvidenceItem(context, reference)) ?? notFound();
  const itemHref = routes.evidenceItem(council, item.reference);
  // Somebody did it meanwhile, and that page says so.
  if (item.held || item.state === 'erased') redirect(itemHref);
  const title = `Place a legal hold on ${item.reference}`;
  return (
    <CouncilFrame
      context={context}
      place="evidence"
      breadcrumbs={[
        { href: routes.evidence(council), text: 'Evidence' },
        { href: itemHref, text: item.reference },
      ]}
    >
      <ReasonForm
        council={council}
        reference={item.reference}
        step="hold"
        itemHref={itemHref}
        title={title}
        councilName={context.council.name}
      >
        <PageHeading caption={item.title}>{title}</PageHeading>
        <p className="max-w-text">
          A legal hold keeps {item.reference} and all versions of its file: nobody can erase it until an
          assurance lead or a director releases the hold. It can still be used, replaced and withdrawn.
        </p>
      </ReasonForm>
    </CouncilFrame>
  );
}
