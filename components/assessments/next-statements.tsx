import { Link } from '#components/ui/link.tsx';
import type { Framework } from '#lib/frameworks/framework.ts';
import { knownStatement } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type NextStatementsProps = { council: string; framework: Framework; statement: StatementId };

/** Links to the statements before and after this one, in the framework's order. */
export function NextStatements({ council, framework, statement }: NextStatementsProps) {
  const { statementIds } = framework;
  const at = statementIds.indexOf(statement);
  const [before, after] = [statementIds[at - 1], statementIds[at + 1]];
  return (
    <nav aria-label="Previous and next statement" className="next-statements">
      {before && (
        <Link href={routes.statement(council, before)}>
          <span aria-hidden="true">← </span>
          <span className="sm:sr-only">Previous</span>
          <span className="sr-only">: </span>
          <span className="max-sm:sr-only">{knownStatement(before).name}</span>
        </Link>
      )}
      {after && (
        <Link href={routes.statement(council, after)} className="link ml-auto text-right">
          <span className="sm:sr-only">Next</span>
          <span className="sr-only">: </span>
          <span className="max-sm:sr-only">{knownStatement(after).name}</span>
          <span aria-hidden="true"> →</span>
        </Link>
      )}
    </nav>
  );
}
