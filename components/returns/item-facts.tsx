import { SummaryList } from '#components/ui/summary-list.tsx';
import { isKnownStatement, knownStatement } from '#lib/frameworks/known.ts';
import { formatList } from '#lib/kernel/format.ts';
import { formatDate, formatDateTime } from '#lib/kernel/format-dates.ts';
import { ITEM_KIND_NAMES, type ReturnItem } from '#lib/record/returns/rules.ts';
import type { Standing } from '#lib/record/returns/state.ts';
import { StandingTags } from './standing-tags.tsx';

type ItemFactsProps = {
  item: ReturnItem;
  /** Null: it is no longer asked for. */
  standing: Standing | null;
};

/** What is known of an item beside its wording. */
export function ItemFacts({ item, standing }: ItemFactsProps) {
  const { heading, statements, kind, owner, dueOn, hasOwnDue, signed, removedIn } = item;
  return (
    <SummaryList
      rows={[
        ...(heading === '' ? [] : [{ key: 'Heading', value: heading }]),
        ...(statements.length === 0
          ? []
          : [
              {
                key: 'Quality statements',
                value: formatList(statements.filter(isKnownStatement).map((id) => knownStatement(id).name)),
              },
            ]),
        ...(kind === 'any' ? [] : [{ key: 'Asked for as', value: ITEM_KIND_NAMES[kind] }]),
        { key: 'Owner', value: owner?.name ?? 'Nobody' },
        { key: 'Due', value: `${formatDate(dueOn)}${hasOwnDue ? '' : ', with the list'}` },
        {
          key: 'State',
          value: standing ? (
            <StandingTags standing={standing} />
          ) : (
            `No longer asked for since version ${removedIn}`
          ),
        },
        ...(signed ? [{ key: 'Signed off by', value: `${signed.by}, ${formatDateTime(signed.at)}` }] : []),
      ]}
    />
  );
}
