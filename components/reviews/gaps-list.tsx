import { Link } from '#components/ui/link.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { Flag, StatementId } from '#lib/scoring/index.ts';
import { type Gap, gapCount } from '#lib/work/reviews/rules.ts';

type GapsListProps = {
  council: string;
  gaps: readonly Gap[];
  flags: readonly Flag[];
  /** Whether the reader can fill the gaps. The links then lead to the forms. */
  mayMend: boolean;
  /** Whether the reader signs. */
  maySign: boolean;
};

/** The gaps of each statement, with links to fill them. For below an h2 that counts them. */
export function GapsList({ council, gaps, flags, mayMend, maySign }: GapsListProps) {
  const warnings = gaps.filter(({ isWarning }) => isWarning);
  const missing = Map.groupBy(
    gaps.filter(({ isWarning }) => !isWarning),
    ({ statement }) => statement,
  );
  const untouched = [...missing].filter(([, found]) => isUntouched(found)).map(([statement]) => statement);
  return (
    <>
      {flags.map((flag) => (
        <WarningText key={flag.kind}>{flag.message}</WarningText>
      ))}
      {gapCount(gaps) === 0 ? (
        <p className="max-w-text">
          Every statement is scored and completed, gives a reason for its score and mentions its evidence.
        </p>
      ) : (
        <>
          <p className="max-w-text">
            {maySign ? 'You can still sign it.' : 'It can still be signed. The director will see this list.'}
          </p>
          <ul className="mt-2 max-w-text space-y-1 text-16">
            {[...missing]
              .filter(([statement]) => !untouched.includes(statement))
              .map(([statement, found]) => (
                <StatementGaps key={statement} {...{ council, statement, mayMend }} gaps={found} />
              ))}
            {untouched.length > 0 && (
              <li>
                <span className="font-semibold">No score, text or evidence yet:</span>{' '}
                {untouched.map((statement, index) => (
                  <span key={statement}>
                    {index > 0 && ', '}
                    <Link href={routes.statement(council, statement)}>{knownStatement(statement).name}</Link>
                  </span>
                ))}
              </li>
            )}
          </ul>
        </>
      )}
      {warnings.length > 0 && (
        <div className="mt-4 text-16">
          <p>Check before signing (not counted as gaps):</p>
          <ul className="mt-1 max-w-text list-disc space-y-1 pl-5">
            {warnings.map(({ statement, kind, text }) => (
              <li key={`${statement} ${kind}`}>
                <Link href={routes.statement(council, statement)}>{knownStatement(statement).name}</Link>:{' '}
                {text}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

const UNTOUCHED = ['unscored', 'no-reason', 'no-evidence'] as const;

/** Whether nothing has been entered for the statement. */
function isUntouched(gaps: readonly Gap[]): boolean {
  return UNTOUCHED.every((kind) => gaps.some((gap) => gap.kind === kind));
}

type StatementGapsProps = Omit<GapsListProps, 'flags' | 'maySign'> & { statement: StatementId };

function StatementGaps({ council, statement, gaps, mayMend }: StatementGapsProps) {
  const { name } = knownStatement(statement);
  return (
    <li>
      <span className="font-semibold">{name}:</span>{' '}
      {gaps.map((gap, index) => (
        <span key={gap.kind}>
          {index > 0 && ' · '}
          <Link href={placeOf(council, gap, mayMend)}>
            {gap.text}
            <span className="sr-only">: {name}</span>
          </Link>
        </span>
      ))}
      {mayMend && (
        <>
          {' · '}
          <Link href={routes.addFinding(council, { statement, source: 'gap' })}>
            Add a finding<span className="sr-only"> for {name}</span>
          </Link>
          {' · '}
          <Link href={routes.addAction(council, { statement })}>
            Add an action<span className="sr-only"> for {name}</span>
          </Link>
        </>
      )}
    </li>
  );
}

function placeOf(council: string, { statement, kind }: Gap, mayMend: boolean): string {
  const page = routes.statement(council, statement);
  switch (kind) {
    case 'unscored':
      return `${page}#score`;
    case 'no-reason':
      return `${page}#strengths`;
    case 'not-completed':
      return mayMend ? `${page}#completed` : page;
    case 'no-evidence':
      return mayMend ? routes.addEvidence(council, { statement }) : page;
    case 'stale-evidence':
      return routes.evidence(council, { statement });
    default:
      return page;
  }
}
