import { EDGE_LIMITS } from './limits.ts';
import { ACTION_ID } from './request-rules.ts';

/** What the framework may take for a form, by how it begins. */
const LIKE_FORM = /^(multipart\/form-data|application\/x-www-form-urlencoded)/i;
const ENCODED = /^application\/x-www-form-urlencoded\s*(;|$)/i;
/** As every browser writes it. Of other spellings, each that reads one may find another boundary. */
const MULTIPART = /^multipart\/form-data;\s*boundary=(?:"([^"\\]{1,70})"|([^\s";,]{1,70}))$/;
const STATE_DEPTH = 10;

/**
 * The form in a body, read before the application reads it: `null` when the body is no form, 'malformed' when it is
 * one that no page of the service has sent. The framework answers such with a fault and a trace in the log.
 *
 * @param actionId of the header `next-action`, which a script sends: 42 hexadecimal digits, as request-rules.ts asks
 */
export async function parseForm(
  body: Buffer,
  contentType: string,
  actionId: string | undefined,
): Promise<FormData | 'malformed' | 'body-too-large' | null> {
  // Actions take a form, so their calls are forms as well, but for those that take nothing, as signing out.
  if (!LIKE_FORM.test(contentType)) {
    const isEmptyCall = actionId !== undefined && argumentsOf(actionId) === 0 && body.toString() === '[]';
    return actionId === undefined || isEmptyCall ? null : 'malformed';
  }
  const [multipart, quoted, plain] = MULTIPART.exec(contentType) ?? [];
  if (!multipart && !ENCODED.test(contentType)) return 'malformed';
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
 * How many arguments an action takes. Next says in the first byte of its id which: a bit each for the first six after
 * the highest bit, and all of them where it could not tell, as of a function that another has made. Those are our
 * forms, which take the state before and the form.
 */
function argumentsOf(actionId: string): number {
  const mask = (Number.parseInt(actionId.slice(0, 2), 16) >> 1) & 0x3f;
  return mask === 0x3f ? 2 : mask.toString(2).padStart(6, '0').lastIndexOf('1') + 1;
}

/** About how many fields a body has, without reading it: each part of several has the boundary before it. */
function fieldsIn(body: Buffer, mark: string): number {
  let fields = 0;
  for (let at = body.indexOf(mark); at >= 0 && fields <= EDGE_LIMITS.bodyFields; fields += 1) {
    at = body.indexOf(mark, at + mark.length);
  }
  return fields;
}

/**
 * Whether the names that begin as React's own are as React writes them in a form without script: `$ACTION_ID_` and an
 * id, or `$ACTION_REF_1` with `$ACTION_1:0`, which names the action, and `$ACTION_1:1`, the arguments before the form.
 */
function isForAction(form: FormData): boolean {
  for (const [name, value] of form) {
    if (!name.startsWith('$ACTION') || name === '$ACTION_KEY') continue;
    const [, id, reference, action, part] =
      /^\$ACTION_(?:ID_([0-9a-f]{42})|REF_(\d+)|(\d+):(\d+))$/.exec(name) ?? [];
    if (id !== undefined) {
      // Without anything bound to it, an action is given the form alone.
      if (argumentsOf(id) > 1) return false;
    } else if (reference !== undefined) {
      if (!isBound(form, `$ACTION_${reference}`)) return false;
    } else if (action === undefined || (part !== '0' && !isState(jsonIn(value)))) return false;
  }
  return true;
}

/** Whether what is bound to an action makes up, with the form, what it takes. */
function isBound(form: FormData, prefix: string): boolean {
  const { id, bound } = (onlyJson(form, `${prefix}:0`) ?? {}) as { id?: unknown; bound?: unknown };
  if (typeof id !== 'string' || !ACTION_ID.test(id)) return false;
  if (bound === null) return argumentsOf(id) <= 1;
  const target = /^\$@(\d)$/.exec(String(bound))?.[1];
  const before = target === undefined ? undefined : onlyJson(form, `${prefix}:${target}`);
  return Array.isArray(before) && before.length + 1 === argumentsOf(id);
}

/** What a script sends beside the fields: the state before, if the action takes one, and the form. */
function isCall(form: FormData, takes: number): boolean {
  const list = onlyJson(form, '0');
  return (
    Array.isArray(list) &&
    list.length === takes &&
    /^\$K[0-9a-f]+$/.test(String(list.at(-1))) &&
    isState(list.slice(0, -1))
  );
}

/** The JSON in the one field of that name; undefined where there is none, or more than one. */
function onlyJson(form: FormData, name: string): unknown {
  const [value = null, ...more] = form.getAll(name);
  return more.length === 0 ? jsonIn(value) : undefined;
}

function jsonIn(value: FormDataEntryValue | null): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : undefined;
  } catch {
    return undefined;
  }
}

/** The state of a form is plain data. In React's writing of it a "$" leads elsewhere, unless it is a doubled one. */
function isState(value: unknown, depth = 0): boolean {
  if (depth > STATE_DEPTH || value === undefined) return false;
  if (typeof value === 'string') return /^(?!\$)|^\$(\$|undefined$|D\d)/.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every((part) => isState(part, depth + 1));
}
