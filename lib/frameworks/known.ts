import { CQC_2023 } from './cqc-2023.ts';
import type { Framework, Statement, StatementId } from './framework.ts';

// Frameworks added when the server starts. Kept with the process, because a bundler may load this module several times.
const ADDED = Symbol.for('assurance.added-frameworks');
type Holder = { [ADDED]?: readonly Framework[] };

/** Every framework of this installation, the oldest first. Statement ids are unique among them. */
export function knownFrameworks(): readonly Framework[] {
  return [CQC_2023, ...((globalThis as Holder)[ADDED] ?? [])];
}

/**
 * Adds a framework to those of this process.
 *
 * @throws {Error} if another framework has its id or the id of one of its statements, or if a mapping names an unknown
 * framework or statement, or leaves out a score of comparable statements
 */
export function addFramework(framework: Framework): void {
  const known = knownFrameworks();
  const taken = known.flatMap(({ id, statementIds }) => [id, ...statementIds]);
  const repeated = [framework.id, ...framework.statementIds].filter((id) => taken.includes(id));
  if (repeated.length > 0) throw new Error(`Framework ${framework.id} repeats ${repeated.join(', ')}`);
  for (const { from, statements, comparable, scores } of framework.mappings) {
    const earlier = known.find(({ id }) => id === from);
    const unknown = Object.values(statements).filter((id) => !earlier?.statementIds.includes(id));
    if (!earlier || unknown.length > 0)
      throw new Error(
        `Framework ${framework.id} continues what is unknown: ${[from, ...unknown].join(', ')}`,
      );
    const left =
      comparable.length === 0 ? [] : earlier.scores.filter((score) => !Object.hasOwn(scores, score));
    if (left.length > 0)
      throw new Error(
        `Framework ${framework.id} does not translate these scores of ${from}: ${left.join(', ')}`,
      );
  }
  (globalThis as Holder)[ADDED] = [...known.slice(1), framework];
}

/** The statements of every framework, in their order. */
export function knownStatements(): readonly Statement[] {
  return knownFrameworks().flatMap(({ statements }) => statements);
}

/** Their ids. */
export function knownStatementIds(): readonly StatementId[] {
  return knownFrameworks().flatMap(({ statementIds }) => statementIds);
}

/** The framework with this id. @throws {Error} if this installation has none */
export function frameworkOf(id: string): Framework {
  const found = knownFrameworks().find((framework) => framework.id === id);
  if (!found) throw new Error(`No framework is called ${id}`);
  return found;
}

/** The name of a framework, or its id if this installation no longer has it. */
export function frameworkName(id: string): string {
  return knownFrameworks().find((framework) => framework.id === id)?.name ?? id;
}

/** The framework of kept content or of an event. None named: it is from before there were others, so CQC's of 2023. */
export function frameworkOfRecord(id: string | undefined): Framework {
  return id === undefined ? CQC_2023 : frameworkOf(id);
}

/** Whether a value, such as one from an address, is the id of a statement of any framework. Case matters. */
export function isKnownStatement(value: unknown): value is StatementId {
  return knownStatementIds().some((id) => id === value);
}

/** A statement of any framework. @throws {Error} if there is none */
export function knownStatement(id: StatementId): Statement {
  const found = knownStatements().find((statement) => statement.id === id);
  if (!found) throw new Error(`No statement is called ${id}`);
  return found;
}

/** The framework that a statement belongs to. @throws {Error} if there is none */
export function frameworkOfStatement(id: StatementId): Framework {
  const found = knownFrameworks().find(({ statementIds }) => statementIds.includes(id));
  if (!found) throw new Error(`No statement is called ${id}`);
  return found;
}

/** Rows in the order of their statements. */
export function inFrameworkOrder<Row extends { readonly statement: StatementId }>(
  rows: readonly Row[],
): readonly Row[] {
  const order = knownStatementIds();
  return rows.toSorted((a, b) => order.indexOf(a.statement) - order.indexOf(b.statement));
}

/**
 * The frameworks that a cycle can start on: those in force, and the one of the council's last cycle even if a later one
 * has replaced it. The last cycle's is first.
 */
export function frameworksToStartOn(last: string | undefined): readonly Framework[] {
  const offered = knownFrameworks().filter(({ id, status }) => status === 'in-force' || id === last);
  return offered.toSorted((a, b) => Number(b.id === last) - Number(a.id === last));
}
