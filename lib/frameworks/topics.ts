import { deepFreeze } from './deep-freeze.ts';
import { type Framework, ownTopicNumber, type StatementId, type TopicKey, topicKey } from './framework.ts';
import { knownFrameworks } from './known.ts';

export interface Topic {
  readonly key: TopicKey;
  readonly name: string;
  /** The statement whose topic it is. Null: it cuts across statements. */
  readonly statement: StatementId | null;
}

/**
 * Topics that cut across statements: those that the published lessons of the first round name, in our own words, and the
 * two groups of people that reviews of local health and care systems looked at.
 */
export const SHARED_TOPICS: readonly Topic[] = deepFreeze([
  { key: 'carers', name: 'Unpaid carers', statement: null },
  { key: 'equality', name: 'Equality and lived experience', statement: null },
  { key: 'waiting', name: 'Waiting lists', statement: null },
  { key: 'transitions', name: 'Young people moving to adult services', statement: null },
  { key: 'workforce', name: 'Workforce', statement: null },
  { key: 'discharge', name: 'Hospital discharge', statement: null },
  { key: 'older', name: 'People over 65', statement: null },
  { key: 'dementia', name: 'People living with dementia', statement: null },
]);

/** The topics of a framework’s statements, in its order. */
export function statementTopics({ statements }: Pick<Framework, 'statements'>): readonly Topic[] {
  return statements.flatMap(({ id, topics }) =>
    topics.map((name) => ({ key: topicKey(id, name), name, statement: id })),
  );
}

/** Every topic of this installation: those that cut across statements first. */
export function knownTopics(): readonly Topic[] {
  return [...SHARED_TOPICS, ...knownFrameworks().flatMap(statementTopics)];
}

/** Its name. `own`: the council’s own topics; one that is not among them is named by its number, "Own topic 3". */
export function topicName(key: TopicKey, own: readonly Pick<Topic, 'key' | 'name'>[] = []): string {
  const number = ownTopicNumber(key);
  const known = number === null ? knownTopics() : own;
  return known.find((topic) => topic.key === key)?.name ?? (number === null ? key : `Own topic ${number}`);
}
