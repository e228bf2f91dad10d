import type { Framework, Mapping, Statement } from './framework.ts';
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
  readonly mapping: Mapping;
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
    mapping,
  };
}
