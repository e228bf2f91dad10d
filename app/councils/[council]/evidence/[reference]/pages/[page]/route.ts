import { BUSY_HEADER } from '#lib/kernel/routes.ts';
import { councilGate } from '#lib/platform/auth/gate.ts';
import { env } from '#lib/platform/env.ts';
import { askedVersion, parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { failureResponse, NO_STORE, textResponse } from '#lib/platform/http/responses.ts';
import { previewOf } from '#lib/platform/previews/preview.ts';
import { recordView } from '#lib/record/evidence/commands.ts';
import { readableFile } from '#lib/record/evidence/queries.ts';
import { previewKind } from '#lib/record/evidence/rules.ts';
import { whyUnusable } from '#lib/record/scans/rules.ts';

type PageRoute = { params: Promise<{ council: string; reference: string; page: string }> };

const SAFE = {
  'content-security-policy': "sandbox; default-src 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const;

/** One page of an item's file as a picture. */
export async function GET(request: Request, { params }: PageRoute): Promise<Response> {
  const { council, reference, page } = await params;
  try {
    const gate = await councilGate(council, 'evidence:download');
    if (!gate.ok) return notFound();
    const { context } = gate;
    const [number, version] = [parsePositiveInt(page), askedVersion(request)];
    if (number === null || version === undefined) return notFound();
    const file = await readableFile(context, reference, version);
    if (!file) return notFound();
    if ('unusable' in file) return textResponse(409, whyUnusable(file.unusable));
    const kind = previewKind(file.mediaType, env().OFFICE_PREVIEW === 'on');
    if (kind === null) return notFound();
    await recordView(context, file.reference, file.sha256);
    const tag = `"${file.sha256}-${number}"`;
    // Asked for again each time, so that nobody is shown what was erased or may not be read any more.
    const headers = { ...SAFE, etag: tag, 'cache-control': 'private, no-cache, no-transform' };
    if (request.headers.get('if-none-match') === tag) return new Response(null, { status: 304, headers });
    const preview = await previewOf(file, kind, number, {
      council: context.council.id,
      person: context.person.id,
      signal: request.signal,
    });
    if (preview.ok)
      return new Response(preview.webp, { headers: { ...headers, 'content-type': 'image/webp' } });
    return WHY[preview.reason]();
  } catch (error) {
    return failureResponse(error, 'this page cannot be shown');
  }
}

const WHY = {
  'no such page': () => pictureOfWords(404, 'The file has no such page', 'Go back to an earlier one'),
  busy: () => pictureOfWords(503, 'Too many pages are being shown', 'Load the page again in a minute', BUSY),
  'not shown': () => pictureOfWords(422, 'This page cannot be shown here', 'Download the file to read it'),
};

/** Opened by itself, the answer is a page that says so. */
const BUSY = { 'retry-after': '60', [BUSY_HEADER]: '1' } as const;

/** Browsers show a picture in place of the page, whatever the status says, and no text. */
function pictureOfWords(
  status: number,
  what: string,
  instead: string,
  more: Readonly<Record<string, string>> = {},
): Response {
  const line = (y: number, text: string) =>
    `<text x="400" y="${y}" text-anchor="middle" font-family="sans-serif" font-size="32" fill="#0b0c0c">${text}</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 300"><rect width="800" height="300" fill="#fff"/>${line(135, what)}${line(185, instead)}</svg>`;
  const headers = { ...SAFE, ...NO_STORE, ...more, 'content-type': 'image/svg+xml' };
  return new Response(svg, { status, headers });
}

function notFound(): Response {
  return textResponse(404, 'Page not found. If you followed a link, ask the person who sent it to check it.');
}
