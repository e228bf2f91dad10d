import { Details } from '#components/ui/details.tsx';
import { Link } from '#components/ui/link.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import { formatCount, formatList } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { type BatchAction, blockedBy, LEFT_NAMES } from '#lib/record/batches/rules.ts';
import type { ListedEvidence } from '#lib/record/evidence/queries.ts';
import { STATE_NAMES } from '#lib/record/evidence/rules.ts';

type BatchItemsProps = { council: string; action: BatchAction; items: readonly ListedEvidence[] };

/** Lists that are longer fold away. */
const SHOWN = 25;

/** The items that will change, as they are now, and those that cannot, and why. */
export function BatchItems({ council, action, items }: BatchItemsProps) {
  const able = items.filter((item) => blockedBy(action, item) === null);
  const blocked = items.flatMap((item) => {
    const reason = blockedBy(action, item);
    return reason ? [{ item, reason }] : [];
  });
  return (
    <>
      {blocked.length > 0 && (
        <section aria-labelledby="blocked">
          <h2 id="blocked" className="heading-3">
            {formatCount(blocked.length, 'item')} cannot be changed
          </h2>
          <ul className="mt-2 space-y-1">
            {blocked.map(({ item, reason }) => (
              <li key={item.reference} className="wrap-anywhere">
                <Item council={council} item={item} />: {LEFT_NAMES[reason].toLowerCase()}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Details
        summary={`${formatCount(able.length, 'item')}, as ${able.length === 1 ? 'it is' : 'they are'} now`}
        open={able.length <= SHOWN}
        compact
      >
        <ul className="space-y-1">
          {able.map((item) => (
            <li key={item.reference} className="wrap-anywhere">
              <Item council={council} item={item} />
              <span className="text-ink-soft">: {describeNow(action, item)}</span>
            </li>
          ))}
        </ul>
      </Details>
    </>
  );
}

function Item({ council, item: { reference, title } }: { council: string; item: ListedEvidence }) {
  return (
    <>
      <Link href={routes.evidenceItem(council, reference)}>{reference}</Link> <bdi>{title}</bdi>
    </>
  );
}

/** What the action changes, as it is now. */
function describeNow(action: BatchAction, item: ListedEvidence): string {
  switch (action) {
    case 'link':
      return item.statements.length > 0
        ? formatList(item.statements.map((id) => knownStatement(id).name))
        : 'not linked yet';
    case 'owner':
      return item.owner || 'no owner';
    case 'review':
    case 'current':
      return item.reviewBy ? `review by ${formatDate(item.reviewBy)}` : 'no review date';
    case 'tag':
    case 'untag':
      return item.tags.length > 0 ? item.tags.join(', ') : 'no tags';
    case 'withdraw':
    case 'restore':
      return item.state === 'current' ? 'in use' : STATE_NAMES[item.state].toLowerCase();
  }
}
