import { notFound } from 'next/navigation';
import { crumbsTo } from '#components/cases/case-crumbs.ts';
import { Sensitive } from '#components/cases/sensitive.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { Table } from '#components/ui/table.tsx';
import { formatCount, formatList } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getDraw, quotasOf } from '#lib/record/cases/queries.ts';
import { drawCommand, groupName } from '#lib/record/cases/quotas.ts';

type DrawPageProps = { params: Promise<{ council: string; number: string; draw: string }> };

export default async function DrawPage({ params }: DrawPageProps) {
  const { council, number, draw } = await params;
  const context = await requireCouncil(council, 'named:work');
  const at = parsePositiveInt(number) ?? notFound();
  const view = await getDraw(context, at, parsePositiveInt(draw) ?? notFound());
  if (!view) notFound();
  const { inspection, summary, quotas, candidates, drawn } = view;
  const quotasInWords = (pairs: readonly (readonly [string, number])[]) =>
    pairs.length === 0 ? 'Any' : formatList(pairs.map(([name, count]) => `${groupName(name)}: ${count}`));
  const hasQuotas = quotas.cohorts.length + quotas.teams.length > 0;
  const title = `Draw ${summary.number}`;
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      title={title}
      breadcrumbs={crumbsTo(council, inspection, 'cases')}
    >
      <PageHeading
        caption={inspection.name}
        lead={`${formatCount(drawn.length, 'case')} of ${formatCount(candidates.length, 'reference')}, by ${summary.by} on ${formatDateTime(summary.at)}.`}
      >
        {title}
      </PageHeading>
      <Sensitive register={null} />
      <SummaryList
        rows={[
          { key: 'Seed', value: <code className="wrap-anywhere">{summary.seed}</code> },
          { key: 'Cohorts', value: quotasInWords(quotas.cohorts) },
          { key: 'Teams', value: quotasInWords(quotas.teams) },
        ]}
      />
      <Section
        heading="Drawn"
        action={
          <Link href={routes.caseDrawExport(council, inspection.number, summary.number)}>
            Download what it was drawn from
          </Link>
        }
      >
        <Table
          caption="Cases in the order in which they were drawn"
          captionHidden
          wide
          stacked
          columns={[
            { header: 'Place', numeric: true },
            { header: 'Reference' },
            { header: 'Cohort' },
            { header: 'Team' },
            { header: 'Key' },
          ]}
          rows={drawn.map(({ reference, cohort, team, key }, index) => ({
            key: reference,
            cells: [
              `${index + 1}`,
              reference,
              groupName(cohort),
              groupName(team),
              <code key="key" className="wrap-anywhere">
                {key.slice(0, 16)}…
              </code>,
            ],
          }))}
        />
      </Section>
      <Section heading="How to repeat it">
        <ol className="max-w-text list-decimal space-y-3 pl-6">
          <li>
            For each reference, take the SHA-256 of the seed, a line feed and the reference, in hexadecimal.
            That is its key. In a terminal:{' '}
            <code className="wrap-anywhere">printf '%s\n%s' SEED REFERENCE | sha256sum</code>
          </li>
          <li>Sort the references by their keys.</li>
          <li>
            {hasQuotas
              ? 'Take them from the top. Pass over one only if the places left could then not be filled from those below it with the numbers for cohorts and teams met exactly.'
              : `Take the first ${summary.size}.`}
          </li>
        </ol>
        <p className="mt-4 max-w-text">
          Or, from the file and without this service:{' '}
          <code className="wrap-anywhere">{drawCommand(summary.seed, summary.size, quotasOf(quotas))}</code>
        </p>
        {hasQuotas && (
          <p className="mt-4 max-w-text">
            With numbers for cohorts or teams, not every set that meets them is equally likely, but nobody can
            steer which it is.
          </p>
        )}
      </Section>
    </CouncilFrame>
  );
}
