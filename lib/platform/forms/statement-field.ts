import { z } from 'zod';
import { textFields } from '#lib/platform/forms/text-field.ts';
import { isStatementId, type StatementId } from '#lib/scoring/index.ts';

/** The id of a quality statement. `message`: what people are told when it is none. */
export function statementField(message: string) {
  return z.custom<StatementId>(isStatementId, message).register(textFields, { kind: 'hidden' });
}

/** Which statement a form is about, for schemas that do not say. */
export const aboutStatement = z.object({
  statement: statementField('Open this page again from the list of statements'),
});

/** What the outcome of such a form is told by. */
export type AboutStatement = {
  readonly council: string;
  readonly input: { readonly statement: StatementId };
};
