import { z } from 'zod';
import { isKnownStatement } from '#lib/frameworks/known.ts';
import { textFields } from '#lib/platform/forms/text-field.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** The id of a quality statement. `message`: for any other value. */
export function statementField(message: string) {
  return z.custom<StatementId>(isKnownStatement, message).register(textFields, { kind: 'hidden' });
}

/** The statement that a form is about, for schemas without one. */
export const aboutStatement = z.object({
  statement: statementField('Open this page again from the list of statements'),
});

/** What the outcomes of such a form are given. */
export type AboutStatement = {
  readonly council: string;
  readonly input: { readonly statement: StatementId };
};
