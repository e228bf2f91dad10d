import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { MeasureButton } from '#components/measures/measure-button.tsx';
import { ValueForm } from '#components/measures/value-form.tsx';
import { ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { unformattedFigure } from '#lib/kernel/figures.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import { formatPeriod } from '#lib/kernel/periods.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { formatMeasured } from '#lib/record/measures/figures.ts';
import { getMeasure } from '#lib/record/measures/queries.ts';
import {
  DIRECTION_NAMES,
  type MeasureValue,
  PERIOD_EXAMPLES,
  UNIT_NAMES,
  VALUE_NAMES,
} from '#lib/record/measures/rules.ts';

type ValuePageProps = {
  params: Promise<{ council: string; measure: string }>;
  searchParams: Promise<{ value?: string | string[]; remove?: string | string[] }>;
};

export default async function ValuePage({ params, searchParams }: ValuePageProps) {
  const { council, measure: key } = await params;
  const context = await requireCouncil(council, 'measures:edit');
  const measure = (await getMeasure(context, key)) ?? notFound();
  const asked = await searchParams;
  const id = asked.remove ?? asked.value;
  const value = id === undefined ? null : (measure.values.find((one) => one.id === id) ?? notFound());
  const here = routes.measure(council, key);
  const saved = value && measure.saved[value.id];
  return (
    <CouncilFrame
      context={context}
      place="measures"
      breadcrumbs={[
        { href: routes.measures(council), text: 'Measures' },
        { href: here, text: measure.name },
      ]}
    >
      {value && asked.remove !== undefined ? (
        <>
          <PageTitle within={context.council.name}>
            {`Remove the value for ${formatPeriod(value.period)} of ${measure.name}`}
          </PageTitle>
          <PageHeading caption={measure.name}>Remove the value for {formatPeriod(value.period)}?</PageHeading>
          <p className="mb-6 max-w-text">
            {formatMeasured(value.value, measure.unit)} will be removed from the table and the chart. The
            history will still show it, and that you removed it.
          </p>
          <ButtonGroup>
            <MeasureButton council={council} measure={key} value={value.id} />
            <Link href={here}>Cancel</Link>
          </ButtonGroup>
        </>
      ) : (
        <ValueForm
          council={council}
          councilName={context.council.name}
          measure={key}
          id={value?.id ?? ''}
          version={value?.version ?? 0}
          saved={value ? typedOf(value) : {}}
          names={{ ...VALUE_NAMES, comparator: `${VALUE_NAMES.comparator}: ${measure.comparator}` }}
          unit={`${UNIT_NAMES[measure.unit]}. ${DIRECTION_NAMES[measure.better]}.`}
          periodExamples={PERIOD_EXAMPLES}
          title={
            value
              ? `Change the value for ${formatPeriod(value.period)} of ${measure.name}`
              : `Add a value of ${measure.name}`
          }
          heading={
            <PageHeading
              caption={measure.name}
              lead={saved && `Last saved by ${saved.by}, ${formatDateTime(saved.at)}`}
            >
              {value ? `Change the value for ${formatPeriod(value.period)}` : 'Add a value'}
            </PageHeading>
          }
          cancelHref={here}
          removeHref={value && routes.measureValue(council, key, { remove: value.id })}
        />
      )}
    </CouncilFrame>
  );
}

/** The form's fields for a saved value. */
function typedOf({ period, value, comparator, source }: MeasureValue) {
  return {
    period: formatPeriod(period),
    value: unformattedFigure(value),
    comparator: comparator ? unformattedFigure(comparator.value) : '',
    comparatorPeriod: comparator?.period ? formatPeriod(comparator.period) : '',
    source,
  };
}
