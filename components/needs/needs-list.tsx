import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import type { Need } from '#lib/needs/rules.ts';
import { routes } from '#lib/routes.ts';
import { type StatementId, statement as statementOf } from '#lib/scoring/index.ts';

/** What waits for the person who looks, statement by statement, each with a way to where it is dealt with. */
export function NeedsList({ council, needs }: { council: string; needs: readonly Need[] }) {
  if (needs.length === 0) return null;
  const subjects = [...new Set(needs.map(({ statement }) => statement))];
  return (
    <Section heading="Needs you">
      <ul className="max-w-text space-y-2">
        {subjects.map((statement) => {
          const own = needs.filter((need) => need.statement === statement);
          const words = own.map(({ text }) => text.replace(/\.?$/, '.')).join(' ');
          return (
            <li key={statement}>
              {statement === null ? (
                <Link href={routes.review(council)}>{words}</Link>
              ) : (
                <>
                  <Link href={hrefOf(council, own, statement)}>{statementOf(statement).name}</Link>: {words}
                </>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** What concerns nothing but challenge scores is dealt with on their page. */
function hrefOf(council: string, needs: readonly Need[], statement: StatementId): string {
  const isChallenge = needs.every(({ kind }) => kind === 'challenge-score' || kind === 'challenge-gap');
  return isChallenge ? routes.challenge(council, statement) : routes.statement(council, statement);
}
