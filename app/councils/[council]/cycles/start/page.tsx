import { redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { Declined } from '#components/cycles/declined.tsx';
import { StartAssessmentForm } from '#components/cycles/start-assessment-form.tsx';
import { WhatCloses } from '#components/cycles/what-closes.tsx';
import type { Framework } from '#lib/frameworks/framework.ts';
import { frameworkOf, frameworksToStartOn } from '#lib/frameworks/known.ts';
import { getStart } from '#lib/history/closings/queries.ts';
import { formatInWords } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { describeContinuation, describeFramework } from '#lib/record/assessments/framework-text.ts';

type StartPageProps = { params: Promise<{ council: string }> };

export default async function StartAssessmentPage({ params }: StartPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:start');
  const { last, closes, waiting, declined } = await getStart(context);
  // A pending request is shown and withdrawn on its own page.
  if (waiting) redirect(routes.closing(council));
  const frameworks = frameworksToStartOn(last?.framework);
  return (
    <CouncilFrame
      context={context}
      place="cycles"
      breadcrumbs={[{ href: routes.cycles(council), text: 'Cycles' }]}
    >
      <StartAssessmentForm
        council={council}
        councilName={context.council.name}
        frameworks={frameworks.map((framework) => ({
          value: framework.id,
          label: framework.name,
          hint: describeChoice(framework, last && frameworkOf(last.framework)),
        }))}
        lead={frameworks.length > 1 ? undefined : describeAssessment(frameworks[0])}
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

function describeAssessment(framework: Framework | undefined): string | undefined {
  if (!framework) return undefined;
  return `An assessment is a score for each of CQC’s ${formatInWords(framework.statements.length)} quality statements, over a period.`;
}

function describeChoice(framework: Framework, last: Framework | null): string {
  if (framework === last) return `As the last assessment: ${describeFramework(framework)}`;
  return `${describeFramework(framework)}${last ? ` ${describeContinuation(last, framework)}` : ''}`;
}
