import { Details } from '#components/ui/details.tsx';
import { Link } from '#components/ui/link.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { excerpt } from '#lib/kernel/text/excerpt.ts';
import type { ReturnList } from '#lib/record/returns/queries.ts';

type RemovedItemsProps = { council: string; list: ReturnList };

/** The items that a later version of the list no longer asks for, with the answers that they keep. */
export function RemovedItems({ council, list }: RemovedItemsProps) {
  const removed = list.items.filter(({ removedIn }) => removedIn !== null);
  if (removed.length === 0) return null;
  return (
    <Details summary={`No longer asked for: ${formatCount(removed.length, 'item')}`}>
      <ul className="max-w-text">
        {removed.map(({ key, number, asked, removedIn, answers }) => (
          <li key={key} className="py-2 wrap-anywhere">
            <Link href={routes.returnItem(council, list.inspection.number, list.number, key)}>
              {number !== '' && `${number}: `}
              <bdi>{excerpt(asked)}</bdi>
            </Link>
            <span className="block text-16 text-ink-soft">
              Since version {removedIn}
              {answers.length > 0 && `, with ${formatCount(answers.length, 'answer')}`}
            </span>
          </li>
        ))}
      </ul>
    </Details>
  );
}
