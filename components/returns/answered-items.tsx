import { Link } from '#components/ui/link.tsx';
import { capitalise } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { AnsweredItem } from '#lib/record/returns/queries.ts';
import { itemName } from '#lib/record/returns/rules.ts';

type AnsweredItemsProps = { council: string; answers: readonly AnsweredItem[] };

/** The items of returns that a piece of evidence answers. */
export function AnsweredItems({ council, answers }: AnsweredItemsProps) {
  return (
    <ul className="border-t border-rule">
      {answers.map(({ inspection, list, item, place }) => (
        <li
          key={`${inspection.number}-${list.number}-${item.key}-${place}`}
          className="border-b border-rule py-3 wrap-anywhere"
        >
          <Link href={routes.returnItem(council, inspection.number, list.number, item.key)}>
            {capitalise(itemName(item))}
          </Link>
          {place !== '' && (
            <>
              , <bdi>{place}</bdi>
            </>
          )}
          <span className="block text-16 text-ink-soft">
            <bdi>{list.name}</bdi>, <bdi>{inspection.name}</bdi>
          </span>
        </li>
      ))}
    </ul>
  );
}
