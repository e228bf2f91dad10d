import type { IncomingMessage, ServerResponse } from 'node:http';
import { escapeHtml } from '#lib/kernel/html.ts';
import { DOWNLOAD_ADDRESS, DOWNLOAD_TITLE } from '#lib/platform/http/confirm-download.ts';
import { REFUSALS, type Refusal } from '#lib/platform/http/refusals.ts';
import { LINK_HEADERS, linkedKind, loadPage, sendPage, wantsPage } from './static-pages.ts';

const REFUSED = await loadPage('refused');
const DOWNLOAD = await loadPage('download');

/** Refuses a request before it reaches the application: with a page for browsers, one line for programs. */
export function answerRefusal(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  const { status, title, text } = REFUSALS[refusal];
  if (!wantsPage(request)) {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
    response.end(request.method === 'HEAD' ? undefined : `${title}. ${text}\n`);
    return;
  }
  const page = REFUSED.replaceAll(REFUSALS.malformed.title, title).replaceAll(REFUSALS.malformed.text, text);
  sendPage(request, response, status, page);
}

/** Asks a person to confirm a download. The link has the same address, now followed from a page of this service. */
export function confirmDownload(request: IncomingMessage, response: ServerResponse, title: string): void {
  const page = DOWNLOAD.replaceAll(DOWNLOAD_TITLE, title).replaceAll(`"${DOWNLOAD_ADDRESS}"`, () => {
    return `"${escapeHtml(request.url ?? '/')}"`;
  });
  sendPage(request, response, 200, page, linkedKind(request.url) ? LINK_HEADERS : {});
}
