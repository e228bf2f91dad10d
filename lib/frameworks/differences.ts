import type { Framework, Statement } from './framework.ts';
import { continuedAs, continuedFrom, mappingBetween } from './mapping.ts';

/** What a later framework makes of an earlier one. */
export type Differences = {
  /** In the order of the later framework. `before`: the statement it continues; null: it is new. */
  readonly statements: readonly {
    readonly statement: Statement;
    readonly before: Statement | null;
    /** Whether its scores mean the same as before. */
    readonly isComparable: boolean;
  }[];
  /** Earlier statements that do not continue, in their order. */
  readonly gone: readonly Statement[];
  readonly isTotalComparable: boolean;
};

/** How one framework continues in another. Null: no mapping says. */
export function differencesBetween(from: Framework, to: Framework): Differences | null {
  const mapping = mappingBetween(from, to);
  if (!mapping) return null;
  return {
    statements: to.statements.map((statement) => {
      const earlier = continuedFrom(mapping, statement.id);
      return {
        statement,
        before: from.statements.find(({ id }) => id === earlier) ?? null,
        isComparable: mapping.comparable.includes(statement.id),
      };
    }),
    gone: from.statements.filter(({ id }) => continuedAs(mapping, id) === null),
    isTotalComparable: mapping.isTotalComparable,
  };
}

/** "11 statements in 5 themes, scored 1 to 5." */
export function describeFramework({ statements, themes, lowestScore, highestScore }: Framework): string {
  const inThemes = themes.length === 1 ? '' : ` in ${themes.length} themes`;
  return `${statements.length} statements${inThemes}, scored ${lowestScore} to ${highestScore}.`;
}

/** "8 of them continue statements of the last assessment and 3 are new. Not continued: Equity in experiences and outcomes." */
export function describeContinuation(from: Framework, to: Framework): string {
  const differences = differencesBetween(from, to);
  if (!differences) return 'It is not known how the statements of the last assessment continue in it.';
  const { statements, gone } = differences;
  const added = statements.filter(({ before }) => before === null).length;
  const continued = statements.length - added;
  const fresh = added === 0 ? 'none is new' : `${added} ${added === 1 ? 'is' : 'are'} new`;
  const sentence = `${continued} of them continue statements of the last assessment and ${fresh}.`;
  return gone.length === 0
    ? sentence
    : `${sentence} Not continued: ${gone.map(({ name }) => name).join('; ')}.`;
}
