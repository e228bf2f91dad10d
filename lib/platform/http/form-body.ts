import { EDGE_LIMITS } from './limits.ts';
import { ACTION_ID } from './request-rules.ts';

/** Content types that the framework may read as a form. */
const FORM_TYPE = /^(multipart\/form-data|application\/x-www-form-urlencoded)/i;
const URL_ENCODED = /^application\/x-www-form-urlencoded\s*(;|$)/i;
/** As browsers write it. Parsers may disagree about the boundary in other spellings. */
const MULTIPART = /^multipart\/form-data;\s*boundary=(?:"([^"\\]{1,70})"|([^\s";,]{1,70}))$/;
const STATE_DEPTH = 10;

/**
 * The form in a body. Null: not a form. 'malformed': a form that no page of the service sends, which the framework would
 * answer with an error and a stack trace in the log.
 *
 * @param actionId the header `next-action`, sent by scripts: 42 hexadecimal digits, checked in request-rules.ts
 */
export async function parseForm(
  body: Buffer,
  contentType: string,
  actionId: string | undefined,
): Promise<FormData | 'malformed' | 'body-too-large' | null> {
  // Calls of actions are forms as well, except of actions without arguments, such as signing out.
  if (!FORM_TYPE.test(contentType)) {
    const isEmptyCall = actionId !== undefined && argumentsOf(actionId) === 0 && body.toString() === '[]';
    return actionId === undefined || isEmptyCall ? null : 'malformed';
  }
  const [multipart, quoted, plain] = MULTIPART.exec(contentType) ?? [];
  if (!multipart && !URL_ENCODED.test(contentType)) return 'malformed';
  if (fieldsIn(body, multipart ? `--${quoted ?? plain}` : '&') > EDGE_LIMITS.bodyFields)
    return 'body-too-large';
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => null);
  if (!form) return 'malformed';
  if (!multipart) return actionId === undefined ? form : 'malformed';
  return (actionId === undefined ? isForAction(form) : isCall(form, argumentsOf(actionId)))
    ? form
    : 'malformed';
}

/**
 * How many arguments an action takes. The first byte of Next's id has a bit for each of the first six, and all six set
 * if Next could not tell, as for functions made by formAction, which take the previous state and the form.
 */
function argumentsOf(actionId: string): number {
  const mask = (Number.parseInt(actionId.slice(0, 2), 16) >> 1) & 0x3f;
  return mask === 0x3f ? 2 : mask.toString(2).padStart(6, '0').lastIndexOf('1') + 1;
}

/** A count of fields without parsing: in a multipart body each part follows a boundary. */
function fieldsIn(body: Buffer, mark: string): number {
  let fields = 0;
  for (let at = body.indexOf(mark); at >= 0 && fields <= EDGE_LIMITS.bodyFields; fields += 1) {
    at = body.indexOf(mark, at + mark.length);
  }
  return fields;
}

/**
 * Whether React's own fields are as React writes them without script: `$ACTION_ID_` and an id, or `$ACTION_REF_1` with
 * `$ACTION_1:0`, which names the action, and `$ACTION_1:1`, the arguments before the form.
 */
function isForAction(form: FormData): boolean {
  for (const [name, value] of form) {
    if (!name.startsWith('$ACTION') || name === '$ACTION_KEY') continue;
    const [, id, reference, action, part] =
      /^\$ACTION_(?:ID_([0-9a-f]{42})|REF_(\d+)|(\d+):(\d+))$/.exec(name) ?? [];
    if (id !== undefined) {
      // An action with no bound arguments gets the form alone.
      if (argumentsOf(id) > 1) return false;
    } else if (reference !== undefined) {
      if (!isBound(form, `$ACTION_${reference}`)) return false;
    } else if (action === undefined || (part !== '0' && !isState(parseJson(value)))) return false;
  }
  return true;
}

/** Whether the bound arguments and the form together are what the action takes. */
function isBound(form: FormData, prefix: string): boolean {
  const { id, bound } = (parseSingleJson(form, `${prefix}:0`) ?? {}) as { id?: unknown; bound?: unknown };
  if (typeof id !== 'string' || !ACTION_ID.test(id)) return false;
  if (bound === null) return argumentsOf(id) <= 1;
  const target = /^\$@(\d)$/.exec(String(bound))?.[1];
  const before = target === undefined ? undefined : parseSingleJson(form, `${prefix}:${target}`);
  return Array.isArray(before) && before.length + 1 === argumentsOf(id);
}

/** Whether a script's call has the previous state, if the action takes one, and the form. */
function isCall(form: FormData, takes: number): boolean {
  const list = parseSingleJson(form, '0');
  return (
    Array.isArray(list) &&
    list.length === takes &&
    /^\$K[0-9a-f]+$/.test(String(list.at(-1))) &&
    isState(list.slice(0, -1))
  );
}

/** The JSON in the only field of that name, or undefined. */
function parseSingleJson(form: FormData, name: string): unknown {
  const [value = null, ...more] = form.getAll(name);
  return more.length === 0 ? parseJson(value) : undefined;
}

function parseJson(value: FormDataEntryValue | null): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : undefined;
  } catch {
    return undefined;
  }
}

/** A form's state is plain data. In React's encoding a single "$" is a reference, and "$$" is the character. */
function isState(value: unknown, depth = 0): boolean {
  if (depth > STATE_DEPTH || value === undefined) return false;
  if (typeof value === 'string') return /^(?!\$)|^\$(\$|undefined$|D\d)/.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every((part) => isState(part, depth + 1));
}
