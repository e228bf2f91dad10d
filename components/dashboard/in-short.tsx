import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { describeFigures } from '#lib/insight/dashboard/dashboard-text.ts';
import type { Dashboard, Figures } from '#lib/insight/dashboard/rules.ts';
import * as routes from '#lib/kernel/routes.ts';

type InShortProps = { council: string | null; dashboard: Dashboard; figures: Figures };

const PAGES = {
  strength: { text: 'See the reasons', href: routes.strength },
  moved: { text: 'See all changes', href: (council: string) => routes.movement(council) },
  lastCycle: { text: 'Compare cycles', href: (council: string) => routes.compareCycles(council) },
  targets: { text: 'See the targets', href: routes.targets },
  change: { text: 'Try other scores', href: (council: string) => routes.whatIf(council) },
} as const;

/** How certain the score is, what changed and what would change it: one sentence each, with links. */
export function InShort({ council, dashboard, figures }: InShortProps) {
  // Incomplete statements are already shown beside the score.
  const facts = describeFigures(dashboard, figures).flatMap(({ id, ...fact }) =>
    id === 'open' ? [] : { id, ...fact },
  );
  return (
    <SummaryList
      rows={facts.map(({ id, title, text }) => ({
        key: title,
        value: (
          <>
            {text}
            {council !== null && (
              <span className="mt-1 block text-16 print:hidden">
                <Link href={PAGES[id].href(council)}>{PAGES[id].text}</Link>
              </span>
            )}
          </>
        ),
      }))}
    />
  );
}
