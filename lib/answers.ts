import 'server-only';
import { isDatabaseUnavailable } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { routes } from '#lib/routes.ts';

// What handlers answer when there is no file to give. Pages have not-found.tsx and error.tsx for the same.

export const NO_STORE = { 'cache-control': 'private, no-store' } as const;

/** One plain line, for whoever asked for a file and not for a page. */
export function plainAnswer(status: number, text: string, headers: HeadersInit = {}): Response {
  const all = new Headers({ 'content-type': 'text/plain; charset=utf-8', ...NO_STORE });
  for (const [name, value] of new Headers(headers)) all.set(name, value);
  return new Response(`${text}\n`, { status, headers: all });
}

/** Sends the browser to a page of this service, with GET. */
export function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path, ...NO_STORE } });
}

/** To the sign-in page, and from there to `path`. */
export function signInFirst(path: string): Response {
  return seeOther(`${routes.signIn}?from=${encodeURIComponent(path)}`);
}

/** A failure that is not the person's, in plain words. The cause goes to the log alone. */
export function failureAnswer(error: unknown, what: string): Response {
  log().error({ event: 'answer.failed', err: error });
  return isDatabaseUnavailable(error)
    ? plainAnswer(
        503,
        `Sorry, ${what} because the service cannot reach its database. Wait a minute, then try again.`,
        { 'retry-after': '60' },
      )
    : plainAnswer(500, `Sorry, ${what} because of a problem with the service. Try again later.`);
}
