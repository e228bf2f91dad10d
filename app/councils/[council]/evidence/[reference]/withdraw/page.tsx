import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { ReasonForm } from '#components/evidence/reason-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { isInUse } from '#lib/record/evidence/lifecycle.ts';
import { getEvidenceItem } from '#lib/record/evidence/queries.ts';

type WithdrawEvidencePageProps = { params: Promise<{ council: string; reference: string }> };

export default async function WithdrawEvidencePage({ params }: WithdrawEvidencePageProps) {
  const { council, reference } = await params;
  const context = await requireCouncil(council, 'evidence:edit');
  const item = (await getEvidenceItem(context, reference)) ?? notFound();
  const itemHref = routes.evidenceItem(council, item.reference);
  // Somebody did it meanwhile, and that page says so.
  if (!isInUse(item)) redirect(itemHref);
  const title = `Withdraw ${item.reference}`;
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
        step="withdraw"
        itemHref={itemHref}
        title={title}
        councilName={context.council.name}
      >
        <PageHeading caption={item.title}>{title}</PageHeading>
        <p className="max-w-text">
          Nobody can newly cite {item.reference} or attach it to a statement, and it no longer counts as
          evidence. Nothing is deleted: statements and signed versions that use it keep it, marked as
          withdrawn. You can use it again at any time.
        </p>
      </ReasonForm>
    </CouncilFrame>
  );
}
