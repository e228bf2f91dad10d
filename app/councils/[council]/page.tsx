import { NoAssessment } from '#components/assessments/no-assessment.tsx';
import { Overview } from '#components/assessments/overview.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { getAssessment } from '#lib/assessments/queries.ts';
import { requireCouncil } from '#lib/auth/gate.ts';
import { can } from '#lib/auth/permissions.ts';

type OverviewPageProps = { params: Promise<{ council: string }> };

export default async function OverviewPage({ params }: OverviewPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const assessment = await getAssessment(context);
  return (
    <CouncilFrame context={context} place="overview" title="Overview" wide>
      {assessment ? (
        <Overview council={council} assessment={assessment} mayExport={can(context, 'pack:export')} />
      ) : (
        <NoAssessment council={council} heading="Overview" mayStart={can(context, 'assessment:start')} />
      )}
    </CouncilFrame>
  );
}
