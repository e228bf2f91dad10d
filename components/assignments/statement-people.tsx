import { Link } from '#components/ui/link.tsx';
import type { StatementPeople as People } from '#lib/assignments/queries.ts';
import { formatList } from '#lib/format.ts';
import { routes } from '#lib/routes.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type StatementPeopleProps = {
  council: string;
  statement: StatementId;
  people: People;
  mayAssign: boolean;
};

/** Who works on a statement, under its heading. */
export function StatementPeople({ council, statement, people, mayAssign }: StatementPeopleProps) {
  return (
    <p className="max-w-text">
      {peopleInWords(people)}{' '}
      {mayAssign && (
        <Link href={routes.statementPeople(council, statement)}>
          Change<span className="sr-only"> who works on this statement</span>
        </Link>
      )}
    </p>
  );
}

/** "Owner: Sam Patel. Helpers: Ana Jones and Li Wei." */
export function peopleInWords({ owner, helpers }: People): string {
  const names = formatList(helpers.map(({ name }) => name));
  return `Owner: ${owner?.name ?? 'nobody yet'}.${names === '' ? '' : ` ${helpers.length === 1 ? 'Helper' : 'Helpers'}: ${names}.`}`;
}
