import { knownStatement } from '#lib/frameworks/known.ts';
import { formatList } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { Done } from '#lib/platform/forms/form-action.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** The page to go to after adding or attaching evidence, and the message shown there. */
export function afterAddingEvidence(
  council: string,
  statement: StatementId | null | undefined,
  references: readonly string[],
): Done {
  const added = `${formatList(references)} added to`;
  return statement
    ? { to: routes.statement(council, statement), flash: `${added} ${knownStatement(statement).name}` }
    : { to: routes.evidence(council), flash: `${added} the evidence list` };
}

/** Why nothing was attached: these items are out of use. */
export function attachRefusal(references: readonly string[]): string {
  const have = references.length === 1 ? 'has' : 'have';
  return `Nothing was attached because ${formatList(references)} ${have} been withdrawn or erased. Attach other evidence`;
}
