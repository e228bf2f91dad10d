import { redirect } from 'next/navigation';
import { StartAssessmentForm } from '#components/assessments/start-assessment-form.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { getAssessment } from '#lib/assessments/queries.ts';
import { requireCouncil } from '#lib/auth/gate.ts';
import { routes } from '#lib/routes.ts';

type StartPageProps = { params: Promise<{ council: string }> };

export default async function StartAssessmentPage({ params }: StartPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:start');
  if (await getAssessment(context)) redirect(routes.assessment(council));
  return (
    <CouncilFrame
      context={context}
      place="assessment"
      breadcrumbs={[{ href: routes.assessment(council), text: 'Assessment' }]}
    >
      <StartAssessmentForm council={council} councilName={context.council.name} />
    </CouncilFrame>
  );
}
