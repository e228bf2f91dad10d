import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { ReportForm } from '#components/published-reports/report-form.tsx';
import { choicesOf } from '#components/published-reports/report-values.ts';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getReportToSave } from '#lib/record/published-reports/queries.ts';

type AddReportPageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<{ framework?: string | string[] }>;
};

export default async function AddReportPage({ params, searchParams }: AddReportPageProps) {
  const { council } = await params;
  const { framework: asked } = await searchParams;
  const context = await requireCouncil(council, 'improvement:oversee');
  const view = await getReportToSave(context, null, typeof asked === 'string' ? asked : undefined);
  if (!view) notFound();
  const { framework, frameworks, kinds } = view;
  if (kinds.length === 0) redirect(routes.publishedReports(council));
  return (
    <CouncilFrame
      context={context}
      place="published-reports"
      breadcrumbs={[{ href: routes.publishedReports(council), text: 'Published reports' }]}
    >
      <ReportForm
        key={framework.id}
        {...{ council, kinds, ...choicesOf(framework) }}
        councilName={context.council.name}
        report={0}
        version={0}
        values={{ resultStatus: 'published' }}
        title="Add a published report"
        heading={
          <>
            <PageHeading lead="As CQC published it: its rating, and what it gives and says of each quality statement.">
              Add a published report
            </PageHeading>
            {frameworks.length > 1 && (
              <p className="mb-6 max-w-text">
                {framework.name}. Is the report of another framework?{' '}
                {frameworks
                  .filter(({ id }) => id !== framework.id)
                  .map(({ id, name }) => (
                    <Link key={id} href={routes.addPublishedReport(council, { framework: id })}>
                      {name}
                    </Link>
                  ))}
              </p>
            )}
          </>
        }
        savedNow={null}
        backHref={routes.publishedReports(council)}
      />
    </CouncilFrame>
  );
}
