import { Section } from '#components/layout/section.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { ReturnSummary } from '#lib/record/returns/queries.ts';
import { describeCounts } from '#lib/record/returns/readiness.ts';

type ReturnsSectionProps = {
  council: string;
  inspection: number;
  lists: readonly ReturnSummary[];
  /** Whether a list can be started. */
  mayStart: boolean;
};

/** The lists of what an inspection asks for, on its page. */
export function ReturnsSection({ council, inspection, lists, mayStart }: ReturnsSectionProps) {
  if (lists.length === 0 && !mayStart) return null;
  return (
    <Section heading="Information return">
      {lists.length === 0 ? (
        <p className="mb-4 max-w-text">
          Import the list that was sent to you, or start with our checklist, and say who answers what.
        </p>
      ) : (
        <ul className="mb-4 border-t border-rule">
          {lists.map((list) => (
            <li key={list.number} className="border-b border-rule py-3">
              <p className="font-semibold">
                <Link href={routes.returnList(council, inspection, list.number)}>
                  <bdi>{list.name}</bdi>
                </Link>
              </p>
              <p>{describeCounts(list.counts)}</p>
              <p className="text-16 text-ink-soft">
                {list.sent ? `Sent on ${formatDate(list.sent.on)}` : `Due ${formatDate(list.dueOn)}`}
              </p>
            </li>
          ))}
        </ul>
      )}
      {mayStart && (
        <p className="print:hidden">
          <ButtonLink href={routes.addReturn(council, inspection)} kind="secondary">
            {lists.length === 0 ? 'Start the list' : 'Start another list'}
          </ButtonLink>
        </p>
      )}
    </Section>
  );
}
