import { readFile } from 'node:fs/promises';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

// Pages in plain words that the server sends by itself. They are made by the build, whole without script.

// These pages have no nonce.
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Addresses whose knowledge is all that it takes to read what is there, and what is said of them to others: nothing. */
export const PAPERS = '/papers/';
export const LINK_HEADERS = { 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' };

/** A page that was made by the build, without the scripts that it does not need and may not run. */
export async function builtPage(name: string): Promise<string> {
  const html = await readFile(`.next/server/app/${name}.html`, 'utf8');
  return html.replaceAll(/<script\b[\s\S]*?<\/script>|<link rel="preload" as="script"[^>]*>/g, '');
}

/** Whether a browser asks for a page, and not a script for data. */
export function asksForPage({ headers, url }: IncomingMessage): boolean {
  const { accept, rsc, 'next-action': action } = headers;
  return Boolean(accept?.includes('text/html')) && !rsc && !action && !url?.startsWith('/api/');
}

/** Sends such a page, with nothing else of it kept by anybody. */
export function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  page: string,
  headers: OutgoingHttpHeaders = {},
): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': POLICY,
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : page);
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
