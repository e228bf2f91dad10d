/** The state of a form after it was sent: errors by field and the typed values, or another outcome. */
export type FormState<Field extends string, Outcome = never> =
  | { readonly status: 'untouched' }
  | {
      readonly status: 'refused';
      /** Messages by field, in the order on the page. '' is the form as a whole. */
      readonly errors: readonly FieldError<Field>[];
      readonly values: Readonly<Partial<Record<Field, string>>>;
      /** The token it was sent with, if another person opened the form, which stays theirs. */
      readonly formToken?: string;
    }
  | Outcome;

export type FieldError<Field extends string> = { readonly field: Field | ''; readonly message: string };

/** The hidden field for the token of the person who opened the form. */
export const FORM_TOKEN_FIELD = 'form';

export const untouched = { status: 'untouched' } as const;

/** The state of an action's form. */
export type StateOf<Action> = Action extends (...sent: never[]) => Promise<infer State> ? State : never;

/** The message for one field, if it has one. */
export function errorFor<Field extends string>(
  errors: readonly FieldError<Field>[],
  field: Field | '',
): string | undefined {
  return errors.find((error) => error.field === field)?.message;
}
