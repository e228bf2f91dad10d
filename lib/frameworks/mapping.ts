import type { Framework, Mapping, Score, StatementId } from './framework.ts';
import { frameworkOf, frameworkOfStatement, knownStatementIds } from './known.ts';

/** How the statements of one framework continue in another; in the same, as themselves. Null: no mapping says. */
export function mappingBetween(from: Framework, to: Framework): Mapping | null {
  if (from.id === to.id) return identityMapping(to);
  return to.mappings.find((mapping) => mapping.from === from.id) ?? null;
}

/** Whether scores out of 100 mean the same in two frameworks, the earlier first. */
export function areTotalsComparable(from: string, to: string): boolean {
  return mappingBetween(frameworkOf(from), frameworkOf(to))?.isTotalComparable === true;
}

/** Every statement of a framework as itself. */
export function identityMapping({ id, statementIds, scores }: Framework): Mapping {
  return {
    from: id,
    statements: Object.fromEntries(statementIds.map((statement) => [statement, statement])),
    comparable: statementIds,
    isTotalComparable: true,
    scores: Object.fromEntries(scores.map((score) => [score, score])),
  };
}

/** The earlier statement that a statement continues. Null: it is new. */
export function continuedFrom(mapping: Mapping, statement: StatementId): StatementId | null {
  return mapping.statements[statement] ?? null;
}

/** The statement that continues an earlier one. Null: it is gone. */
export function continuedAs(mapping: Mapping, earlier: StatementId): StatementId | null {
  return Object.keys(mapping.statements).find((id) => mapping.statements[id] === earlier) ?? null;
}

/** An earlier score of what a statement continues, on the later scale. Null: there was none, or it is not comparable. */
export function translatedScore(mapping: Mapping, statement: StatementId, score: Score | null): Score | null {
  if (score === null || !mapping.comparable.includes(statement)) return null;
  return mapping.scores[score] ?? null;
}

/**
 * The score of what a statement continues, on its own scale. Null: it was not scored. `new`: it continues nothing.
 * `not comparable`: no mapping says that scores mean the same.
 */
export type EarlierScore = Score | null | 'new' | 'not comparable';

/** @param scores - by the earlier framework's statements */
export function earlierScore(
  mapping: Mapping | null,
  statement: StatementId,
  scores: Readonly<Record<StatementId, Score | null>>,
): EarlierScore {
  if (!mapping) return 'not comparable';
  const earlier = continuedFrom(mapping, statement);
  if (earlier === null) return 'new';
  if (!mapping.comparable.includes(statement)) return 'not comparable';
  return translatedScore(mapping, statement, scores[earlier] ?? null);
}

/** What any known statement is called in a framework, be it later or earlier. Null: it is new there, or gone. */
export function statementIn(framework: Framework, id: StatementId): StatementId | null {
  const own = frameworkOfStatement(id);
  const mapping = mappingBetween(own, framework);
  if (mapping) return continuedAs(mapping, id);
  const back = mappingBetween(framework, own);
  return back && continuedFrom(back, id);
}

/** A statement, with those of other frameworks that it continues or that continue it. */
export function sameStatements(id: StatementId): readonly StatementId[] {
  const framework = frameworkOfStatement(id);
  return knownStatementIds().filter((other) => statementIn(framework, other) === id);
}
