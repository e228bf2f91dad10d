import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { measureChoices } from '#components/measures/measure-choices.ts';
import { MeasureForm } from '#components/measures/measure-form.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getFramework } from '#lib/record/assessments/queries.ts';
import { MEASURE_NAMES } from '#lib/record/measures/rules.ts';

export default async function AddMeasurePage({ params }: { params: Promise<{ council: string }> }) {
  const { council } = await params;
  const context = await requireCouncil(council, 'measures:edit');
  const framework = await getFramework(context);
  return (
    <CouncilFrame
      context={context}
      place="measures"
      breadcrumbs={[{ href: routes.measures(council), text: 'Measures' }]}
    >
      <MeasureForm
        council={council}
        councilName={context.council.name}
        saved={{}}
        names={MEASURE_NAMES}
        choices={measureChoices(framework)}
        title="Add a measure"
        heading={<PageHeading>Add a measure</PageHeading>}
        cancelHref={routes.measures(council)}
      />
    </CouncilFrame>
  );
}
