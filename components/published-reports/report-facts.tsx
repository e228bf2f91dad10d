import { Address } from '#components/ui/address.tsx';
import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { frameworkName } from '#lib/frameworks/known.ts';
import { formatDate, formatDateTime } from '#lib/kernel/format-dates.ts';
import { describeRating, type PublishedReport, REPORT_NAMES } from '#lib/record/published-reports/rules.ts';
import { KIND_NAMES, STATUS_NAMES } from '#lib/record/results/facts.ts';

/** A report without what it gives and says of statements. */
export function ReportFacts({ report }: { report: PublishedReport }) {
  const { kind, status, framework, publishedOn, visitedOn, url, changed } = report;
  return (
    <SummaryList
      rows={[
        { key: REPORT_NAMES.rating, value: describeRating(report) },
        { key: REPORT_NAMES.resultKind, value: KIND_NAMES[kind] },
        { key: REPORT_NAMES.resultStatus, value: STATUS_NAMES[status] },
        { key: REPORT_NAMES.visitedOn, value: visitedOn && formatDate(visitedOn) },
        { key: REPORT_NAMES.publishedOn, value: formatDate(publishedOn) },
        { key: REPORT_NAMES.framework, value: frameworkName(framework) },
        {
          key: REPORT_NAMES.url,
          value: url && (
            <Link href={url}>
              <Address>{url}</Address>
            </Link>
          ),
        },
        { key: 'Last changed', value: `${formatDateTime(changed.at)}, ${changed.by}` },
      ]}
    />
  );
}
