import { notFound, redirect } from 'next/navigation';
import { PointForm } from '#components/accuracy/point-form.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getPointToSave } from '#lib/record/accuracy/queries.ts';

type AddPointPageProps = {
  params: Promise<{ council: string; number: string }>;
  searchParams: Promise<{ page?: string | string[] }>;
};

export default async function AddPointPage({ params, searchParams }: AddPointPageProps) {
  const { council, number } = await params;
  const { page } = await searchParams;
  const context = await requireCouncil(council, 'named:work');
  const view = await getPointToSave(context, parsePositiveInt(number) ?? notFound(), null);
  if (!view) notFound();
  const { inspection, draft, statements, owners } = view;
  const back = routes.accuracy(council, inspection.number);
  if (inspection.state !== 'open') redirect(back);
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
      <PointForm
        {...{ council, statements, owners }}
        councilName={context.council.name}
        inspection={inspection.number}
        point={null}
        page={parsePositiveInt(page)}
        title="Add a point"
        heading={
          <PageHeading caption={inspection.name} lead={`On draft ${draft.number}.`}>
            Add a point
          </PageHeading>
        }
        backHref={back}
      />
    </CouncilFrame>
  );
}
