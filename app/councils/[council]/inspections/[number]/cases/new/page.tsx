import { notFound, redirect } from 'next/navigation';
import { crumbsTo } from '#components/cases/case-crumbs.ts';
import { CaseForm } from '#components/cases/case-form.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getRegister } from '#lib/record/cases/queries.ts';
import { isOpen, NEW_CASE } from '#lib/record/cases/rules.ts';
import { mayAs } from '#lib/record/inspections/named.ts';

export default async function NewCasePage({
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
      <CaseForm
        council={council}
        councilName={context.council.name}
        inspection={inspection.number}
        example={register.example}
        found={{ ...NEW_CASE, reference: '', number: 0, version: 0 }}
        title="Add a case"
        heading={<PageHeading caption={inspection.name}>Add a case</PageHeading>}
      />
    </CouncilFrame>
  );
}
