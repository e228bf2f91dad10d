import { type ReactNode, useId } from 'react';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { formatPeriod } from '#lib/kernel/periods.ts';
import * as routes from '#lib/kernel/routes.ts';
import { describeGap, describeTrend, headlineOf } from '#lib/record/measures/comparisons.ts';
import { formatMeasured } from '#lib/record/measures/figures.ts';
import type { Measure, MeasureValue } from '#lib/record/measures/rules.ts';
import { MeasureChart } from './measure-chart.tsx';

type MeasureFigureProps = { council: string; measure: Measure; mayEdit: boolean };

/** A measure's figures: a headline, the trend, a chart, a table and a download. */
export function MeasureFigure({ council, measure, mayEdit }: MeasureFigureProps) {
  const id = useId();
  const isCompared = measure.values.some(({ comparator }) => comparator !== null);
  return (
    <figure aria-labelledby={id} className="mt-10">
      <h2 id={id} className="heading-2 max-w-text">
        {headlineOf(measure)}
      </h2>
      <p className="mt-2 mb-6 max-w-text">{describeTrend(measure)}.</p>
      <MeasureChart measure={measure} />
      <div className="mt-8">
        <Table
          caption="Values, newest first"
          wide
          stacked
          columns={[
            { header: 'Period' },
            { header: 'Value', numeric: true },
            ...(isCompared ? [{ header: measure.comparator, numeric: true }, { header: 'Comparison' }] : []),
            { header: 'Source' },
            ...(mayEdit ? [{ header: <span className="sr-only">Change</span>, action: true }] : []),
          ]}
          rows={measure.values.toReversed().map((value) => ({
            key: value.id,
            cells: [
              <span key="period" className="sm:whitespace-nowrap">
                {formatPeriod(value.period)}
              </span>,
              formatMeasured(value.value, measure.unit),
              ...(isCompared ? comparatorCells(value, measure) : []),
              <bdi key="source" className="wrap-anywhere">
                {value.source || <span className="text-ink-soft">Not provided</span>}
              </bdi>,
              ...(mayEdit
                ? [
                    <Link
                      key="change"
                      href={routes.measureValue(council, measure.key, { value: value.id })}
                      className="link inline-block min-h-6 print:hidden"
                    >
                      Change<span className="sr-only"> the value for {formatPeriod(value.period)}</span>
                    </Link>,
                  ]
                : []),
            ],
          }))}
        />
      </div>
      <p className="mt-4 print:hidden">
        <Link href={routes.measureExport(council, measure.key)}>Download these values (CSV)</Link>
      </p>
    </figure>
  );
}

/** The comparator's figure, and the difference from it. */
function comparatorCells(value: MeasureValue, measure: Measure): readonly ReactNode[] {
  const { comparator } = value;
  if (!comparator) {
    return ['figure', 'gap'].map((key) => (
      <span key={key} className="text-ink-soft">
        Not provided
      </span>
    ));
  }
  return [
    <span key="figure">
      {formatMeasured(comparator.value, measure.unit)}
      {comparator.period && (
        <span className="block whitespace-nowrap text-ink-soft">in {formatPeriod(comparator.period)}</span>
      )}
    </span>,
    describeGap(value, measure),
  ];
}
