import type { IncomingMessage, ServerResponse } from 'node:http';
import { DOWNLOAD_ADDRESS, DOWNLOAD_TITLE } from '#lib/platform/http/ask-first.ts';
import { REFUSALS, type Refusal } from '#lib/platform/http/refusals.ts';
import { asksForPage, builtPage, escapeHtml, LINK_HEADERS, PAPERS, sendPage } from './plain-pages.ts';

const REFUSED = await builtPage('refused');
const DOWNLOAD = await builtPage('download');

/** Answers what may not reach the application: a page in plain words for people, a line for everybody else. */
export function answerRefusal(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  const { status, title, text } = REFUSALS[refusal];
  if (!asksForPage(request)) {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
    response.end(request.method === 'HEAD' ? undefined : `${title}. ${text}\n`);
    return;
  }
  const page = REFUSED.replaceAll(REFUSALS.malformed.title, title).replaceAll(REFUSALS.malformed.text, text);
  sendPage(request, response, status, page);
}

/** Asks whether a file shall be downloaded; yes is the same address, followed from a page of this service. */
export function askBeforeDownload(request: IncomingMessage, response: ServerResponse, title: string): void {
  const page = DOWNLOAD.replaceAll(DOWNLOAD_TITLE, title).replaceAll(`"${DOWNLOAD_ADDRESS}"`, () => {
    return `"${escapeHtml(request.url ?? '/')}"`;
  });
  const isLink = request.url?.startsWith(PAPERS) === true;
  sendPage(request, response, 200, page, isLink ? LINK_HEADERS : {});
}
