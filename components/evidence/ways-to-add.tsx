import { Link } from '#components/ui/link.tsx';
import type { WayToAdd } from '#lib/kernel/routes.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { StatementId } from '#lib/scoring/index.ts';

const WAYS = [
  { way: 'files', text: 'Upload files' },
  { way: 'link', text: 'Add a link' },
  { way: 'note', text: 'Write a note' },
  { way: 'list', text: 'Choose from your evidence list' },
] as const satisfies readonly { way: WayToAdd | 'note'; text: string }[];

type WaysToAddProps = { council: string; statement: StatementId | undefined; current: WayToAdd | 'note' };

/** Links to the forms that add evidence. Choosing from the council's list needs a statement. */
export function WaysToAdd({ council, statement, current }: WaysToAddProps) {
  return (
    <nav aria-label="Ways to add evidence" className="mb-6 border-b border-rule print:hidden">
      <ul className="flex flex-wrap gap-x-7">
        {WAYS.filter(({ way }) => way !== 'list' || statement).map(({ way, text }) => (
          <li
            key={way}
            className={`-mb-px border-b-4 ${way === current ? 'border-accent' : 'border-transparent forced-colors:border-0'}`}
          >
            <Link
              href={
                way === 'note'
                  ? routes.addNote(council, statement)
                  : routes.addEvidence(council, { statement, way })
              }
              aria-current={way === current ? 'page' : undefined}
              className={`inline-flex min-h-11 items-center ${way === current ? 'font-semibold text-ink no-underline' : 'link'}`}
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
