import { redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { Declined } from '#components/cycles/declined.tsx';
import { StartAssessmentForm } from '#components/cycles/start-assessment-form.tsx';
import { WhatCloses } from '#components/cycles/what-closes.tsx';
import { getStart } from '#lib/history/closings/queries.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';

type StartPageProps = { params: Promise<{ council: string }> };

export default async function StartAssessmentPage({ params }: StartPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:start');
  const { last, closes, waiting, declined } = await getStart(context);
  // A pending request is shown and withdrawn on its own page.
  if (waiting) redirect(routes.closing(council));
  return (
    <CouncilFrame
      context={context}
      place="cycles"
      breadcrumbs={[{ href: routes.cycles(council), text: 'Cycles' }]}
    >
      <StartAssessmentForm
        council={council}
        councilName={context.council.name}
        last={last?.name ?? null}
        closes={closes?.id ?? null}
        asks={closes?.unsigned?.isAny ?? false}
        whatCloses={
          closes && (
            <>
              {declined && <Declined step={declined} />}
              <WhatCloses council={council} closes={closes} carries={null} />
            </>
          )
        }
      />
    </CouncilFrame>
  );
}
