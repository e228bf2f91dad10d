import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { listCrumbs } from '#components/returns/list-crumbs.ts';
import { StartForRealForm } from '#components/returns/start-for-real-form.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getReturn } from '#lib/record/returns/queries.ts';
import { askedItems } from '#lib/record/returns/rules.ts';

type StartForRealPageProps = { params: Promise<{ council: string; number: string; list: string }> };

export default async function StartForRealPage({ params }: StartForRealPageProps) {
  const { council, number, list: listNumber } = await params;
  const context = await requireCouncil(council, 'return:manage');
  const inspection = parsePositiveInt(number) ?? notFound();
  const list = await getReturn(context, inspection, parsePositiveInt(listNumber) ?? notFound());
  if (!list?.inspection.rehearsal) notFound();
  const items = askedItems(list);
  const answered = items.filter(({ answers }) => answers.length > 0).length;
  return (
    <CouncilFrame context={context} place="inspections" breadcrumbs={listCrumbs(council, list)}>
      <StartForRealForm
        council={council}
        councilName={context.council.name}
        inspection={inspection}
        list={list.number}
        title="Start the real one"
        heading={
          <PageHeading
            caption={list.name}
            lead={`${formatCount(items.length, 'item')} with their owners are taken over, and the answers to ${answered}. Each has to be marked as ready again. The rehearsal stays as it is.`}
          >
            Start the real one
          </PageHeading>
        }
      />
    </CouncilFrame>
  );
}
