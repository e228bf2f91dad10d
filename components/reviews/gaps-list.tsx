import { Link } from '#components/ui/link.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { Flag } from '#lib/scoring/index.ts';
import { type Gap, gapCount } from '#lib/work/reviews/rules.ts';

type GapsListProps = {
  council: string;
  gaps: readonly Gap[];
  flags: readonly Flag[];
  /** Whether the reader can fill the gaps. The links then lead to the forms. */
  mayMend: boolean;
};

/** The gaps of each statement, with links to fill them. For below an h2. */
export function GapsList({ council, gaps, flags, mayMend }: GapsListProps) {
  const count = gapCount(gaps);
  const missing = gaps.filter(({ isWarning }) => !isWarning);
  const warnings = gaps.filter(({ isWarning }) => isWarning);
  return (
    <>
      {flags.map((flag) => (
        <WarningText key={flag.kind}>{flag.message}</WarningText>
      ))}
      {count === 0 ? (
        <p className="max-w-text">
          No gaps. Every statement is scored and completed, gives a reason for its score and mentions its
          evidence.
        </p>
      ) : (
        <>
          <p className="max-w-text">
            {formatCount(count, 'gap')}. The assessment can still be signed. The director will see this list.
          </p>
          {[...new Set(missing.map(({ statement }) => statement))].map((id) => {
            const { name } = knownStatement(id);
            return (
              <div key={id} className="mt-5">
                <h3 className="heading-3">{name}</h3>
                <ul className="mt-1 max-w-text list-disc space-y-1 pl-5">
                  {missing
                    .filter(({ statement }) => statement === id)
                    .map((gap) => (
                      <li key={gap.kind}>
                        <Link href={placeOf(council, gap, mayMend)}>
                          {gap.text}
                          <span className="sr-only">: {name}</span>
                        </Link>
                      </li>
                    ))}
                </ul>
              </div>
            );
          })}
        </>
      )}
      {warnings.length > 0 && (
        <div className="mt-5">
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
