import { Details } from '#components/ui/details.tsx';
import { Link } from '#components/ui/link.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { MissingCouncil } from '#lib/record/results/results-view.ts';

type MissingCouncilsProps = { council: string; missing: readonly MissingCouncil[] };

/** The councils without a known result, by name. */
export function MissingCouncils({ council, missing }: MissingCouncilsProps) {
  if (missing.length === 0) return null;
  return (
    <div className="mt-8">
      <Details summary={`${formatCount(missing.length, 'council')} without a known result`}>
        <ul className="columns-[14rem] gap-8">
          {missing.map(({ authority, council: name, withdrawn }) => (
            <li key={authority.gssCode} className="mb-1 break-inside-avoid">
              {withdrawn ? (
                <>
                  <Link href={routes.councilResults(council, authority.gssCode)}>{name}</Link>, withdrawn
                </>
              ) : (
                name
              )}
            </li>
          ))}
        </ul>
      </Details>
    </div>
  );
}
