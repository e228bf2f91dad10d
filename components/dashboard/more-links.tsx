import { Link } from '#components/ui/link.tsx';
import { describeNewChanges } from '#lib/history/activity/rules.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { OverviewView } from '#lib/pages/overview.ts';

type MoreLinksProps = {
  council: string;
  /** Whether there is a result that this person may see. */
  hasFigures: boolean;
  changes: OverviewView['changes'];
  may: { readonly exportPack: boolean; readonly exportPaper: boolean; readonly manageLinks: boolean };
};

/** The last line of the summary: everything that is one step away. */
export function MoreLinks({ council, hasFigures, changes, may }: MoreLinksProps) {
  const links = [
    { text: 'All figures in one table', href: routes.figures(council) },
    hasFigures && { text: 'How the score is worked out', href: routes.working(council) },
    changes && {
      text: `${describeNewChanges(changes)} since you last looked`,
      href: routes.activity(council),
    },
    hasFigures && { text: 'Meeting view', href: routes.meeting(council) },
    may.exportPaper && hasFigures && { text: 'Board paper (PDF, 2 pages)', href: routes.boardPaper(council) },
    may.manageLinks && { text: 'Share the board paper by a link', href: routes.paperLinks(council) },
    may.exportPack && hasFigures && { text: 'Evidence pack (PDF)', href: routes.currentPack(council) },
    { text: 'Download as CSV', href: routes.overviewExport(council) },
  ].filter((link) => link !== false && link !== null);
  return (
    <nav
      aria-label="More about this assessment"
      className="mt-11 border-t border-rule-strong pt-3 print:hidden"
    >
      <ul className="flex flex-wrap gap-x-8 gap-y-2 text-16">
        {links.map(({ text, href }) => (
          <li key={href}>
            <Link href={href}>{text}</Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
