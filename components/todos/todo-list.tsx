import type { ReactNode } from 'react';
import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import { Tag } from '#components/ui/tag.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import type { Todo } from '#lib/work/todos/rules.ts';
import { hrefOfDuty } from './duty-link.ts';

type TodoListProps = {
  council: string;
  todos: readonly Todo[];
  /** The name of each statement's owner, or null. */
  owners: Readonly<Record<StatementId, string | null>>;
  /** Whether others read it too, so that the person's own tasks need their name as well. */
  isForAll?: boolean | undefined;
};

/** What has to be done, statement by statement, each with a link and, if others have to do it, with their name. */
export function TodoList({ council, todos, owners, isForAll = false }: TodoListProps) {
  if (todos.length === 0) return null;
  const general = todos.filter(({ statement }) => statement === null);
  const overdue = todos.flatMap(({ kind, statement }) => (kind === 'overdue' && statement ? statement : []));
  const subjects = [...new Set([...overdue, ...todos.flatMap(({ statement }) => statement ?? [])])];
  const isAllMine = !isForAll && todos.every(({ isMine }) => isMine);
  const isMine = (statement: StatementId) =>
    !isForAll && todos.some((todo) => todo.statement === statement && todo.isMine);
  return (
    <Section heading={isAllMine ? 'For you to do' : 'To do'} message={describeTodos(todos, isForAll)}>
      <ul className="todo-list">
        {general.map((todo) => (
          <Row key={`${todo.text} ${todo.duty?.owner?.id}`} who={isAllMine ? null : whoDoes(todo)}>
            {todo.kind === 'duty-overdue' && <Tag tone="warning">Overdue</Tag>}{' '}
            <Link href={hrefOfGeneral(council, todo)}>{todo.text}.</Link>
          </Row>
        ))}
        {subjects.map((statement) => {
          const own = todos.filter((todo) => todo.statement === statement);
          const words = own.map(({ text }) => text.replace(/\.?$/, '.')).join(' ');
          const who = isMine(statement) ? 'You' : (owners[statement] ?? 'No owner');
          return (
            <Row key={statement} who={isAllMine ? null : who}>
              {overdue.includes(statement) && <Tag tone="warning">Overdue</Tag>}{' '}
              <Link href={hrefOf(council, own, statement)}>{knownStatement(statement).name}</Link>: {words}
            </Row>
          );
        })}
      </ul>
    </Section>
  );
}

/** Whose it is that concerns no statement. */
function whoDoes({ isMine, duty }: Todo): string {
  return isMine ? 'You' : (duty?.owner?.name ?? 'No owner');
}

function hrefOfGeneral(council: string, { kind, item, duty, isMine }: Todo): string {
  if (duty) return hrefOfDuty(council, duty, isMine ? (duty.owner?.id ?? null) : null);
  if (item) return routes.eraseEvidence(council, item);
  return WHERE[kind]?.(council) ?? routes.review(council);
}

function Row({ who, children }: { who: string | null; children: ReactNode }) {
  return (
    <li>
      <p>{children}</p>
      {who !== null && <p>{who}</p>}
    </li>
  );
}

/** "1 overdue, 2 for you". Null if nothing is overdue and all is for this person. */
function describeTodos(todos: readonly Todo[], isForAll: boolean): string | null {
  const subject = ({ kind, statement, text, duty }: Todo) => statement ?? (duty ? text : kind);
  const isLate = ({ kind }: Todo) => kind === 'overdue' || kind === 'duty-overdue';
  const overdue = new Set(todos.filter(isLate).map(subject));
  const subjects = new Set(todos.map(subject));
  const mine = new Set(todos.filter((todo) => todo.isMine).map(subject));
  const parts = [
    ...(overdue.size > 0 ? [`${overdue.size} overdue`] : []),
    ...(!isForAll && mine.size > 0 && mine.size < subjects.size ? [`${mine.size} for you`] : []),
  ];
  return parts.length === 0 ? null : parts.join(', ');
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
