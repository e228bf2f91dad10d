import { createHash } from 'node:crypto';
import * as routes from '#lib/kernel/routes.ts';
import { LENGTH_HEADER } from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { councilGate } from '#lib/platform/auth/gate.ts';
import { askedVersion } from '#lib/platform/forms/page-number.ts';
import {
  busyResponse,
  failureResponse,
  redirectToSignIn,
  textResponse,
} from '#lib/platform/http/responses.ts';
import { jpegOf } from '#lib/platform/storage/jpeg.ts';
import type { LocatedFile } from '#lib/platform/storage/locate.ts';
import { fileResponse } from '#lib/platform/storage/serve.ts';
import { recordDownload } from '#lib/record/evidence/commands.ts';
import { readableFile } from '#lib/record/evidence/queries.ts';
import { isShownAsJpeg } from '#lib/record/evidence/rules.ts';
import { whyUnusable } from '#lib/record/scans/rules.ts';

type FileRoute = { params: Promise<{ council: string; reference: string }> };

async function answer(request: Request, { params }: FileRoute): Promise<Response> {
  const { council, reference } = await params;
  try {
    const gate = await councilGate(council, 'evidence:download');
    // Back to the item's page, because a download started from the sign-in page would leave the person there.
    if (!gate.ok && gate.reason === 'signed-out')
      return redirectToSignIn(routes.evidenceItem(council, reference));
    if (!gate.ok) return notFound();
    const { context } = gate;
    const version = askedVersion(request);
    if (version === undefined) return notFound();
    const file = await readableFile(context, reference, version);
    if (!file) return notFound();
    if ('unusable' in file) return textResponse(409, whyUnusable(file.unusable));
    const shown = isAskedAsJpeg(request) ? await asJpeg(file, context, request.signal) : file;
    if (shown instanceof Response) return shown;
    const response = fileResponse(request, shown);
    // Every response with content is recorded before its first byte leaves, and so is every range: otherwise a request
    // for all but the first byte would leave no trace.
    if (response.ok && request.method === 'GET') {
      await recordDownload(context, file.reference, file.sha256);
    }
    const length = response.headers.get('content-length');
    if (length !== null) response.headers.set(LENGTH_HEADER, length);
    return response;
  } catch (error) {
    return failureResponse(error, 'this file cannot be downloaded');
  }
}

function isAskedAsJpeg(request: Request): boolean {
  return new URL(request.url).searchParams.get('as') === 'jpeg';
}

/** A picture that few programs open, converted to JPEG. */
async function asJpeg(
  file: LocatedFile,
  { council, person }: CouncilContext,
  signal: AbortSignal,
): Promise<LocatedFile | Response> {
  if (!isShownAsJpeg(file.mediaType)) return notFound();
  const jpeg = await jpegOf(file, { council: council.id, person: person.id, signal });
  if (!jpeg.ok && jpeg.reason === 'busy') return busyResponse('this picture cannot be converted now');
  if (!jpeg.ok)
    return textResponse(422, 'This picture cannot be converted to JPEG. Download the original instead.');
  const { bytes } = jpeg;
  return {
    ...file,
    name: file.name.replace(/\.[^.]*$/, '.jpg'),
    mediaType: 'image/jpeg',
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    read: ({ from, to }) => new Response(bytes.slice(from, to + 1)).body ?? new ReadableStream(),
  };
}

function notFound(): Response {
  return textResponse(404, 'File not found. If you followed a link, ask the person who sent it to check it.');
}

export { answer as GET, answer as HEAD };
