import 'server-only';
import { create as contentDisposition } from 'content-disposition';
import { CSV_START, type CsvCell, csvRecords } from '#lib/kernel/csv.ts';
import { httpStatusOf } from '#lib/kernel/errors.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { BUSY_HEADER, ENTERED_HEADER, LENGTH_HEADER } from '#lib/kernel/routes.ts';
import { log } from '#lib/platform/log.ts';

// Responses of route handlers. Pages use not-found.tsx and error.tsx instead.

export const NO_STORE = { 'cache-control': 'private, no-store' } as const;

/** One line of plain text, for file requests. */
export function textResponse(status: number, text: string, headers: HeadersInit = {}): Response {
  const all = new Headers({ 'content-type': 'text/plain; charset=utf-8', ...NO_STORE });
  for (const [name, value] of new Headers(headers)) all.set(name, value);
  return new Response(`${text}\n`, { status, headers: all });
}

/** Redirects the browser to a page of this service, with GET. */
export function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path, ...NO_STORE } });
}

/** Redirects to the sign-in page, and from there to `path`. */
export function redirectToSignIn(path: string): Response {
  return seeOther(`${routes.signIn}?from=${encodeURIComponent(path)}`);
}

/** For a form opened by someone else or without a token. Nothing is saved, so the entries are given back. */
export function foreignFormResponse(what: string, entered: FormData): Response {
  return withEnteredForm(
    403,
    `Sorry, ${what} because someone else has signed in since you opened the page, or the page is out of date.`,
    entered,
  );
}

/** For a form that the person may not send now. Gives back the entries. */
export function refusedFormResponse(status: 401 | 404, what: string, entered: FormData): Response {
  return withEnteredForm(status, `Sorry, ${what} because ${REASONS[status]}`, entered);
}

/** Plain text for programs. For browsers, lib/tasks/failure-page.ts replaces it with a page that shows the entries. */
function withEnteredForm(status: 401 | 403 | 404, text: string, entered: FormData): Response {
  return textResponse(status, text, {
    [ENTERED_HEADER]: Buffer.from(JSON.stringify([...entered])).toString('base64'),
  });
}

/** The reason for a failure in plain words. The cause goes to the log only. */
export function failureResponse(error: unknown, what: string): Response {
  const status = httpStatusOf(error);
  if (status >= 500) log().error({ event: 'answer.failed', err: error });
  return textResponse(status, `Sorry, ${what} because ${REASONS[status]}`, {
    ...(status === 429 ? { 'retry-after': '5' } : {}),
    ...(status === 503 ? { 'retry-after': '60' } : {}),
  });
}

const REASONS: Readonly<Record<ReturnType<typeof httpStatusOf>, string>> = {
  401: 'you have been signed out. Sign in, then try again.',
  404: 'you no longer have permission.',
  412: 'your role in this council has just changed. Try again.',
  422: 'your council has reached a limit.',
  429: 'you have too many pages and forms loading at once. Wait a few seconds, then try again.',
  500: 'of a problem with the service. Try again later.',
  503: 'the service cannot reach its database. Wait a minute, then try again.',
};

/** For a browser that has disconnected. Proxies log this status for it. */
export function clientClosedResponse(): Response {
  return new Response(null, { status: 499 });
}

/** For too many requests of one kind at once. Browsers get a page instead of this line. */
export function busyResponse(what: string): Response {
  return textResponse(
    503,
    `Sorry, ${what} because too many files are being created at the moment. Wait a minute, then try again.`,
    { 'retry-after': '60', [BUSY_HEADER]: '1' },
  );
}

/** A PDF file of that name. */
export function pdfResponse({
  pdf,
  fileName,
}: {
  readonly pdf: Uint8Array;
  readonly fileName: string;
}): Response {
  return new Response(new Uint8Array(pdf), {
    headers: { ...fileHeaders('application/pdf', fileName), [LENGTH_HEADER]: String(pdf.byteLength) },
  });
}

/** A calendar that programs subscribe to, or that it is still the one they have. */
export function calendarResponse(
  request: Request,
  { file, etag }: { readonly file: string; readonly etag: string },
): Response {
  const { 'content-disposition': _name, ...headers } = fileHeaders('text/calendar; charset=utf-8', '');
  const known = request.headers
    .get('if-none-match')
    ?.split(',')
    .some((tag) => tag.trim().replace(/^W\//, '') === etag);
  return new Response(known ? null : file, { status: known ? 304 : 200, headers: { ...headers, etag } });
}

/** A JSON file of that name, byte for byte. */
export function jsonResponse(fileName: string, json: string): Response {
  return new Response(json, { headers: fileHeaders('application/json', fileName) });
}

type CsvRows = readonly (readonly CsvCell[])[];

/**
 * A CSV file with a header, named after its content and the day. Batches are read as the browser downloads them. A
 * failure breaks the download off, so that half a list cannot be mistaken for the whole.
 */
export function csvResponse(
  name: string,
  columns: readonly string[],
  rows: CsvRows | AsyncIterable<CsvRows>,
): Response {
  const start = CSV_START + csvRecords([columns]);
  const body = Symbol.asyncIterator in rows ? streamCsv(start, rows) : start + csvRecords(rows);
  return new Response(body, {
    headers: fileHeaders('text/csv; charset=utf-8; header=present', `${name} ${formatDate(new Date())}.csv`),
  });
}

function streamCsv(start: string, batches: AsyncIterable<CsvRows>): ReadableStream<Uint8Array> {
  async function* texts(): AsyncGenerator<string, void> {
    try {
      yield start;
      for await (const rows of batches) yield csvRecords(rows);
    } catch (error) {
      log().error({ event: 'export.failed', err: error });
      throw error;
    }
  }
  const encoder = new TextEncoder();
  const iterator = texts();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await iterator.return();
    },
  });
}

function fileHeaders(type: string, fileName: string) {
  return {
    'content-type': type,
    'content-disposition': contentDisposition(fileName),
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    ...NO_STORE,
  };
}
