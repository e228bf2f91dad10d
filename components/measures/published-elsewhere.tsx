import { Section } from '#components/layout/section.tsx';
import { Soft } from '#components/ui/soft.tsx';
import { Table } from '#components/ui/table.tsx';
import { formatMeasured } from '#lib/record/measures/figures.ts';
import type { Published } from '#lib/record/measures/queries.ts';
import type { Unit } from '#lib/record/measures/rules.ts';

/** Published values of named councils, with their sources. */
export function PublishedElsewhere({ published, unit }: { published: readonly Published[]; unit: Unit }) {
  if (published.length === 0) return null;
  return (
    <Section heading="Published for other councils">
      <p className="mb-4 max-w-text">
        For comparison only. The averages are from different years, and some sources do not give a period.
      </p>
      <Table
        caption="Published values of named councils"
        captionHidden
        wide
        stacked
        columns={[
          { header: 'Council' },
          { header: 'Value', numeric: true },
          { header: 'England at the time', numeric: true },
          { header: 'Period' },
          { header: 'Source' },
        ]}
        rows={published.map(({ council, value, england, period, source }) => ({
          key: council,
          cells: [
            council,
            formatMeasured(value, unit),
            england === null ? <Soft key="england">Not stated</Soft> : formatMeasured(england, unit),
            period === '' ? <Soft key="period">Period not stated</Soft> : period,
            source,
          ],
        }))}
      />
    </Section>
  );
}
