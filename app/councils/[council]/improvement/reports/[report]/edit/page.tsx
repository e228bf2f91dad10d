import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { ReportFacts } from '#components/published-reports/report-facts.tsx';
import { ReportForm } from '#components/published-reports/report-form.tsx';
import { choicesOf, valuesOf } from '#components/published-reports/report-values.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getReportToSave } from '#lib/record/published-reports/queries.ts';
import { KIND_NAMES } from '#lib/record/results/facts.ts';

type EditReportPageProps = { params: Promise<{ council: string; report: string }> };

export default async function EditReportPage({ params }: EditReportPageProps) {
  const { council, report: asked } = await params;
  const context = await requireCouncil(council, 'improvement:oversee');
  const view = await getReportToSave(context, parsePositiveInt(asked) ?? notFound());
  if (!view?.report) notFound();
  const { report, framework, kinds } = view;
  const { number, version } = report;
  const here = routes.publishedReport(council, number);
  const caption = KIND_NAMES[report.kind];
  return (
    <CouncilFrame
      context={context}
      place="published-reports"
      breadcrumbs={[
        { href: routes.publishedReports(council), text: 'Published reports' },
        { href: here, text: caption },
      ]}
    >
      <ReportForm
        {...{ council, version, kinds, ...choicesOf(framework) }}
        councilName={context.council.name}
        report={number}
        values={valuesOf(report)}
        title="Change this report"
        heading={
          <PageHeading caption={caption} lead="The comparison follows what you save here.">
            Change this report
          </PageHeading>
        }
        savedNow={<ReportFacts report={report} />}
        backHref={here}
      />
    </CouncilFrame>
  );
}
