import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import type { Need } from '#lib/needs/rules.ts';
import { routes } from '#lib/routes.ts';
import { type StatementId, statement as statementOf } from '#lib/scoring/index.ts';

/** What waits for the person who looks, each with a way to where it is dealt with. */
export function NeedsList({ council, needs }: { council: string; needs: readonly Need[] }) {
  if (needs.length === 0) return null;
  return (
    <Section heading="Needs you">
      <ul className="max-w-text space-y-2">
        {needs.map(({ kind, statement, text }) => (
          <li key={`${kind} ${statement}`}>
            {statement === null ? (
              <Link href={routes.review(council)}>{text}</Link>
            ) : (
              <>
                <Link href={hrefOf(council, kind, statement)}>{statementOf(statement).name}</Link>: {text}
              </>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function hrefOf(council: string, kind: Need['kind'], statement: StatementId): string {
  return kind === 'challenge-score' || kind === 'challenge-gap'
    ? routes.challenge(council, statement)
    : routes.statement(council, statement);
}
