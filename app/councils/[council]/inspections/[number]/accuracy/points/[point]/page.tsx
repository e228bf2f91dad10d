import { notFound, redirect } from 'next/navigation';
import { PointForm } from '#components/accuracy/point-form.tsx';
import { RemovePointForm } from '#components/accuracy/remove-point-form.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getPointToSave } from '#lib/record/accuracy/queries.ts';

type PointPageProps = {
  params: Promise<{ council: string; number: string; point: string }>;
  searchParams: Promise<{ remove?: string | string[] }>;
};

export default async function PointPage({ params, searchParams }: PointPageProps) {
  const { council, number, point: asked } = await params;
  const { remove } = await searchParams;
  const context = await requireCouncil(council, 'named:work');
  const view = await getPointToSave(
    context,
    parsePositiveInt(number) ?? notFound(),
    parsePositiveInt(asked) ?? notFound(),
  );
  if (!view?.point) notFound();
  const { inspection, point, statements, owners } = view;
  const back = routes.accuracy(council, inspection.number);
  if (inspection.state !== 'open') redirect(back);
  const about = { council, councilName: context.council.name, inspection: inspection.number };
  const here = routes.accuracyPoint(council, inspection.number, point.number);
  const title = `Point ${point.number}`;
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      breadcrumbs={[
        { href: routes.inspections(council), text: 'Inspections' },
        { href: routes.inspection(council, inspection.number), text: inspection.name },
        { href: back, text: 'Draft report' },
      ]}
    >
      {remove === undefined ? (
        <PointForm
          {...about}
          {...{ point, statements, owners, title }}
          page={null}
          heading={
            <PageHeading caption={inspection.name} lead={`On page ${point.page} of draft ${point.draft}.`}>
              {title}
            </PageHeading>
          }
          backHref={back}
          removeHref={
            point.state === 'writing'
              ? routes.accuracyPoint(council, inspection.number, point.number, { remove: 'yes' })
              : undefined
          }
        />
      ) : (
        <RemovePointForm
          {...about}
          point={point.number}
          version={point.version}
          heading={
            <PageHeading
              caption={inspection.name}
              lead="The history will show that you removed it, not what it said."
            >
              Remove point {point.number}
            </PageHeading>
          }
          backHref={here}
        />
      )}
    </CouncilFrame>
  );
}
