import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { ComparisonTable } from '#components/published-reports/comparison-table.tsx';
import { ReportFacts } from '#components/published-reports/report-facts.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import { Link } from '#components/ui/link.tsx';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import {
  compareReport,
  describeComparison,
  describeSeen,
} from '#lib/record/published-reports/comparisons.ts';
import { getReport, type ReportView } from '#lib/record/published-reports/queries.ts';
import { describeRating, signedBefore } from '#lib/record/published-reports/rules.ts';
import { KIND_NAMES, type ResultStatus } from '#lib/record/results/facts.ts';

const STATUS_NOTES: Readonly<Record<ResultStatus, string | null>> = {
  published: null,
  'under-review': 'CQC is reviewing this report. It may change.',
  withdrawn: 'CQC withdrew this report.',
  replaced: 'A later report replaces it.',
};

type ReportPageProps = { params: Promise<{ council: string; report: string }> };

export default async function PublishedReportPage({ params }: ReportPageProps) {
  const { council, report: asked } = await params;
  const context = await requireCouncil(council, 'improvement:view');
  const view = await getReport(context, parsePositiveInt(asked) ?? notFound());
  if (!view) notFound();
  const { report, basis } = view;
  const isHidden = view.comparison === 'scores hidden';
  const comparison = view.comparison === 'scores hidden' ? compareReport(report, null, {}) : view.comparison;
  const isCompared = basis !== null && !isHidden;
  const seen = describeSeen(comparison);
  const name = KIND_NAMES[report.kind];
  const note = STATUS_NOTES[report.status];
  return (
    <CouncilFrame
      context={context}
      place="published-reports"
      title={`Published report: ${name}`}
      breadcrumbs={[{ href: routes.publishedReports(council), text: 'Published reports' }]}
    >
      <PageHeading
        caption={`${name}, published on ${formatDate(report.publishedOn)}`}
        lead={isCompared ? [describeComparison(comparison), seen].filter(Boolean).join(' ') : undefined}
      >
        {describeRating(report)}
      </PageHeading>
      {note && <InsetText>{note}</InsetText>}
      <Basis {...{ council, view }} />
      <div className="mt-6">
        <ComparisonTable
          {...{ council, report, comparison, isCompared }}
          mayAdd={can(context, 'improvement:edit')}
        />
      </div>
      <Section
        heading="The report"
        action={
          can(context, 'improvement:oversee') && (
            <ButtonLink href={routes.editPublishedReport(council, report.number)} kind="secondary">
              Change this report
            </ButtonLink>
          )
        }
      >
        <ReportFacts report={report} />
      </Section>
    </CouncilFrame>
  );
}

/** With what it is compared, or why it is not. */
function Basis({ council, view: { report, basis, comparison } }: { council: string; view: ReportView }) {
  if (!basis)
    return (
      <p className="max-w-text">
        Nothing was signed before {formatDate(signedBefore(report))}, so there is nothing to compare.
      </p>
    );
  const version = (
    <Link href={routes.signedVersion(council, basis.cycle, basis.version)}>
      version {basis.version} of <bdi>{basis.assessment}</bdi>
    </Link>
  );
  if (comparison === 'scores hidden')
    return (
      <p className="max-w-text">
        You will see it beside {version} after you give your challenge scores. Until then the council’s scores
        are hidden from you.
      </p>
    );
  return (
    <p className="max-w-text">
      Compared with {version}, signed on {formatDate(basis.at)}, and with challenge scores given before the
      visit.
    </p>
  );
}
