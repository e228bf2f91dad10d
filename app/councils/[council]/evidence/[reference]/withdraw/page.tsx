import { notFound, redirect } from 'next/navigation';
import { StepPage } from '#components/evidence/step-page.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { isInUse } from '#lib/record/evidence/lifecycle.ts';
import { getEvidenceItem } from '#lib/record/evidence/queries.ts';
import { listAnsweredBy } from '#lib/record/returns/queries.ts';
import { describeGaps } from '#lib/record/returns/rules.ts';

type WithdrawEvidencePageProps = { params: Promise<{ council: string; reference: string }> };

export default async function WithdrawEvidencePage({ params }: WithdrawEvidencePageProps) {
  const { council, reference } = await params;
  const context = await requireCouncil(council, 'evidence:edit');
  const item = (await getEvidenceItem(context, reference)) ?? notFound();
  // Somebody did it meanwhile, and that page says so.
  if (!isInUse(item)) redirect(routes.evidenceItem(council, item.reference));
  const answers = await listAnsweredBy(context, [item.reference]);
  return (
    <StepPage context={context} item={item} step="withdraw" title={`Withdraw ${item.reference}`}>
      Nobody can newly cite {item.reference} or attach it to a statement, and it no longer counts as evidence.
      Nothing is deleted: statements and signed versions that use it keep it, marked as withdrawn. You can use
      it again at any time. {describeGaps(answers)}
    </StepPage>
  );
}
