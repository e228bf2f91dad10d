import 'server-only';
import { createHash } from 'node:crypto';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import type { z } from 'zod';
import { storableText } from '#lib/kernel/text/clean.ts';
import type { CouncilContext, SignedIn } from '#lib/platform/access/context.ts';
import type { Permission } from '#lib/platform/access/permissions.ts';
import { findContext } from '#lib/platform/auth/gate.ts';
import { requestFacts, signedIn } from '#lib/platform/auth/session.ts';
import { submissionOf } from '#lib/platform/db/submissions.ts';
import {
  ANOTHER_PERSON,
  failureMessage,
  NOT_FOUND,
  PAGE_OUT_OF_DATE,
  SIGNED_OUT,
} from '#lib/platform/forms/failure.ts';
import { withFlash } from '#lib/platform/forms/flash.ts';
import {
  type FieldError,
  FORM_TOKEN_FIELD,
  type FormState,
  type untouched,
} from '#lib/platform/forms/form-state.ts';
import { readFormToken } from '#lib/platform/forms/form-token.ts';
import { readDate } from '#lib/platform/forms/read-date.ts';
import { fieldErrors, readForm } from '#lib/platform/forms/read-form.ts';

/** Called by React when a form is sent. `State` is what the form then shows. */
export type FormAction<State> = {
  (before: State | typeof untouched, form: FormData): Promise<State>;
  /** The same outside a request: the address it leads to, or the state it shows. */
  readonly answer: (form: FormData, sender: () => Promise<Sender>) => Promise<Reply<State>>;
};

/** The sender of a form. */
export type Sender = {
  readonly session: SignedIn | null;
  readonly requestId: string;
  /** The network address. */
  readonly address: string;
};

export type PersonContext = { readonly session: SignedIn; readonly address: string };
export type PublicContext = { readonly address: string };

type Reply<State> =
  | { readonly to: string; readonly flash?: string }
  | { readonly state: State; readonly redraw: boolean };

/** A page to go to, and the message to show there once. */
export type Done = { readonly to: string; readonly flash: string };

type Values<Field extends string> = Readonly<Partial<Record<Field, string>>>;

type Fields<Field extends string, Hidden extends string> = {
  /** The visible fields, in the order on the page. Values are given back if the form is refused. */
  readonly fields: readonly Field[];
  /** The fields that are dates in three boxes. */
  readonly dates?: readonly NoInfer<Field>[];
  /** The fields that are checkboxes: a list for the schema, given back joined by commas. */
  readonly lists?: readonly NoInfer<Field>[];
  /** The fields that each row of a table has, named `field.row`: a record for the schema, given back by those names. */
  readonly rows?: readonly NoInfer<Field>[];
  /** The fields that are never given back. */
  readonly secrets?: readonly NoInfer<Field>[];
  /** The hidden fields, also given back. */
  readonly hidden?: readonly Hidden[];
  /** The fields that are files: a `File` for the schema, or null. Never given back. */
  readonly files?: readonly NoInfer<Field>[];
};

type Schema<Field extends string, Input> =
  | z.ZodType<Input>
  /** A schema that depends on what was sent. Null: not found. */
  | ((values: Values<Field>) => z.ZodType<Input> | null);

type Result = { readonly outcome: string };

/** The answer to an outcome: a page to go to, errors, or another state of the form. */
export type Answer<Field extends string, Shown> =
  | string
  | Done
  | FieldError<Field>
  | readonly FieldError<Field>[]
  | Refusal<Field>
  | Shown;

type Refusal<Field extends string> = {
  readonly errors: readonly FieldError<Field>[];
  /** Replaces values that were sent. */
  readonly values?: Values<Field>;
  /** Renders the page around the form again, because it is out of date. */
  readonly redraw?: true;
};

type OfOutcome<R, Outcome> = R extends { readonly outcome: infer One }
  ? Outcome extends One
    ? R & { readonly outcome: Outcome }
    : never
  : never;

type Outcomes<R extends Result, Field extends string, Shown, Sent> = {
  readonly [Outcome in R['outcome']]:
    | Answer<Field, Shown>
    | ((result: OfOutcome<R, Outcome>, sent: Sent) => Answer<Field, Shown>);
};

type Sent<Field extends string, Input> = { readonly input: Input; readonly values: Values<Field> };

type Form<
  Context,
  Field extends string,
  Hidden extends string,
  Input,
  R extends Result,
  Shown,
  More,
> = Fields<Field, Hidden> & {
  readonly schema: Schema<Field | Hidden, Input>;
  /** Values to give back instead of those sent, such as a file's text, once the schema has read them. */
  readonly giveBack?: (input: Input) => Values<Field | Hidden>;
  readonly run: (context: Context, input: Input, values: Values<Field | Hidden>) => Promise<R>;
  /** An answer for every outcome of `run`: a new outcome does not compile without one. */
  readonly outcomes: Outcomes<R, Field | Hidden, Shown, Sent<Field | Hidden, Input> & More>;
};

/** Only for a council's form. `name` is the action's, and unique. */
type CouncilOwn = { readonly name: string; readonly permission: Permission };
type CouncilMore = { readonly council: string };

export type CouncilForm<
  Field extends string,
  Hidden extends string,
  Input,
  R extends Result,
  Shown extends object = never,
> = Form<CouncilContext, Field, Hidden, Input, R, Shown, CouncilMore> & CouncilOwn;

/**
 * The action of a form in a council, which its hidden field `council` names. Only the person who opened the form can
 * send it, and only with the permission. Reads and checks the fields, runs the command and answers with its outcome.
 * Sent twice, it has one effect and one answer.
 *
 * @example
 * export const closeThreadAction = formAction({
 *   name: 'closeThread',
 *   permission: 'comment:resolve',
 *   fields: ['reason'],
 *   hidden: ['thread'],
 *   schema: closeThreadSchema,
 *   run: closeThread,
 *   outcomes: {
 *     closed: (_, { council, input }) => ({ to: routes.thread(council, input.thread), flash: 'Thread closed' }),
 *     'closed already': { field: '', message: 'Nothing was changed because this thread is already closed' },
 *     'not found': NOT_FOUND,
 *   },
 * });
 */
export const formAction = actionsOf<CouncilContext, CouncilMore, CouncilOwn>({
  more: (data) => ({ council: councilIn(data) }),
  enter: async ({ name, permission }, data, sender) => {
    const owner = await ownerOf(data, sender);
    if (!owner.ok) return owner;
    const { session, requestId, key } = owner.context;
    const context = findContext(session, councilIn(data), permission, requestId);
    if (!context) return { ok: false, error: NOT_FOUND };
    const submission = submissionOf(key, name, await entriesOf(data));
    return { ok: true, context: { ...context, submission } };
  },
  failure: failureMessage,
});

/** The action of a person's own form, outside any council. */
export const personAction = actionsOf<PersonContext, unknown, unknown>({
  more: () => ({}),
  enter: (_, data, sender) => ownerOf(data, sender),
  failure: failureMessage,
});

/** The action of a form that anyone can send. It belongs to nobody, and a failure is answered with a page. */
export const publicAction = actionsOf<PublicContext, unknown, unknown>({
  more: () => ({}),
  enter: async (_form, _data, sender) => {
    const { address } = await sender();
    return { ok: true, context: { address } };
  },
  failure: (error) => {
    throw error;
  },
});

type Kind<Context, More, Own> = {
  /** Checks the sender, and makes the context for `run`. */
  readonly enter: (form: Own, data: FormData, sender: () => Promise<Sender>) => Promise<Entry<Context>>;
  /** Passed to `outcomes` beside the fields that were sent. */
  readonly more: (data: FormData) => More;
  /** The message for an unexpected error. */
  readonly failure: (error: unknown) => FieldError<never>;
};

function actionsOf<Context, More, Own>({ enter, more, failure }: Kind<Context, More, Own>) {
  return <
    const Field extends string,
    const Hidden extends string,
    Input,
    R extends Result,
    Shown extends object = never,
  >(
    form: Form<Context, Field, Hidden, Input, R, Shown, More> & Own,
  ): FormAction<FormState<Field | Hidden, Shown>> => {
    const answer: FormAction<FormState<Field | Hidden, Shown>>['answer'] = async (data, sender) => {
      const { values, sent } = readFields(form, data);
      let read: Values<Field | Hidden> | undefined;
      const refused = (refusal: Refusal<Field | Hidden>, formToken: { readonly formToken?: string } = {}) => {
        const given = { ...values, ...read, ...refusal.values };
        for (const secret of form.secrets ?? []) delete given[secret];
        const state = { status: 'refused', errors: refusal.errors, values: given, ...formToken } as const;
        return { state, redraw: refusal.redraw === true };
      };
      try {
        const schema = typeof form.schema === 'function' ? form.schema(values) : form.schema;
        const parsed = await schema?.safeParseAsync(sent);
        if (parsed?.success) read = form.giveBack?.(parsed.data);
        // Before any validation message, so that nothing is revealed to a person without access.
        const entry = await enter(form, data, sender);
        if (!entry.ok)
          return refused({ errors: [entry.error] }, entry.formToken ? { formToken: entry.formToken } : {});
        if (!parsed || (!parsed.success && form.fields.length === 0)) return refused({ errors: [NOT_FOUND] });
        if (!parsed.success) return refused({ errors: fieldErrors(parsed.error, form.fields) });
        const input = parsed.data;
        const result = await form.run(entry.context, input, values);
        const answer = form.outcomes[result.outcome as R['outcome']];
        const said =
          typeof answer === 'function'
            ? answer(result as OfOutcome<R, R['outcome']>, { ...more(data), input, values })
            : answer;
        if (typeof said === 'string') return { to: said };
        if (Array.isArray(said)) return refused({ errors: said });
        if ('to' in said) return said;
        if ('errors' in said) return refused(said);
        return 'status' in said ? { state: said, redraw: false } : refused({ errors: [said] });
      } catch (error) {
        return refused({ errors: [failure(error)] });
      }
    };
    const send = async (_before: unknown, data: FormData) => deliver(await answer(data, senderOfRequest));
    return Object.assign(send, { answer });
  };
}

function councilIn(data: FormData): string {
  return readForm(data, ['council']).council ?? '';
}

async function senderOfRequest(): Promise<Sender> {
  const { requestId, address } = await requestFacts();
  return { session: await signedIn(), requestId, address };
}

type Owner = PersonContext & {
  readonly requestId: string;
  /** The key in the form's token. */
  readonly key: string;
};

/** The signed-in person, if they opened the form. */
async function ownerOf(data: FormData, sender: () => Promise<Sender>): Promise<Entry<Owner>> {
  const { session, ...facts } = await sender();
  if (!session) return { ok: false, error: SIGNED_OUT };
  const formToken = data.get(FORM_TOKEN_FIELD);
  const opened = readFormToken(formToken, session.person.id);
  if (opened.ok) return { ok: true, context: { session, ...facts, key: opened.key } };
  return opened.reason === 'another person' && typeof formToken === 'string'
    ? { ok: false, error: ANOTHER_PERSON, formToken }
    : { ok: false, error: PAGE_OUT_OF_DATE };
}

type Entry<Context> =
  | { readonly ok: true; readonly context: Context }
  | { readonly ok: false; readonly error: FieldError<never>; readonly formToken?: string };

async function deliver<State>(reply: Reply<State>): Promise<State> {
  if ('to' in reply) {
    redirect(reply.flash === undefined ? reply.to : await withFlash(reply.to, reply.flash));
  }
  if (reply.redraw) refresh();
  return reply.state;
}

function readFields<Field extends string, Hidden extends string>(
  { fields, dates = [], lists = [], rows = [], files = [], hidden = [] }: Fields<Field, Hidden>,
  data: FormData,
) {
  const values: Partial<Record<Field | Hidden, string>> = readForm(data, [...fields, ...hidden]);
  for (const field of dates) values[field] = readDate(data, field);
  const ticked = Object.fromEntries(
    lists.map((field) => [field, data.getAll(field).filter((value) => typeof value === 'string')]),
  ) as Record<Field, string[]>;
  for (const field of lists) values[field] = ticked[field].map(storableText).join(',');
  const inRows = Object.fromEntries(rows.map((field) => [field, rowsOf(data, field)]));
  for (const field of rows)
    for (const [row, value] of Object.entries(inRows[field] ?? {}))
      Object.assign(values, { [`${field}.${row}`]: value });
  const selected = Object.fromEntries(files.map((field) => [field, fileIn(data, field)]));
  return { values, sent: { ...values, ...ticked, ...inRows, ...selected } };
}

function rowsOf(data: FormData, field: string): Record<string, string> {
  const names = [...new Set(data.keys())].filter((name) => name.startsWith(`${field}.`));
  return Object.fromEntries(
    Object.entries(readForm(data, names)).map(([name, value = '']) => [name.slice(field.length + 1), value]),
  );
}

/** A browser sends an empty file if none was selected. */
function fileIn(data: FormData, field: string): File | null {
  const file = data.get(field);
  return file instanceof File && file.size > 0 ? file : null;
}

/** All entries of a form, with files as hashes. */
function entriesOf(data: FormData): Promise<(readonly [string, unknown])[]> {
  return Promise.all(
    [...data]
      // React's own fields tell how the form was sent, not its content.
      .filter(([name]) => !name.startsWith('$ACTION'))
      .map(async ([name, value]) => [name, typeof value === 'string' ? value : await hashOf(value)] as const),
  );
}

async function hashOf(file: File): Promise<readonly [string, string]> {
  const content = new Uint8Array(await file.arrayBuffer());
  return [file.name, createHash('sha256').update(content).digest('hex')];
}
