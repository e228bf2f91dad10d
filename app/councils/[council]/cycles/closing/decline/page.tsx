import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { ClosingForm } from '#components/cycles/closing-form.tsx';
import { ClosingRequest } from '#components/cycles/closing-request.tsx';
import { NothingToClose } from '#components/cycles/nothing-to-close.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { getClosing } from '#lib/history/closings/queries.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { CLOSING_REASON_LIMIT } from '#lib/work/cycles/rules.ts';

type DeclinePageProps = { params: Promise<{ council: string }> };

export default async function DeclineClosingPage({ params }: DeclinePageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'closing:decide');
  const { closes, waiting } = (await getClosing(context)) ?? {};
  return (
    <CouncilFrame
      context={context}
      place="cycles"
      breadcrumbs={[
        { href: routes.cycles(council), text: 'Cycles' },
        { href: routes.closing(council), text: 'Close the assessment' },
      ]}
    >
      <ClosingForm
        council={council}
        councilName={context.council.name}
        decision="decline"
        title="Decline to close the assessment"
        marks={{ assessment: closes?.id ?? '', step: closes?.step ?? 0 }}
        reasonLimit={CLOSING_REASON_LIMIT}
        unavailable={!waiting}
      >
        <PageHeading
          caption={closes?.name}
          lead={
            waiting ? 'The assessment stays open, and the assurance leads get a notification.' : undefined
          }
        >
          Decline to close the assessment
        </PageHeading>
        {closes && waiting ? (
          <ClosingRequest request={waiting} closes={closes} />
        ) : (
          <NothingToClose council={council} />
        )}
      </ClosingForm>
    </CouncilFrame>
  );
}
