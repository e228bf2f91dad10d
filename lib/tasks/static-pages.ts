import { readFile } from 'node:fs/promises';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

// Pages that the server sends without Next. The build makes them, and they work without script or a nonce.

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** What anyone with the link can read. Other sites must not learn or index the addresses. */
export type LinkedKind = 'paper' | 'pack' | 'calendar' | 'plan';

const LINK_PATHS: Readonly<Record<LinkedKind, string>> = {
  paper: '/papers/',
  pack: '/shared-packs/',
  calendar: '/calendars/',
  // As it was published, and as it is now for a board.
  plan: '/improvement-',
};

/** What a link at this address opens. Null: it is no such address. */
export function linkedKind(url: string | undefined): LinkedKind | null {
  const kinds = Object.keys(LINK_PATHS) as LinkedKind[];
  return kinds.find((kind) => url?.startsWith(LINK_PATHS[kind])) ?? null;
}

export const LINK_HEADERS = { 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' };

/** Loads a page that the build made, without its scripts, which its policy would block. */
export async function loadPage(name: string): Promise<string> {
  const html = await readFile(`.next/server/app/${name}.html`, 'utf8');
  return html.replaceAll(/<script\b[\s\S]*?<\/script>|<link rel="preload" as="script"[^>]*>/g, '');
}

/** Whether a browser is asking for a page, rather than a script for data. */
export function wantsPage({ headers, url }: IncomingMessage): boolean {
  const { accept, rsc, 'next-action': action } = headers;
  return Boolean(accept?.includes('text/html')) && !rsc && !action && !url?.startsWith('/api/');
}

/** Sends such a page, marked as not cacheable. */
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
