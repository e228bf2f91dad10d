import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { ItemsAtRisk } from '#components/returns/items-at-risk.tsx';
import { listCrumbs } from '#components/returns/list-crumbs.ts';
import { Link } from '#components/ui/link.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { Table } from '#components/ui/table.tsx';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getReturn } from '#lib/record/returns/queries.ts';
import {
  answeredOn,
  byDay,
  byOwner,
  countItems,
  describePace,
  paceOf,
  withStandings,
} from '#lib/record/returns/readiness.ts';
import { isChangeable } from '#lib/record/returns/rules.ts';
import { NOBODY } from '#lib/record/returns/view.ts';

type ReadinessPageProps = { params: Promise<{ council: string; number: string; list: string }> };

/** How far a list is: by owner, by day, and what stands in the way. */
export default async function ReadinessPage({ params }: ReadinessPageProps) {
  const { council, number, list: listNumber } = await params;
  const context = await requireCouncil(council, 'inspection:view');
  const inspection = parsePositiveInt(number) ?? notFound();
  const list = await getReturn(context, inspection, parsePositiveInt(listNumber) ?? notFound());
  if (!list) notFound();
  const today = londonDay(context.now());
  const standing = withStandings(list, today);
  const counts = countItems(standing);
  const answered = answeredOn(standing);
  const days = byDay(answered, today);
  const to = (filter: Parameters<typeof routes.returnList>[3]) =>
    routes.returnList(council, inspection, list.number, filter);
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      title={`Readiness of ${list.name}`}
      breadcrumbs={listCrumbs(council, list)}
    >
      <PageHeading
        caption={list.name}
        dates={`Due ${formatDate(list.dueOn)}`}
        lead={
          isChangeable(list) &&
          counts.items > 0 &&
          describePace(paceOf({ items: counts.items, answered }, list, today), list.dueOn)
        }
      >
        Readiness
      </PageHeading>
      <div className="max-w-text space-y-4">
        {(
          [
            ['answered', 'Answered', counts.answered],
            ['ready', 'Ready or signed off', counts.ready],
            ['signed', 'Signed off', counts.signed],
          ] as const
        ).map(([id, label, value]) => (
          <ProgressBar
            key={id}
            id={id}
            label={label}
            value={value}
            max={Math.max(1, counts.items)}
            text={`${value} of ${counts.items}`}
          />
        ))}
      </div>
      <Section heading="What stands in the way">
        <ItemsAtRisk council={council} list={list} items={standing} />
      </Section>
      <Section heading="By owner">
        <Table
          caption="Items of each owner"
          captionHidden
          stacked
          columns={[
            { header: 'Owner' },
            { header: 'Items', numeric: true },
            { header: 'Answered', numeric: true },
            { header: 'Ready', numeric: true },
            { header: 'Signed off', numeric: true },
            { header: 'Late', numeric: true },
            { header: 'Next due' },
          ]}
          rows={byOwner(standing).map(({ owner, nextDue, items, answered, ready, signed, late }) => ({
            key: owner?.id ?? NOBODY,
            cells: [
              <Link key="owner" href={to({ owner: owner?.id ?? NOBODY })}>
                {owner?.name ?? 'No owner'}
              </Link>,
              items,
              answered,
              ready,
              signed,
              late,
              nextDue ? formatDate(nextDue) : '–',
            ],
          }))}
        />
      </Section>
      {days.length > 0 && (
        <Section heading="By day" message="Items by the day of their first answer">
          <Table
            caption="Items answered each day"
            captionHidden
            columns={[
              { header: 'Day' },
              { header: 'Answered', numeric: true },
              { header: 'So far', numeric: true },
            ]}
            rows={days
              .filter(({ answered }) => answered > 0)
              .map(({ day, answered, soFar }) => ({
                key: day,
                cells: [formatDate(day), answered, `${soFar} of ${counts.items}`],
              }))}
          />
        </Section>
      )}
    </CouncilFrame>
  );
}
