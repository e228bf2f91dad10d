import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { ChangeForm } from '#components/returns/change-form.tsx';
import { listCrumbs } from '#components/returns/list-crumbs.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getReturn } from '#lib/record/returns/queries.ts';
import { isChangeable } from '#lib/record/returns/rules.ts';

type ChangeReturnPageProps = { params: Promise<{ council: string; number: string; list: string }> };

export default async function ChangeReturnPage({ params }: ChangeReturnPageProps) {
  const { council, number, list: listNumber } = await params;
  const context = await requireCouncil(council, 'return:manage');
  const inspection = parsePositiveInt(number) ?? notFound();
  const list = await getReturn(context, inspection, parsePositiveInt(listNumber) ?? notFound());
  if (!list) notFound();
  if (!isChangeable(list)) redirect(routes.returnList(council, inspection, list.number));
  const { name, askedOn, dueOn, version } = list;
  return (
    <CouncilFrame context={context} place="inspections" breadcrumbs={listCrumbs(council, list)}>
      <ChangeForm
        council={council}
        councilName={context.council.name}
        inspection={inspection}
        list={{ number: list.number, name, askedOn, dueOn, version }}
      />
    </CouncilFrame>
  );
}
