import type { Framework } from '#lib/frameworks/framework.ts';
import { SHARED_TOPICS, statementTopics } from '#lib/frameworks/topics.ts';
import { isSameName } from '#lib/kernel/text/fold.ts';
import type { ListRow } from '#lib/record/returns/rules.ts';

const ABOUT_YOU: readonly Pick<ListRow, 'asked' | 'kind'>[] = [
  { asked: 'Your self-assessment, and who agreed it', kind: 'documents' },
  { asked: 'How adult social care is organised: structure, roles and decisions', kind: 'documents' },
  { asked: 'Strategies and plans for adult social care, and what has come of them', kind: 'documents' },
  { asked: 'The latest report on performance to councillors', kind: 'documents' },
  { asked: 'The last peer challenge or review, and what you did about it', kind: 'documents' },
];

/**
 * A list to start with, of our own: about the council, about each topic of the framework’s statements, and about what
 * cuts across them. It is not the regulator’s, so it has no numbers.
 */
export function checklistOf(framework: Framework): readonly ListRow[] {
  const topics = statementTopics(framework);
  const nameOf = new Map(framework.statements.map(({ id, name }) => [id, name]));
  return [
    ...ABOUT_YOU.map((row) => ({ number: '', heading: 'About the council', statements: [], ...row })),
    ...topics.map(({ name, statement }) => ({
      number: '',
      heading: (statement && nameOf.get(statement)) ?? '',
      asked: name,
      statements: statement ? [statement] : [],
      kind: 'any' as const,
    })),
    ...SHARED_TOPICS.filter(({ name }) => topics.every((topic) => !isSameName(topic.name, name))).map(
      ({ name }) => ({
        number: '',
        heading: 'Across all statements',
        asked: name,
        statements: [],
        kind: 'any' as const,
      }),
    ),
  ];
}
