import type { Framework, Mapping, Statement, StatementId } from './framework.ts';
import { frameworkOfStatement, knownStatement } from './known.ts';
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

/**
 * "8 of them continue statements of the last assessment and 3 are new. Not continued: Equity in experiences and outcomes.
 * Scores are not copied for: Neighbourhoods. For the others, a score of 3 becomes 4 and 4 becomes 5."
 */
export function describeContinuation(from: Framework, to: Framework): string {
  const differences = differencesBetween(from, to);
  const mapping = mappingBetween(from, to);
  if (!differences || !mapping)
    return 'It is not known how the statements of the last assessment continue in it.';
  const { statements, gone } = differences;
  const continued = statements.filter(({ before }) => before !== null);
  const added = statements.length - continued.length;
  const fresh = added === 0 ? 'none is new' : `${added} ${added === 1 ? 'is' : 'are'} new`;
  const incomparable = continued.filter(({ isComparable }) => !isComparable);
  const scale = describeScale(mapping);
  return [
    `${continued.length} of them continue statements of the last assessment and ${fresh}.`,
    gone.length > 0 && `Not continued: ${gone.map(({ name }) => name).join('; ')}.`,
    incomparable.length > 0 &&
      `Scores are not copied for: ${incomparable.map(({ statement }) => statement.name).join('; ')}.`,
    scale && `${incomparable.length > 0 ? 'For the others, a' : 'A'} ${scale}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** "score of 3 becomes 4 and 4 becomes 5": the scores that differ on the later scale. Null: none does. */
export function describeScale({ scores }: Mapping): string | null {
  const moved = Object.entries(scores)
    .filter(([before, after]) => Number(before) !== after)
    .map(([before, after]) => `${before} becomes ${after}`);
  if (moved.length === 0) return null;
  return `score of ${[moved.slice(0, -1).join(', '), ...moved.slice(-1)].filter(Boolean).join(' and ')}`;
}

/** What a statement holds that was carried forward from an assessment on a framework, as sentences. */
export function describeCopied(from: Framework, statement: StatementId): string {
  const mapping = mappingBetween(from, frameworkOfStatement(statement));
  const earlier = mapping && continuedFrom(mapping, statement);
  if (!earlier || earlier === statement) return 'The score, texts and evidence are from that assessment.';
  const source = `are from “${knownStatement(earlier).name}” in that assessment, which used another framework`;
  if (!mapping.comparable.includes(statement))
    return `The texts and evidence ${source}. Its score was not copied, because scores of this statement mean something else.`;
  const scale = describeScale(mapping);
  return `The score, texts and evidence ${source}.${scale ? ` A ${scale}.` : ''}`;
}
