/** What a form shows after it was sent: the fields' errors and the values typed, or a message about the whole. */
export type FormState<Field extends string, Outcome = never> =
  | { readonly status: 'untouched' }
  | {
      readonly status: 'refused';
      /** Plain messages by field; '' is the form as a whole. In the order of the fields on the page. */
      readonly errors: readonly FieldError<Field>[];
      readonly values: Readonly<Partial<Record<Field, string>>>;
      /** The token it was sent with, if another person opened it: the form stays theirs. */
      readonly formToken?: string;
    }
  | Outcome;

export type FieldError<Field extends string> = { readonly field: Field | ''; readonly message: string };

/** The hidden field with which a form says who opened it. */
export const FORM_TOKEN_FIELD = 'form';

export const untouched = { status: 'untouched' } as const;

/** What the form of an action shows. */
export type StateOf<Action> = Action extends (...sent: never[]) => Promise<infer State> ? State : never;

/** The message for one field, if it has one. */
export function errorFor<Field extends string>(
  errors: readonly FieldError<Field>[],
  field: Field | '',
): string | undefined {
  return errors.find((error) => error.field === field)?.message;
}
