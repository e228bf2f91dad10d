import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Client } from 'pg';

// When a page fails, Next answers with an empty page that its script fills in. People without script, and everybody
// while the database is away, get a page in plain words instead, built with the rest and sent with the right status.

const PAGES = {
  500: await readFile('.next/server/app/fault.html', 'utf8'),
  503: await readFile('.next/server/app/unavailable.html', 'utf8'),
} as const;

// The page is whole without script, and these pages have no nonce.
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'";
const CONNECT_LIMIT_MS = 2_000;

/** Puts a page in plain words in place of any answer with a status of 500 or more to a browser that asks for a page. */
export function answerFailuresPlainly(
  request: IncomingMessage,
  response: ServerResponse,
  databaseUrl: string,
): void {
  const wantsPage =
    request.headers.accept?.includes('text/html') && !request.headers.rsc && !request.headers['next-action'];
  if (!wantsPage) return;
  const { write, end, writeHead, flushHeaders } = response;
  let replacing = false;

  const failed = (status = response.statusCode): boolean => {
    if (replacing) return true;
    if (status < 500 || response.headersSent) return false;
    replacing = true;
    void databaseAnswers(databaseUrl).then((answers) => {
      const page = PAGES[answers ? 500 : 503];
      Object.assign(response, { write, end, writeHead, flushHeaders });
      for (const name of response.getHeaderNames()) if (name !== 'x-request-id') response.removeHeader(name);
      response.writeHead(answers ? 500 : 503, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': POLICY,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        ...(answers ? {} : { 'retry-after': '30' }),
      });
      response.end(request.method === 'HEAD' ? undefined : page);
    });
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

async function databaseAnswers(connectionString: string): Promise<boolean> {
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
