import 'server-only';
import { create as contentDisposition } from 'content-disposition';
import type { LocatedFile } from './locate.ts';
import type { ByteRange } from './store.ts';

/**
 * The response to a request for a stored file. The caller must already have checked that the person may read it.
 *
 * Always an attachment, sandboxed, never sniffed and never cached. Supports `GET` and `HEAD`. A single byte range gets
 * 206, or 416 if it lies outside the file; several ranges or an unknown unit get the whole file, as RFC 9110 allows.
 * `If-Range` is compared with the entity tag, which is the SHA-256. `no-transform` prevents compression, which would
 * break lengths and ranges.
 *
 * @example
 * return fileResponse(request, await locateFile({ councilId, id, name: 'Adroddiad Tŷ Gwyn.pdf', mediaType, bytes, sha256 }));
 */
export function fileResponse(request: Request, file: LocatedFile): Response {
  const tag = `"${file.sha256}"`;
  const headers = new Headers({
    'Content-Type': file.mediaType,
    'Content-Disposition': contentDisposition(file.name, { fallback: asciiName(file.name) }),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store, no-transform',
    'Accept-Ranges': 'bytes',
    ETag: tag,
  });

  const asked = request.method === 'GET' ? request.headers.get('range') : null;
  const ifRange = request.headers.get('if-range');
  const span = asked !== null && (ifRange === null || ifRange === tag) ? rangeOf(asked, file.bytes) : null;
  if (span === 'outside') {
    headers.set('Content-Range', `bytes */${file.bytes}`);
    headers.set('Content-Length', '0');
    return new Response(null, { status: 416, headers });
  }
  const { from, to } = span ?? { from: 0, to: file.bytes - 1 };
  headers.set('Content-Length', String(to - from + 1));
  if (span) headers.set('Content-Range', `bytes ${from}-${to}/${file.bytes}`);
  const body = request.method === 'HEAD' ? null : file.read({ from, to }, request.signal);
  return new Response(body, { status: span ? 206 : 200, headers });
}

/**
 * The byte range that a `Range` header asks for (RFC 9110, section 14.2), both ends included.
 *
 * @param bytes length of the whole file
 * @returns `null` for the whole file (several ranges, another unit, not a range), `outside` if no byte of it is in the
 *   file
 *
 * @example
 * rangeOf('bytes=-500', 2000); // { from: 1500, to: 1999 }
 */
export function rangeOf(header: string, bytes: number): ByteRange | 'outside' | null {
  const match = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header);
  const [, first = '', last = ''] = match ?? [];
  if (first === '' && last === '') return null;
  if (first === '') {
    const length = Math.min(Number(last), bytes);
    return length === 0 ? 'outside' : { from: bytes - length, to: bytes - 1 };
  }
  if (last !== '' && Number(last) < Number(first)) return null;
  if (Number(first) >= bytes) return 'outside';
  return { from: Number(first), to: last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1) };
}

/** For clients that cannot read `filename*`. Removes accents and replaces other non-ASCII characters with `_`. */
function asciiName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]+/gu, '_')
    .replace(/["\\%/]/g, '_');
}
