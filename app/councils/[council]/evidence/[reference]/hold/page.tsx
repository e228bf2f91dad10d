import { notFound, redirect } from 'next/navigation';
import { StepPage } from '#components/evidence/step-page.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { whoCan } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getEvidenceItem } from '#lib/record/evidence/queries.ts';

type HoldEvidencePageProps = { params: Promise<{ council: string; reference: string }> };

export default async function HoldEvidencePage({ params }: HoldEvidencePageProps) {
  const { council, reference } = await params;
  const context = await requireCouncil(council, 'evidence:hold');
  const item = (await getEvidenceItem(context, reference)) ?? notFound();
  // Somebody did it meanwhile, and that page says so.
  if (item.held || item.state === 'erased') redirect(routes.evidenceItem(council, item.reference));
  return (
    <StepPage context={context} item={item} step="hold" title={`Place a legal hold on ${item.reference}`}>
      A legal hold keeps {item.reference} and all versions of its file: nobody can erase it until{' '}
      {whoCan('evidence:hold')} releases the hold. It can still be used, replaced and withdrawn.
    </StepPage>
  );
}
