import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { AgreementHistory } from '#components/sharing/agreement-history.tsx';
import { AgreementNow } from '#components/sharing/agreement-now.tsx';
import { SharingForm } from '#components/sharing/sharing-form.tsx';
import { listAgreements } from '#lib/insight/sharing/queries.ts';
import { PART_HINTS, PART_NAMES, SHARED_PARTS, SHARING_REASON_LIMIT } from '#lib/insight/sharing/rules.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';

const TITLE = 'Sharing with other councils';

type SharingProps = { params: Promise<{ council: string }> };

export default async function SharingPage({ params }: SharingProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'sharing:view');
  const agreements = await listAgreements(context);
  const [now] = agreements;
  const mayManage = can(context, 'sharing:manage');
  const agreementView = (
    <>
      <PageHeading lead="What you share with people who also belong to another council.">{TITLE}</PageHeading>
      <AgreementNow agreement={now} />
    </>
  );
  return (
    <CouncilFrame context={context} place="sharing" title={mayManage ? undefined : TITLE}>
      {mayManage ? (
        <SharingForm
          council={council}
          councilName={context.council.name}
          version={now?.version ?? 0}
          shared={now?.shared ?? []}
          parts={SHARED_PARTS.map((part) => ({
            value: part,
            label: PART_NAMES[part],
            hint: PART_HINTS[part],
          }))}
          limit={SHARING_REASON_LIMIT}
          title={TITLE}
        >
          {agreementView}
        </SharingForm>
      ) : (
        agreementView
      )}
      <AgreementHistory agreements={agreements} />
    </CouncilFrame>
  );
}
