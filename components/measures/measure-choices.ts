import type { Framework } from '#lib/frameworks/framework.ts';
import { knownStatement } from '#lib/frameworks/known.ts';
import { SHARED_TOPICS } from '#lib/frameworks/topics.ts';
import { DIRECTION_NAMES, DIRECTIONS, UNIT_NAMES, UNITS } from '#lib/record/measures/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import type { MeasureChoices } from './measure-form.tsx';

/**
 * The choices in a measure's form. Made on the server, to keep them out of the script.
 * @param kept - the measure's statement, which can be kept even if the framework does not have it
 */
export function measureChoices(framework: Framework, kept?: StatementId): MeasureChoices {
  const statements = [
    ...framework.statements,
    ...(kept && !framework.statementIds.includes(kept) ? [knownStatement(kept)] : []),
  ];
  return {
    units: UNITS.map((value) => ({ value, label: UNIT_NAMES[value] })),
    directions: DIRECTIONS.map((value) => ({ value, label: DIRECTION_NAMES[value] })),
    statements: statements.map(({ id, name }) => ({ value: id, label: name })),
    topics: SHARED_TOPICS.map(({ key, name }) => ({ value: key, label: name })),
  };
}
