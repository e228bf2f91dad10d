import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import type { VisitSession } from '#lib/record/visits/queries.ts';

type PeopleListProps = Pick<VisitSession, 'people'> & { council: string; inspection: number };

/** Who takes part in a session, each with a link to what they need to know. */
export function PeopleList({ council, inspection, people }: PeopleListProps) {
  if (people.length === 0) return <span className="absent text-ink-soft">Nobody yet</span>;
  return (
    <ul className="wrap-anywhere">
      {people.map(({ personId, name, job }) => (
        <li key={`${name}, ${job}`}>
          <Link href={routes.visitPerson(council, inspection, personId ?? name)}>
            <bdi>{name}</bdi>
          </Link>
          {job !== '' && (
            <>
              , <bdi>{job}</bdi>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
