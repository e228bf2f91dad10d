import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { MeasureButton } from '#components/measures/measure-button.tsx';
import { TargetForm } from '#components/measures/target-form.tsx';
import { unformattedFigure } from '#lib/kernel/figures.ts';
import { formatPeriod } from '#lib/kernel/periods.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { formatMeasured } from '#lib/record/measures/figures.ts';
import { getMeasure } from '#lib/record/measures/queries.ts';
import { UNIT_NAMES } from '#lib/record/measures/rules.ts';

type TargetPageProps = { params: Promise<{ council: string; measure: string }> };

export default async function TargetPage({ params }: TargetPageProps) {
  const { council, measure: key } = await params;
  const context = await requireCouncil(council, 'measures:edit');
  const measure = (await getMeasure(context, key)) ?? notFound();
  const here = routes.measure(council, key);
  if (measure.values.length === 0) redirect(here);
  const { target } = measure;
  return (
    <CouncilFrame
      context={context}
      place="measures"
      breadcrumbs={[
        { href: routes.measures(council), text: 'Measures' },
        { href: here, text: measure.name },
      ]}
    >
      <TargetForm
        council={council}
        councilName={context.council.name}
        measure={key}
        version={target?.version ?? 0}
        saved={
          target
            ? {
                baseline: target.baselineId,
                kind: target.aim.kind,
                amount: unformattedFigure(
                  target.aim.kind === 'value' ? target.aim.value : target.aim.percent,
                ),
                dueOn: target.dueOn,
              }
            : {}
        }
        baselines={measure.values.toReversed().map(({ id, period, value }) => ({
          value: id,
          label: `${formatPeriod(period)}: ${formatMeasured(value, measure.unit)}`,
        }))}
        change={measure.better === 'higher' ? 'more' : 'less'}
        unit={UNIT_NAMES[measure.unit].toLowerCase()}
        title={`Target of ${measure.name}`}
        heading={
          <PageHeading caption={measure.name}>{target ? 'Change the target' : 'Set a target'}</PageHeading>
        }
        cancelHref={here}
      />
      {target && (
        <Section heading="Remove the target">
          <MeasureButton council={council} measure={key} />
        </Section>
      )}
    </CouncilFrame>
  );
}
