import { Link } from '#components/ui/link.tsx';
import { formatList } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { excerpt } from '#lib/kernel/text/excerpt.ts';
import type { ReturnList } from '#lib/record/returns/queries.ts';
import type { ItemStanding } from '#lib/record/returns/readiness.ts';
import { itemLabel } from '#lib/record/returns/rules.ts';

type ItemsAtRiskProps = { council: string; list: ReturnList; items: readonly ItemStanding[] };

/** Items with answers that do not hold any more, and those that are late, each with why. */
export function ItemsAtRisk({ council, list, items }: ItemsAtRiskProps) {
  const atRisk = items
    .filter(({ standing }) => standing.faults.length > 0 || standing.isLate)
    .toSorted((a, b) => Number(b.standing.faults.length > 0) - Number(a.standing.faults.length > 0));
  if (atRisk.length === 0) return <p>No item is late, and every answer holds.</p>;
  return (
    <ul className="border-t border-rule">
      {atRisk.map(({ item, standing: { faults, isLate } }) => (
        <li key={item.key} className="border-b border-rule py-3 wrap-anywhere">
          <Link href={routes.returnItem(council, list.inspection.number, list.number, item.key)}>
            {itemLabel(item)}: <bdi>{excerpt(item.asked)}</bdi>
          </Link>
          <p className="text-ink-soft">
            {[
              ...(faults.length > 0 ? [`Check the answer: ${formatList(faults)}`] : []),
              ...(isLate
                ? [`Late since ${formatDate(item.dueOn)}, ${item.owner ? item.owner.name : 'no owner'}`]
                : []),
            ].join('. ')}
          </p>
        </li>
      ))}
    </ul>
  );
}
