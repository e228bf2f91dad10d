import { NoAssessment } from '#components/assessments/no-assessment.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { AllFigures } from '#components/dashboard/all-figures.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Link } from '#components/ui/link.tsx';
import { formatDateRange, formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { getFigures } from '#lib/pages/overview.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';

type FiguresPageProps = { params: Promise<{ council: string }> };

export default async function FiguresPage({ params }: FiguresPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const dashboard = await getFigures(context, new Date());
  return (
    <CouncilFrame
      context={context}
      place="overview"
      title="All figures"
      breadcrumbs={[{ text: 'Summary', href: routes.council(council) }]}
    >
      {dashboard ? (
        <>
          <PageHeading
            caption={dashboard.cycle.name}
            lead={
              <>
                {formatDateRange(dashboard.cycle.startsOn, dashboard.cycle.endsOn)}, as at{' '}
                {formatDateTime(dashboard.asOf)}.{' '}
                <span className="print:hidden">
                  <Link href={routes.overviewExport(council)}>Download as CSV</Link>
                </span>
              </>
            }
          >
            All figures
          </PageHeading>
          <AllFigures council={council} dashboard={dashboard} />
        </>
      ) : (
        <NoAssessment council={council} heading="All figures" mayStart={can(context, 'assessment:start')} />
      )}
    </CouncilFrame>
  );
}
