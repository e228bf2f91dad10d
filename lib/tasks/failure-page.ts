import type { IncomingMessage, ServerResponse } from 'node:http';
import { Client } from 'pg';
import * as routes from '#lib/kernel/routes.ts';
import { BUSY_HEADER, ENTERED_HEADER } from '#lib/kernel/routes.ts';
import { cacheFor } from '#lib/platform/http/cache-for.ts';
import { enteredTextSection } from '#lib/tasks/entered-text.ts';
import { LINK_HEADERS, type LinkedKind, linkedKind, loadPage, sendPage, wantsPage } from './static-pages.ts';

// Next answers a failed or missing page with an empty one that its script fills in. This sends a page that works
// without script or a database, with the right status. It also replaces the redirect after a form sent when the
// session had ended, because a redirect would lose the entered text.

const SIGNED_OUT = await loadPage('signed-out');
const PAGES = {
  401: SIGNED_OUT,
  403: SIGNED_OUT,
  404: await loadPage('missing'),
  429: await loadPage('too-many-requests'),
  500: await loadPage('fault'),
  503: await loadPage('unavailable'),
} as const;
const BUSY = await loadPage('busy');

const NOT_THEIRS = await loadPage('not-your-form');
const NOTHING_LINKED: Readonly<Record<LinkedKind, string>> = {
  paper: await loadPage('missing-paper'),
  pack: await loadPage('missing-shared-pack'),
  calendar: await loadPage('missing-calendar'),
  plan: await loadPage('missing-plan'),
};

const KEPT_HEADERS = new Set([
  'x-request-id',
  'strict-transport-security',
  'x-frame-options',
  'permissions-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
]);
// Unanswered requests, with the status for which lib/platform/db/slots.ts refused them: 429 for too many by one
// person, 503 for no free connection. By the time the database is probed, that may be over.
type PendingAnswer = { status: 429 | 503 | null };
const unanswered = new Map<string, PendingAnswer>();
process.on('assurance:request-failed' as 'message', (requestId: unknown, status: unknown) => {
  const request = unanswered.get(`${requestId}`);
  if (request) request.status = status as PendingAnswer['status'];
});

const RETRY_AFTER: Readonly<Partial<Record<keyof typeof PAGES, string>>> = { 429: '5', 503: '30' };
const CONNECT_LIMIT_MS = 2_000;

/**
 * Replaces Next's answer with a static page when a browser asked for a page and the request failed.
 *
 * @param form the form sent, to show its text back to the person
 */
export function replaceFailures(
  request: IncomingMessage,
  response: ServerResponse,
  form: FormData | null,
  databaseAnswers: () => Promise<boolean>,
): void {
  if (!wantsPage(request)) return;
  const requestId = `${request.headers['x-request-id']}`;
  const pending: PendingAnswer = { status: null };
  unanswered.set(requestId, pending);
  response.once('close', () => unanswered.delete(requestId));
  const { write, end, writeHead, flushHeaders } = response;
  let replacing = false;

  const answer = async (instead: Replacement) => {
    const status = await finalStatus(instead, pending, databaseAnswers);
    const entered = readEnteredForm(response);
    const typed = entered ?? form;
    const texts = typed ? enteredTextSection(typed) : '';
    const linked = linkedKind(request.url);
    const plain = pageOf(status, { isEntered: entered !== null, linked, isBusy: instead === 503 });
    // A function, because $&, $' and $$ in the entered text would be special in a replacement string.
    const page = plain.replace('</main>', () => `${texts}</main>`);
    Object.assign(response, { write, end, writeHead, flushHeaders });
    for (const name of response.getHeaderNames()) if (!KEPT_HEADERS.has(name)) response.removeHeader(name);
    sendPage(request, response, status, page, {
      ...(linked ? LINK_HEADERS : {}),
      ...(RETRY_AFTER[status] ? { 'retry-after': RETRY_AFTER[status] } : {}),
    });
  };
  const failed = (status = response.statusCode): boolean => {
    if (replacing) return true;
    const instead = response.headersSent ? null : replacementFor(request, response, status);
    if (instead === null) return false;
    replacing = true;
    void answer(instead);
    return true;
  };

  response.writeHead = ((status: number, ...rest: never[]) =>
    failed(status)
      ? response
      : writeHead.call(response, statusFor(request, status), ...rest)) as typeof writeHead;
  response.flushHeaders = () => {
    if (!failed()) flushHeaders.call(response);
  };
  response.write = ((...args: Parameters<typeof write>) =>
    failed() || write.apply(response, args)) as typeof write;
  response.end = ((...args: Parameters<typeof end>) => {
    if (!failed()) return end.apply(response, args);
    const done = args.findLast((arg) => typeof arg === 'function') as (() => void) | undefined;
    done?.();
    return response;
  }) as typeof end;
}

type Replacement = 401 | 403 | 404 | 500 | 503;

function replacementFor(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
): Replacement | null {
  if (response.hasHeader(BUSY_HEADER)) return 503;
  // Next answers 409 with one bare line to a form opened before the last release.
  if (status >= 500 || (status === 409 && request.method === 'POST')) return 500;
  if (response.hasHeader(ENTERED_HEADER)) return status === 401 || status === 404 ? status : 403;
  if (status === 404 && `${response.getHeader('content-type')}`.startsWith('text/html')) return 404;
  const toSignIn = `${response.getHeader('location')}`.startsWith(routes.signIn);
  return status === 307 && request.method === 'POST' && toSignIn ? 403 : null;
}

/** A page that redirects while it answers a form: Next's 307 would have browsers send the form to the other page. */
function statusFor(request: IncomingMessage, status: number): number {
  return status === 307 && request.method === 'POST' ? 303 : status;
}

/** The entered text that a refusing handler passed on in a header. */
function readEnteredForm(response: ServerResponse): FormData | null {
  const entered = response.getHeader(ENTERED_HEADER);
  if (typeof entered !== 'string') return null;
  const form = new FormData();
  for (const [name, value] of JSON.parse(Buffer.from(entered, 'base64').toString()) as [string, string][]) {
    form.append(name, value);
  }
  return form;
}

/** Distinguishes a fault of the service from too many requests and a database that does not answer. */
async function finalStatus(
  instead: Replacement,
  pending: PendingAnswer,
  databaseAnswers: () => Promise<boolean>,
): Promise<keyof typeof PAGES> {
  if (instead !== 500) return instead;
  if (pending.status) return pending.status;
  return (await databaseAnswers()) ? 500 : 503;
}

type Circumstances = {
  readonly isEntered: boolean;
  readonly linked: LinkedKind | null;
  readonly isBusy: boolean;
};

function pageOf(status: keyof typeof PAGES, { isEntered, linked, isBusy }: Circumstances): string {
  if (isEntered && status === 403) return NOT_THEIRS;
  if (linked && status === 404) return NOTHING_LINKED[linked];
  return isBusy ? BUSY : PAGES[status];
}

/**
 * One probe answers all failures within a second; a connection for each would let a flood of bad requests use them up.
 */
export function databaseProbe(connectionString: string): () => Promise<boolean> {
  return cacheFor(() => askDatabase(connectionString), 1_000);
}

async function askDatabase(connectionString: string): Promise<boolean> {
  const client = new Client({ connectionString, connectionTimeoutMillis: CONNECT_LIMIT_MS });
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
