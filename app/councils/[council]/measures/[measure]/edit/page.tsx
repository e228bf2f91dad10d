import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { measureChoices } from '#components/measures/measure-choices.ts';
import { MeasureForm } from '#components/measures/measure-form.tsx';
import { statementIn } from '#lib/frameworks/mapping.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getMeasure } from '#lib/record/measures/queries.ts';
import { MEASURE_NAMES } from '#lib/record/measures/rules.ts';

type ChangeMeasurePageProps = { params: Promise<{ council: string; measure: string }> };

export default async function ChangeMeasurePage({ params }: ChangeMeasurePageProps) {
  const { council, measure: key } = await params;
  const context = await requireCouncil(council, 'measures:edit');
  const measure = await getMeasure(context, key);
  if (!measure || measure.shipped) notFound();
  const { name, unit, better, comparator, source, topics, framework } = measure;
  const statement = statementIn(framework, measure.statement) ?? measure.statement;
  return (
    <CouncilFrame
      context={context}
      place="measures"
      breadcrumbs={[
        { href: routes.measures(council), text: 'Measures' },
        { href: routes.measure(council, key), text: name },
      ]}
    >
      <MeasureForm
        council={council}
        councilName={context.council.name}
        measure={key}
        version={measure.version}
        saved={{ name, unit, better, statement, comparator, source, topics: topics.join(',') }}
        names={MEASURE_NAMES}
        choices={measureChoices(framework, statement)}
        title={`Change ${name}`}
        heading={<PageHeading caption={name}>Change the measure</PageHeading>}
        cancelHref={routes.measure(council, key)}
      />
    </CouncilFrame>
  );
}
