import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { MeasureFigure } from '#components/measures/measure-figure.tsx';
import { MeasureTarget } from '#components/measures/measure-target.tsx';
import { PublishedElsewhere } from '#components/measures/published-elsewhere.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import { statementIn } from '#lib/frameworks/mapping.ts';
import { topicName } from '#lib/frameworks/topics.ts';
import { capitalise } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can, whoCan } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getMeasure } from '#lib/record/measures/queries.ts';
import { DIRECTION_NAMES, MEASURE_NAMES, UNIT_NAMES } from '#lib/record/measures/rules.ts';
import { listOwnTopics } from '#lib/record/topics/queries.ts';

type MeasurePageProps = { params: Promise<{ council: string; measure: string }> };

export default async function MeasurePage({ params }: MeasurePageProps) {
  const { council, measure: key } = await params;
  const context = await requireCouncil(council, 'measures:view');
  const measure = (await getMeasure(context, key)) ?? notFound();
  const statement = statementIn(measure.framework, measure.statement);
  const { name: statementName } = knownStatement(statement ?? measure.statement);
  const own = await listOwnTopics(context);
  const naming = own.filter((topic) => topic.own?.measures.includes(key));
  const topics = [...measure.topics, ...naming.map((topic) => topic.key)];
  const mayEdit = can(context, 'measures:edit');
  const add = mayEdit && <ButtonLink href={routes.measureValue(council, key)}>Add a value</ButtonLink>;
  return (
    <CouncilFrame
      context={context}
      place="measures"
      title={measure.name}
      breadcrumbs={[{ href: routes.measures(council), text: 'Measures' }]}
    >
      <PageHeading caption={statementName}>
        <bdi className="wrap-anywhere">{measure.name}</bdi>
      </PageHeading>
      {measure.values.length > 0 ? (
        <>
          {add && <p className="print:hidden">{add}</p>}
          <MeasureFigure council={council} measure={measure} mayEdit={mayEdit} />
        </>
      ) : (
        <EmptyState action={add}>
          {mayEdit
            ? 'No values yet. Add one, or import several from a file.'
            : `No values yet. ${capitalise(whoCan('measures:edit'))} can add them.`}
        </EmptyState>
      )}
      <MeasureTarget council={council} measure={measure} mayEdit={mayEdit} asOf={new Date()} />
      <PublishedElsewhere published={measure.published} unit={measure.unit} />
      <Section
        heading="About this measure"
        action={
          mayEdit &&
          !measure.shipped && (
            <Link href={routes.editMeasure(council, key)} className="link inline-block min-h-6">
              Change the measure
            </Link>
          )
        }
      >
        <SummaryList
          rows={[
            { key: MEASURE_NAMES.unit, value: UNIT_NAMES[measure.unit] },
            { key: MEASURE_NAMES.better, value: DIRECTION_NAMES[measure.better] },
            {
              key: MEASURE_NAMES.statement,
              value: statement ? (
                <Link href={routes.statement(council, statement)}>{statementName}</Link>
              ) : (
                `${statementName} (not in the framework of your assessment)`
              ),
            },
            { key: MEASURE_NAMES.comparator, value: measure.comparator },
            { key: MEASURE_NAMES.source, value: measure.source },
            {
              key: MEASURE_NAMES.topics,
              value:
                topics.length > 0 ? (
                  <ul>
                    {topics.map((topic) => (
                      <li key={topic}>
                        <Link href={routes.topic(council, topic)}>{topicName(topic, own)}</Link>
                      </li>
                    ))}
                  </ul>
                ) : null,
            },
          ]}
        />
        {measure.shipped && (
          <p className="mt-4 max-w-text text-16 text-ink-soft">
            This measure comes with the service. Every council uses the same definition.
          </p>
        )}
      </Section>
    </CouncilFrame>
  );
}
