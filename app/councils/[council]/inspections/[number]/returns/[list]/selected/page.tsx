import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { AssignForm } from '#components/returns/assign-form.tsx';
import { seenAs } from '#components/returns/items-table.tsx';
import { listCrumbs } from '#components/returns/list-crumbs.ts';
import { MoveForm } from '#components/returns/move-form.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { excerpt } from '#lib/kernel/text/excerpt.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getReturn, getReturnToManage } from '#lib/record/returns/queries.ts';
import { askedItems, isChangeable, itemLabel, type ReturnItem } from '#lib/record/returns/rules.ts';
import { REFUSALS, type Refusal, refusalOf, standings } from '#lib/record/returns/state.ts';
import { actionsFor, NOBODY, SELECTED_NAMES } from '#lib/record/returns/view.ts';

type SelectedPageProps = {
  params: Promise<{ council: string; number: string; list: string }>;
  searchParams: Promise<{ item?: string | string[]; do?: string | string[] }>;
};

/** Changes the items that were selected in the list. */
export default async function SelectedPage({ params, searchParams }: SelectedPageProps) {
  const { council, number, list: listNumber } = await params;
  const query = await searchParams;
  const context = await requireCouncil(council, 'inspection:view');
  const inspection = parsePositiveInt(number) ?? notFound();
  const list = await getReturn(context, inspection, parsePositiveInt(listNumber) ?? notFound());
  if (!list) notFound();
  const listHref = routes.returnList(council, inspection, list.number);
  if (!isChangeable(list)) redirect(listHref);
  const may = {
    manage: can(context, 'return:manage'),
    answer: can(context, 'return:answer'),
    sign: can(context, 'return:sign'),
  };
  const action = actionsFor(may).find((one) => one === query.do) ?? notFound();
  const seen = new Set([query.item ?? []].flat());
  const keys = new Set([...seen].map((value) => Number(value.split('-')[0])));
  const items = askedItems(list).filter(({ key }) => keys.has(key));
  const about = { council, inspection, list: list.number };
  const title = SELECTED_NAMES[action];
  const frame = { context, place: 'inspections', breadcrumbs: listCrumbs(council, list) } as const;
  if (items.length === 0)
    return (
      <CouncilFrame {...frame} title={title}>
        <PageHeading caption={list.name}>{title}</PageHeading>
        <EmptyState action={<Link href={listHref}>Back to the list</Link>}>
          No item is selected. Select one or more in the list first.
        </EmptyState>
      </CouncilFrame>
    );
  const standing = standings(list, londonDay(context.now()));
  const judged = items.flatMap((item): readonly Judged[] => {
    const own = standing.get(item.key);
    return own
      ? [{ item, why: action === 'assign' ? null : refusalOf(item, own, action, context.person.id) }]
      : [];
  });
  const movable = judged.filter(({ why }) => why === null).map(({ item }) => item);
  const heading = (
    <>
      <PageHeading
        caption={list.name}
        lead={
          movable.length === items.length
            ? `${formatCount(items.length, 'item')} selected.`
            : `${formatCount(items.length, 'item')} selected, of which ${movable.length} can be changed.`
        }
      >
        {title}
      </PageHeading>
      <SelectedItems judged={judged} />
    </>
  );
  const value = movable.map(seenAs).join();
  if (action !== 'assign')
    return (
      <CouncilFrame {...frame} title={title}>
        {heading}
        <div className="flex flex-wrap items-end gap-x-6 gap-y-4">
          {movable.length > 0 && <MoveForm {...about} items={value} move={action} kind="primary" />}
          <p className="py-3">
            <Link href={listHref}>{movable.length > 0 ? 'Cancel' : 'Back to the list'}</Link>
          </p>
        </div>
      </CouncilFrame>
    );
  const managed = await getReturnToManage(context, inspection, list.number);
  return (
    <CouncilFrame {...frame}>
      <AssignForm
        {...about}
        councilName={context.council.name}
        items={value}
        owners={managed?.owners ?? []}
        nobody={NOBODY}
        title={title}
        heading={heading}
      />
    </CouncilFrame>
  );
}

/** `why`: it stays as it is, and for what reason. */
type Judged = { readonly item: ReturnItem; readonly why: Refusal | null };

function SelectedItems({ judged }: { judged: readonly Judged[] }) {
  return (
    <ul className="mb-8 max-w-text border-y border-rule">
      {judged.map(({ item, why }) => (
        <li key={item.key} className="border-b border-rule py-2 last:border-b-0">
          <b className="tabular">{itemLabel(item)}</b> <bdi>{excerpt(item.asked)}</bdi>
          {why && <span className="block text-16 text-ink-soft">Stays as it is: it {REFUSALS[why][0]}</span>}
        </li>
      ))}
    </ul>
  );
}
