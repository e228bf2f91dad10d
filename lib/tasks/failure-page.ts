import type { IncomingMessage, ServerResponse } from 'node:http';
import { Client } from 'pg';
import { BUSY_HEADER, ENTERED_HEADER, routes } from '#lib/kernel/routes.ts';
import { cacheFor } from '#lib/platform/http/cache-for.ts';
import { writtenSection } from '#lib/tasks/written-texts.ts';
import { asksForPage, builtPage, LINK_HEADERS, PAPERS, sendPage } from './plain-pages.ts';

// When a page fails or is not found, Next answers with an empty page that its script fills in. People without script,
// and everybody while the database is away, get a page in plain words instead, built with the rest and sent with the
// right status. So does whoever sends a form without script after their session has ended: a redirect would lose it.

const SIGNED_OUT = await builtPage('signed-out');
const PAGES = {
  401: SIGNED_OUT,
  403: SIGNED_OUT,
  404: await builtPage('missing'),
  429: await builtPage('too-many-requests'),
  500: await builtPage('fault'),
  503: await builtPage('unavailable'),
} as const;
const BUSY = await builtPage('busy');

const NOT_THEIRS = await builtPage('not-your-form');
const NO_PAPER = await builtPage('missing-paper');

const KEPT_HEADERS = new Set([
  'x-request-id',
  'strict-transport-security',
  'x-frame-options',
  'permissions-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
]);
// Requests that are not answered yet, and what lib/platform/db/slots.ts tells of them: that their person had too many at once, or
// that the database had no room for them, which may be over when it is asked.
type PendingAnswer = { status: 429 | 503 | null };
const unanswered = new Map<string, PendingAnswer>();
process.on('assurance:request-failed' as 'message', (requestId: unknown, status: unknown) => {
  const request = unanswered.get(`${requestId}`);
  if (request) request.status = status as PendingAnswer['status'];
});

const RETRY_AFTER: Readonly<Partial<Record<keyof typeof PAGES, string>>> = { 429: '5', 503: '30' };
const CONNECT_LIMIT_MS = 2_000;

/**
 * Puts a page in plain words in place of what Next answers when a browser that asks for a page cannot have it.
 *
 * @param form what was sent, to be given back
 */
export function answerFailuresPlainly(
  request: IncomingMessage,
  response: ServerResponse,
  form: FormData | null,
  databaseAnswers: () => Promise<boolean>,
): void {
  if (!asksForPage(request)) return;
  const requestId = `${request.headers['x-request-id']}`;
  const pending: PendingAnswer = { status: null };
  unanswered.set(requestId, pending);
  response.once('close', () => unanswered.delete(requestId));
  const { write, end, writeHead, flushHeaders } = response;
  let replacing = false;

  const answer = async (instead: Instead) => {
    const status = await statusInstead(instead, pending, databaseAnswers);
    const entered = enteredIn(response);
    const typed = entered ?? form;
    const texts = typed ? writtenSection(typed) : '';
    // A function, because in a plain replacement the signs $&, $' and $$ of what was written would be instructions.
    const isPaper = request.url?.startsWith(PAPERS) === true;
    const plain = pageOf(status, { isEntered: entered !== null, isPaper, isBusy: instead === 503 });
    const page = plain.replace('</main>', () => `${texts}</main>`);
    Object.assign(response, { write, end, writeHead, flushHeaders });
    for (const name of response.getHeaderNames()) if (!KEPT_HEADERS.has(name)) response.removeHeader(name);
    sendPage(request, response, status, page, {
      ...(isPaper ? LINK_HEADERS : {}),
      ...(RETRY_AFTER[status] ? { 'retry-after': RETRY_AFTER[status] } : {}),
    });
  };
  const failed = (status = response.statusCode): boolean => {
    if (replacing) return true;
    const instead = response.headersSent ? null : insteadOf(request, response, status);
    if (instead === null) return false;
    replacing = true;
    void answer(instead);
    return true;
  };

  response.writeHead = ((status: number, ...rest: never[]) =>
    failed(status) ? response : writeHead.call(response, status, ...rest)) as typeof writeHead;
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

type Instead = 401 | 403 | 404 | 500 | 503;

function insteadOf(request: IncomingMessage, response: ServerResponse, status: number): Instead | null {
  if (response.hasHeader(BUSY_HEADER)) return 503;
  // Next answers 409 with one bare line when a form was opened before the service was last updated.
  if (status >= 500 || (status === 409 && request.method === 'POST')) return 500;
  if (response.hasHeader(ENTERED_HEADER)) return status === 401 || status === 404 ? status : 403;
  if (status === 404 && `${response.getHeader('content-type')}`.startsWith('text/html')) return 404;
  const toSignIn = `${response.getHeader('location')}`.startsWith(routes.signIn);
  return status === 307 && request.method === 'POST' && toSignIn ? 403 : null;
}

/** What a handler says was entered in a form that its sender may not send. */
function enteredIn(response: ServerResponse): FormData | null {
  const said = response.getHeader(ENTERED_HEADER);
  if (typeof said !== 'string') return null;
  const form = new FormData();
  for (const [name, value] of JSON.parse(Buffer.from(said, 'base64').toString()) as [string, string][]) {
    form.append(name, value);
  }
  return form;
}

/** Of a page that failed, whether that is its person's doing, the database's or the service's. */
async function statusInstead(
  instead: Instead,
  pending: PendingAnswer,
  databaseAnswers: () => Promise<boolean>,
): Promise<keyof typeof PAGES> {
  if (instead !== 500) return instead;
  if (pending.status) return pending.status;
  return (await databaseAnswers()) ? 500 : 503;
}

type Circumstances = { readonly isEntered: boolean; readonly isPaper: boolean; readonly isBusy: boolean };

function pageOf(status: keyof typeof PAGES, { isEntered, isPaper, isBusy }: Circumstances): string {
  if (isEntered && status === 403) return NOT_THEIRS;
  if (isPaper && status === 404) return NO_PAPER;
  return isBusy ? BUSY : PAGES[status];
}

/** Asked once for all failures of a second: a connection each would let a flood of bad requests use them all up. */
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
