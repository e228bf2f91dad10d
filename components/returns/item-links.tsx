import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import type { ReturnList } from '#lib/record/returns/queries.ts';
import { askedItems, itemName, type ReturnItem } from '#lib/record/returns/rules.ts';

type ItemLinksProps = { council: string; list: ReturnList; item: Pick<ReturnItem, 'key'> };

/** To the items before and after, and back to the list. */
export function ItemLinks({ council, list, item }: ItemLinksProps) {
  const items = askedItems(list);
  const at = items.findIndex(({ key }) => key === item.key);
  const [before, after] = [items[at - 1], at < 0 ? undefined : items[at + 1]];
  const to = (key: number) => routes.returnItem(council, list.inspection.number, list.number, key);
  return (
    <nav aria-label="Items nearby" className="mt-8 print:hidden">
      <ul className="flex flex-wrap gap-x-6 gap-y-2">
        {before && (
          <li>
            <Link href={to(before.key)}>Previous: {itemName(before)}</Link>
          </li>
        )}
        {after && (
          <li>
            <Link href={to(after.key)}>Next: {itemName(after)}</Link>
          </li>
        )}
        <li>
          <Link href={routes.returnList(council, list.inspection.number, list.number)}>Back to the list</Link>
        </li>
      </ul>
    </nav>
  );
}
