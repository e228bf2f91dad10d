import { Section } from '#components/layout/section.tsx';
import { Soft } from '#components/ui/soft.tsx';
import { Table } from '#components/ui/table.tsx';
import type { Published } from '#lib/record/measures/queries.ts';
import { measured, type Unit } from '#lib/record/measures/rules.ts';

/** What was published of named councils, with where it was read. */
export function PublishedElsewhere({ published, unit }: { published: readonly Published[]; unit: Unit }) {
  if (published.length === 0) return null;
  return (
    <Section heading="Published for other councils">
      <p className="mb-4 max-w-text">
        For comparison only: the averages come from different years, and not every source states its period.
      </p>
      <Table
        caption="Published values of named councils"
        captionHidden
        wide
        stacked
        columns={[
          { header: 'Council' },
          { header: 'Value', numeric: true },
          { header: 'England then', numeric: true },
          { header: 'Period' },
          { header: 'Source' },
        ]}
        rows={published.map(({ council, value, england, period, source }) => ({
          key: council,
          cells: [
            council,
            measured(value, unit),
            england === null ? <Soft key="england">Not stated</Soft> : measured(england, unit),
            period === '' ? <Soft key="period">Period not stated</Soft> : period,
            source,
          ],
        }))}
      />
    </Section>
  );
}
