import { notFound, redirect } from 'next/navigation';
import { crumbsTo } from '#components/cases/case-crumbs.ts';
import { DrawForm } from '#components/cases/draw-form.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getRegister } from '#lib/record/cases/queries.ts';
import { isOpen } from '#lib/record/cases/rules.ts';
import { mayAs } from '#lib/record/inspections/named.ts';

export default async function DrawCasesPage({
  params,
}: {
  params: Promise<{ council: string; number: string }>;
}) {
  const { council, number } = await params;
  const context = await requireCouncil(council, 'named:work');
  const view = await getRegister(context, parsePositiveInt(number) ?? notFound());
  if (!view || !mayAs(view.inspection.parts, 'cases:keep')) notFound();
  const { inspection, register } = view;
  if (!isOpen(register)) redirect(routes.cases(council, inspection.number));
  return (
    <CouncilFrame context={context} place="inspections" breadcrumbs={crumbsTo(council, inspection, 'cases')}>
      <DrawForm
        council={council}
        councilName={context.council.name}
        inspection={inspection.number}
        example={register.example}
        title="Draw cases"
        heading={
          <PageHeading
            caption={inspection.name}
            lead="From a list of references, by chance. Each draw is numbered and kept with its seed, so that anybody can repeat it and see that nobody chose."
          >
            Draw cases
          </PageHeading>
        }
      />
    </CouncilFrame>
  );
}
