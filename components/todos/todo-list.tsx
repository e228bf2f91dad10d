import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import type { Todo } from '#lib/work/todos/rules.ts';

/** The person's tasks, statement by statement, each with a link. */
export function TodoList({ council, todos }: { council: string; todos: readonly Todo[] }) {
  if (todos.length === 0) return null;
  const general = todos.filter(({ statement }) => statement === null);
  const subjects = [...new Set(todos.flatMap(({ statement }) => statement ?? []))];
  return (
    <Section heading="For you to do">
      <ul className="max-w-text space-y-2">
        {general.map(({ kind, text }) => (
          <li key={kind}>
            <Link href={WHERE[kind]?.(council) ?? routes.review(council)}>{text}.</Link>
          </li>
        ))}
        {subjects.map((statement) => {
          const own = todos.filter((todo) => todo.statement === statement);
          const words = own.map(({ text }) => text.replace(/\.?$/, '.')).join(' ');
          return (
            <li key={statement}>
              <Link href={hrefOf(council, own, statement)}>{knownStatement(statement).name}</Link>: {words}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** The page for a task about the whole assessment, if not its review. */
const WHERE: Partial<Record<Todo['kind'], (council: string) => string>> = {
  closing: routes.closing,
  'closing-declined': routes.startAssessment,
};

/** Tasks about challenge scores alone belong to their page. */
function hrefOf(council: string, todos: readonly Todo[], statement: StatementId): string {
  const isChallenge = todos.every(({ kind }) => kind === 'challenge-score' || kind === 'challenge-gap');
  return isChallenge ? routes.challenge(council, statement) : routes.statement(council, statement);
}
