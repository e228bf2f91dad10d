import { Link } from '#components/ui/link.tsx';
import { RowCheckbox } from '#components/ui/row-checkbox.tsx';
import { Table } from '#components/ui/table.tsx';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { excerpt } from '#lib/kernel/text/excerpt.ts';
import type { ReturnList } from '#lib/record/returns/queries.ts';
import type { ItemStanding } from '#lib/record/returns/readiness.ts';
import { describeAnswer, itemLabel, type ReturnItem } from '#lib/record/returns/rules.ts';
import { StandingTags } from './standing-tags.tsx';

type ItemsTableProps = {
  council: string;
  list: ReturnList;
  items: readonly ItemStanding[];
  /** Whether items can be selected, to assign or sign them off. */
  selectable: boolean;
};

/** Answers that a row names; the others are counted. */
const NAMED = 3;

/** Items of a list, a heading before each group. */
export function ItemsTable({ council, list, items, selectable }: ItemsTableProps) {
  const rows = items.flatMap(({ item, standing }, index) => {
    const { heading } = item;
    const isFirst = heading !== '' && items[index - 1]?.item.heading !== heading;
    return [
      ...(isFirst ? [{ key: `heading-${item.key}`, heading: <bdi>{heading}</bdi> }] : []),
      {
        key: `${item.key}`,
        cells: [
          <span key="number" className="whitespace-nowrap tabular">
            {selectable ? (
              <RowCheckbox name="item" value={seenAs(item)} what={itemLabel(item)} />
            ) : (
              itemLabel(item)
            )}
          </span>,
          <Link
            key="asked"
            href={routes.returnItem(council, list.inspection.number, list.number, item.key)}
            className="link wrap-anywhere"
          >
            <bdi>{excerpt(item.asked)}</bdi>
          </Link>,
          <AnswerInWords key="answer" item={item} list={list} />,
          item.owner ? (
            item.owner.name
          ) : (
            <span key="owner" className="absent whitespace-nowrap text-ink-soft">
              No owner
            </span>
          ),
          <span key="due" className="whitespace-nowrap">
            <span className="hidden stacked:inline">Due </span>
            {formatDate(item.dueOn)}
          </span>,
          <StandingTags key="state" standing={standing} />,
        ],
      },
    ];
  });
  return (
    <Table
      caption="Items"
      captionHidden
      wide
      stacked="in lines"
      columns={[
        { header: 'Item' },
        { header: 'What is asked' },
        { header: 'Answer' },
        { header: 'Owner' },
        { header: 'Due' },
        { header: 'State' },
      ]}
      rows={rows}
    />
  );
}

/** An item as a form sends it: with the version that the page shows. */
export function seenAs({ key, version }: Pick<ReturnItem, 'key' | 'version'>): string {
  return `${key}-${version}`;
}

function AnswerInWords({ item: { answers }, list }: { item: ReturnItem; list: ReturnList }) {
  if (answers.length === 0) return <span className="absent text-ink-soft">–</span>;
  const shown = answers.slice(0, NAMED);
  const others = answers.length - shown.length;
  return (
    <span className="wrap-anywhere">
      {shown.map((answer, index) => (
        <span key={answer.id}>
          {index > 0 && '; '}
          <bdi>{excerpt(describeAnswer(answer, list.items))}</bdi>
        </span>
      ))}
      {others > 0 && ` and ${others} more`}
    </span>
  );
}
