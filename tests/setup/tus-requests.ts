import type { CouncilContext } from '#lib/platform/access/context.ts';
import { answerTus } from '#lib/record/uploads/tus.ts';

// Requests of the tus protocol, as its client sends them.

export function tus(
  context: CouncilContext,
  method: string,
  id: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string | ReadableStream,
): Promise<Response> {
  const url = `http://localhost/councils/${context.council.slug}/evidence/uploads${id && `/${id}`}`;
  return answerTus(
    context,
    new Request(url, {
      method,
      headers: { 'tus-resumable': '1.0.0', ...headers },
      ...(body !== undefined && { body, duplex: 'half' as const }),
    }),
  );
}

export function create(
  context: CouncilContext,
  bytes: number | string,
  given: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const metadata = { key: crypto.randomUUID(), filename: 'Notes.txt', folder: '', modified: '1', ...given };
  return tus(context, 'POST', '', {
    'upload-length': String(bytes),
    'upload-metadata': metadataOf(metadata),
  });
}

/** Returns the id of the new upload. */
export async function begin(...given: Parameters<typeof create>): Promise<string> {
  const answer = await create(...given);
  if (answer.status !== 201) throw new Error(`An upload was answered with ${answer.status}`);
  return answer.headers.get('location')?.split('/').at(-1) ?? '';
}

export function patch(
  context: CouncilContext,
  id: string,
  offset: number | string,
  body: string,
): Promise<Response> {
  return tus(context, 'PATCH', id, patchHeaders(offset, Buffer.byteLength(body)), body);
}

export function patchHeaders(offset: number | string, bytes: number) {
  return {
    'upload-offset': String(offset),
    'content-type': 'application/offset+octet-stream',
    'content-length': String(bytes),
  };
}

export async function offsetOf(context: CouncilContext, id: string): Promise<string | null> {
  return (await tus(context, 'HEAD', id)).headers.get('upload-offset');
}

export function metadataOf(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');
}
