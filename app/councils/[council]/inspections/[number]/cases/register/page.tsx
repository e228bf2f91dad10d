import { notFound, redirect } from 'next/navigation';
import { crumbsTo } from '#components/cases/case-crumbs.ts';
import { RegisterForm } from '#components/cases/register-form.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { addMonths } from '#lib/kernel/dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getRegister } from '#lib/record/cases/queries.ts';
import { USUAL_COUNTS, USUAL_MONTHS } from '#lib/record/cases/rules.ts';
import { mayAs } from '#lib/record/inspections/named.ts';

export default async function RegisterPage({
  params,
}: {
  params: Promise<{ council: string; number: string }>;
}) {
  const { council, number } = await params;
  const context = await requireCouncil(council, 'named:work');
  const view = await getRegister(context, parsePositiveInt(number) ?? notFound());
  if (!view || !mayAs(view.inspection.parts, 'cases:keep')) notFound();
  const { inspection, register } = view;
  if (register?.deletedAt) redirect(routes.cases(council, inspection.number));
  const title = register ? 'Change the register' : 'Open the register of cases';
  const { example, offered, chosen, met, deleteOn, version } = register ?? {
    ...{ example: '', ...USUAL_COUNTS, version: 0 },
    deleteOn: addMonths(londonDay(context.now()), USUAL_MONTHS),
  };
  return (
    <CouncilFrame context={context} place="inspections" breadcrumbs={crumbsTo(council, inspection, 'cases')}>
      <RegisterForm
        council={council}
        councilName={context.council.name}
        inspection={inspection.number}
        register={{ example, offered, chosen, met, deleteOn, version }}
        title={title}
        heading={
          <PageHeading
            caption={inspection.name}
            lead="Cases are known by your council’s own reference alone. Files of cases are never uploaded here."
          >
            {title}
          </PageHeading>
        }
      />
    </CouncilFrame>
  );
}
