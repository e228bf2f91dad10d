import { EDGE_LIMITS } from './limits.ts';

const FORM = /^(multipart\/form-data|application\/x-www-form-urlencoded)\s*(;|$)/i;
const STATE_DEPTH = 10;
/** Next says in the first two digits of an action's id which arguments it takes. */
const TAKES_NOTHING = '00';
const MULTIPART = /^multipart\/form-data\s*(;|$)/i;

/**
 * The form in a body, read before the application reads it: `null` when the body is no form, 'malformed' when it is
 * one that no page of the service has sent. The framework answers such with a fault and a trace in the log.
 *
 * @param actionId of the header `next-action`, which a script sends
 */
export async function formIn(
  body: Buffer,
  contentType: string,
  actionId: string | undefined,
): Promise<FormData | 'malformed' | 'body-too-large' | null> {
  // Actions take a form, so their calls are forms as well, but for those that take nothing, as signing out.
  if (!FORM.test(contentType)) {
    const isEmptyCall = actionId?.startsWith(TAKES_NOTHING) && body.toString() === '[]';
    return actionId === undefined || isEmptyCall ? null : 'malformed';
  }
  if (fieldsIn(body, contentType) > EDGE_LIMITS.bodyFields) return 'body-too-large';
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => null);
  if (!form) return 'malformed';
  if (!MULTIPART.test(contentType)) return actionId === undefined ? form : 'malformed';
  return (actionId === undefined ? areBoundArguments(form) : areArguments(form.get('0')))
    ? form
    : 'malformed';
}

/** About how many fields a body has, without reading it: each part of several has the boundary before it. */
function fieldsIn(body: Buffer, contentType: string): number {
  const boundary = /boundary="?([^";]+)/i.exec(contentType)?.[1];
  const mark = MULTIPART.test(contentType) ? `--${boundary ?? ''}` : '&';
  let fields = 0;
  for (let at = body.indexOf(mark); at >= 0 && fields <= EDGE_LIMITS.bodyFields; fields += 1) {
    at = body.indexOf(mark, at + mark.length);
  }
  return fields;
}

/** What a form without script holds for its action: `$ACTION_1:0` names it, `$ACTION_1:1` is the state before. */
function areBoundArguments(form: FormData): boolean {
  for (const [name, value] of form) {
    const [, action, part] = /^\$ACTION_(\d+):(\d+)$/.exec(name) ?? [];
    if (action === undefined) continue;
    const bound = jsonIn(value);
    if (part !== '0') {
      if (!isState(bound)) return false;
      continue;
    }
    const reference = (bound as { bound?: unknown } | null)?.bound;
    const target = /^\$@(\d+)$/.exec(String(reference))?.[1];
    if (reference !== null && (target === undefined || !form.has(`$ACTION_${action}:${target}`)))
      return false;
  }
  return true;
}

/** What a script sends beside the fields: the state before, if the action takes one, and the form. */
function areArguments(value: FormDataEntryValue | null): boolean {
  const list = jsonIn(value);
  return (
    Array.isArray(list) &&
    list.length <= 2 &&
    /^\$K[0-9a-f]+$/.test(String(list.at(-1))) &&
    isState(list.slice(0, -1))
  );
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
