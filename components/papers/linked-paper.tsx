import { AllFigures } from '#components/dashboard/all-figures.tsx';
import { DashboardView } from '#components/dashboard/dashboard-view.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import type { ShownDashboard } from '#lib/exchange/papers/rules.ts';
import { frameworkOf } from '#lib/frameworks/known.ts';
import { formatHash } from '#lib/kernel/format.ts';
import { formatDate, formatDateRange, formatDateTime } from '#lib/kernel/format-dates.ts';
import { lastDayOfLink } from '#lib/record/links/rules.ts';

type LinkedPaperProps = {
  dashboard: ShownDashboard;
  contentHash: string;
  audit: { readonly seq: number; readonly hash: string };
  expiresAt: Date;
  pdfHref: string;
};

/** The saved copy of a board paper, for people with only its link. */
export function LinkedPaper({ dashboard, contentHash, audit, expiresAt, pdfHref }: LinkedPaperProps) {
  const { council, cycle, asOf } = dashboard;
  return (
    <>
      <PageHeading
        caption={council.name}
        lead={`A copy made on ${formatDateTime(asOf)}. It does not show any changes made since.`}
      >
        Board paper: <bdi>{cycle.name}</bdi>
      </PageHeading>
      <div className="mb-10">
        <ButtonLink href={pdfHref}>Download as PDF, two pages</ButtonLink>
      </div>
      <DashboardView dashboard={dashboard} figures={dashboard.figures} council={null} />
      <AllFigures dashboard={dashboard} council={null} />
      <Section heading="About this copy">
        <SummaryList
          rows={[
            { key: 'Assessment', value: `${cycle.name}, ${formatDateRange(cycle.startsOn, cycle.endsOn)}` },
            { key: 'Framework', value: frameworkOf(cycle.framework).name },
            { key: 'As at', value: formatDateTime(asOf) },
            { key: 'This link works until the end of', value: formatDate(lastDayOfLink(expiresAt)) },
            { key: 'Document fingerprint', value: <code>{formatHash(contentHash)}</code> },
            {
              key: 'History of the council',
              value: (
                <>
                  Event {audit.seq}, hash <code>{formatHash(audit.hash)}</code>
                </>
              ),
            },
          ]}
        />
        <p className="mt-4 max-w-text text-ink-soft">
          The scores are the council’s own assessment. They are not a rating by the Care Quality Commission.
          The council sees that this link was opened, and when.
        </p>
      </Section>
    </>
  );
}
