import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import { checkPlace, ERASED_NAME } from '#lib/record/evidence/lifecycle.ts';
import type { EvidenceItemView } from '#lib/record/evidence/queries.ts';
import { Place } from './place.tsx';

type ItemUsesProps = { council: string; item: EvidenceItemView; mayEdit: boolean };

/** The statements that an item supports, and what it shows about each. */
export function ItemUses({ council, item, mayEdit }: ItemUsesProps) {
  if (item.uses.length === 0) {
    return <EmptyState>Not linked to a statement yet.</EmptyState>;
  }
  return (
    <ul className="border-t border-rule">
      {item.uses.map(({ statement, shows, location, outdated }) => (
        <li key={statement} className="flex justify-between gap-x-8 border-b border-rule py-4">
          <div className="min-w-0 max-w-text wrap-anywhere">
            <Link href={routes.statement(council, statement)} className="link font-semibold">
              {knownStatement(statement).name}
            </Link>
            <p dir="auto" className={`mt-1 whitespace-pre-line ${shows === '' ? 'text-ink-soft' : ''}`}>
              {shows || (item.state === 'erased' ? ERASED_NAME : 'No explanation of what it shows yet')}
            </p>
            {location !== '' && (
              <p className="mt-1 text-16 text-ink-soft">
                Where:{' '}
                <Place
                  location={location}
                  href={(page) =>
                    routes.evidenceItem(council, item.reference, { page, version: outdated ?? undefined })
                  }
                />
                {outdated !== null && <span className="block text-warning">{checkPlace(outdated)}</span>}
              </p>
            )}
          </div>
          {mayEdit && (
            <p className="print:hidden">
              <Link
                href={routes.evidenceUse(council, statement, item.reference)}
                className="link inline-block min-h-6"
              >
                Change<span className="sr-only"> what it shows about {knownStatement(statement).name}</span>
              </Link>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
