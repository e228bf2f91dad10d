import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import { routes } from '#lib/kernel/routes.ts';
import { type StatementId, statement as statementOf } from '#lib/scoring/index.ts';
import type { Need } from '#lib/work/todos/rules.ts';

/** The person's tasks, statement by statement, each with a link. */
export function NeedsList({ council, needs }: { council: string; needs: readonly Need[] }) {
  if (needs.length === 0) return null;
  const whole = needs.filter(({ statement }) => statement === null);
  const subjects = [...new Set(needs.flatMap(({ statement }) => statement ?? []))];
  return (
    <Section heading="For you to do">
      <ul className="max-w-text space-y-2">
        {whole.map(({ kind, text }) => (
          <li key={kind}>
            <Link href={WHERE[kind]?.(council) ?? routes.review(council)}>{text}.</Link>
          </li>
        ))}
        {subjects.map((statement) => {
          const own = needs.filter((need) => need.statement === statement);
          const words = own.map(({ text }) => text.replace(/\.?$/, '.')).join(' ');
          return (
            <li key={statement}>
              <Link href={hrefOf(council, own, statement)}>{statementOf(statement).name}</Link>: {words}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** The page for a task about the whole assessment, if not its review. */
const WHERE: Partial<Record<Need['kind'], (council: string) => string>> = {
  closing: routes.closing,
  'closing-declined': routes.startAssessment,
};

/** Tasks about challenge scores alone belong to their page. */
function hrefOf(council: string, needs: readonly Need[], statement: StatementId): string {
  const isChallenge = needs.every(({ kind }) => kind === 'challenge-score' || kind === 'challenge-gap');
  return isChallenge ? routes.challenge(council, statement) : routes.statement(council, statement);
}
