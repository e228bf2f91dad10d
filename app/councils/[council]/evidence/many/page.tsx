import { randomUUID } from 'node:crypto';
import { BatchForm } from '#components/batches/batch-form.tsx';
import { BatchItems } from '#components/batches/batch-items.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import { Link } from '#components/ui/link.tsx';
import { frameworkOf } from '#lib/frameworks/known.ts';
import { addMonths } from '#lib/kernel/dates.ts';
import { formatCount, formatNumber } from '#lib/kernel/format.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getSelection, type Selection } from '#lib/record/batches/queries.ts';
import {
  ACTION_NAMES,
  BATCH_ACTIONS,
  type BatchAction,
  blockedBy,
  formatNumbers,
  MAX_BATCH,
  NEED_USE,
  readBatchAction,
  readNumbers,
} from '#lib/record/batches/rules.ts';
import { parseReference } from '#lib/record/evidence/rules.ts';
import { readEvidenceView, viewQuery } from '#lib/record/evidence/view.ts';
import { listAnsweredBy } from '#lib/record/returns/queries.ts';
import { describeGaps } from '#lib/record/returns/rules.ts';
import { queryOf } from '#lib/record/views/rules.ts';

type ManyPageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Changes many items: first what to do, then what to change them to. */
export default async function ManyPage({ params, searchParams }: ManyPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'evidence:edit');
  const query = await searchParams;
  const view = readEvidenceView(query);
  const listHref = routes.evidence(council, viewQuery(view));
  const selected = query.all === 'yes' ? { view } : { numbers: readNumbers(query) };
  const selection = await getSelection(context, selected);
  const action = readBatchAction(query.do);
  const address = {
    ...viewQuery(view),
    ...('view' in selected ? { all: 'yes' } : { items: formatNumbers(selected.numbers) }),
  };
  const breadcrumbs = [{ href: listHref, text: 'Evidence' }];
  const refusal = refusalOf(selection, action);
  if (refusal || action === null) {
    const title =
      selection.items.length > 0 ? `Change ${formatCount(selection.total, 'item')}` : 'Change evidence';
    return (
      <CouncilFrame context={context} place="evidence" title={title} breadcrumbs={breadcrumbs}>
        <PageHeading>{title}</PageHeading>
        {refusal ? (
          <EmptyState action={<Link href={listHref}>Back to the evidence list</Link>}>{refusal}</EmptyState>
        ) : (
          <ul className="space-y-3 text-19">
            {BATCH_ACTIONS.map((value) => (
              <li key={value}>
                <Link href={routes.changeMany(council, { ...address, do: value })}>
                  {ACTION_NAMES[value]}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </CouncilFrame>
    );
  }
  const { items, open, owners, seen } = selection;
  const able = items.filter((item) => blockedBy(action, item) === null);
  const title = `${ACTION_NAMES[action]}: ${formatCount(able.length, 'item')}`;
  const gaps =
    action === 'withdraw'
      ? describeGaps(
          await listAnsweredBy(
            context,
            able.map(({ reference }) => reference),
          ),
          able.length === 1 ? 'It answers' : 'They answer',
        )
      : '';
  return (
    <CouncilFrame context={context} place="evidence" breadcrumbs={breadcrumbs}>
      <BatchForm
        council={council}
        action={action}
        items={formatNumbers(able.map(({ reference }) => parseReference(reference) ?? 0))}
        seen={seen}
        batch={randomUUID()}
        query={queryOf(view)}
        assessment={action === 'link' ? open?.id : undefined}
        statements={
          open
            ? frameworkOf(open.framework).statements.map(({ id, name }) => ({ value: id, label: name }))
            : []
        }
        owners={owners}
        again={addMonths(londonDay(context.now()), 12)}
        button={title}
        cancelHref={listHref}
        title={title}
        councilName={context.council.name}
        heading={<PageHeading>{title}</PageHeading>}
      >
        {gaps !== '' && <InsetText>{gaps}</InsetText>}
        <BatchItems council={council} action={action} items={items} />
      </BatchForm>
    </CouncilFrame>
  );
}

/** Why these items cannot be changed together, or not so. Null: they can. */
function refusalOf({ items, total, open }: Selection, action: BatchAction | null): string | null {
  if (total > MAX_BATCH) {
    return `${formatNumber(total)} items match. You can change up to ${formatNumber(MAX_BATCH)} at once, so filter the list to fewer.`;
  }
  if (total === 0) return 'No evidence is selected. Select at least one item in the list.';
  if (action === 'link' && !open) return 'No assessment is open, so there are no statements to link to.';
  if (action === 'link' && open?.lock) {
    return 'This assessment has been sent for sign-off or signed, so its links cannot be changed.';
  }
  if (action && items.every((item) => blockedBy(action, item) !== null)) {
    return `None of the selected items can be changed so: ${NEED_USE.has(action) ? 'they are withdrawn or erased' : 'they are erased'}.`;
  }
  return null;
}
