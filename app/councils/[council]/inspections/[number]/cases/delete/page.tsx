import { notFound, redirect } from 'next/navigation';
import { crumbsTo } from '#components/cases/case-crumbs.ts';
import { DeleteRegisterForm } from '#components/cases/delete-register-form.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getRegister } from '#lib/record/cases/queries.ts';
import { isOpen } from '#lib/record/cases/rules.ts';
import { mayAs } from '#lib/record/inspections/named.ts';

export default async function DeleteCasesPage({
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
  const title = 'Delete cases and reflective logs';
  return (
    <CouncilFrame context={context} place="inspections" breadcrumbs={crumbsTo(council, inspection, 'cases')}>
      <DeleteRegisterForm
        council={council}
        councilName={context.council.name}
        inspection={inspection.number}
        title={title}
        heading={
          <>
            <PageHeading
              caption={inspection.name}
              lead="Every case, draw and reflective log of this inspection goes at once, for everybody. It cannot be undone, and the register cannot be opened again."
            >
              {title}
            </PageHeading>
            <ul className="mb-8 max-w-text list-disc space-y-2 pl-6">
              <li>The history keeps the numbers of what was deleted, and the seed of each draw.</li>
              <li>Checking the history finds any row that comes back, so it proves that they are gone.</li>
              <li>A copy can be in a backup until that is deleted too.</li>
              <li>
                The draft report is not part of the register. Those who check it remove it on its own page.
              </li>
            </ul>
          </>
        }
      />
    </CouncilFrame>
  );
}
