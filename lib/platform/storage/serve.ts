import 'server-only';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { create as contentDisposition } from 'content-disposition';
import { filePath } from './location.ts';
import { StorageError, systemCode } from './storage-error.ts';

/** What the row of a stored file says. */
export type StoredFile = {
  readonly councilId: string;
  readonly id: string;
  /** Display name, offered as the name to save under. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
};

type Span = { readonly from: number; readonly to: number };

const PIECE = 256 * 1024;

/**
 * The answer to a request for a stored file. The caller has checked that the person may read it.
 *
 * Always an attachment, never sniffed, sandboxed, not kept by any cache. `GET` and `HEAD`; one byte range gives 206,
 * one that lies outside the file 416, several at once or an unknown unit the whole file, as RFC 9110 allows.
 * `If-Range` is compared with the entity tag, which is the SHA-256. `no-transform` keeps a server from packing the
 * body, which would break lengths and ranges.
 *
 * The file is opened when the body is first read and closed at its end, on an error, and when the browser goes.
 *
 * @throws StorageError `file-missing` or `size-mismatch` when the disk does not have what the row says
 *
 * @example
 * return fileResponse(request, { councilId, id, name: 'Adroddiad Tŷ Gwyn.pdf', mediaType, bytes, sha256 });
 */
export async function fileResponse(request: Request, file: StoredFile): Promise<Response> {
  const path = filePath(file.councilId, file.id);
  await checkPresent(path, file);
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
  const body = request.method === 'HEAD' ? null : streamOf(path, { from, to }, request.signal);
  return new Response(body, { status: span ? 206 : 200, headers });
}

/**
 * The one byte range that a `Range` header asks for (RFC 9110, section 14.2), both ends included.
 *
 * @param bytes length of the whole file
 * @returns `null` for the whole file (several ranges, another unit, not a range), `outside` when nothing of it is in
 *   the file
 *
 * @example
 * rangeOf('bytes=-500', 2000); // { from: 1500, to: 1999 }
 */
export function rangeOf(header: string, bytes: number): Span | 'outside' | null {
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

async function checkPresent(path: string, file: StoredFile): Promise<void> {
  try {
    const { size } = await stat(path);
    if (size === file.bytes) return;
    throw new StorageError(
      'size-mismatch',
      `file ${file.id} has ${size} bytes and should have ${file.bytes}`,
    );
  } catch (cause) {
    if (systemCode(cause) !== 'ENOENT') throw cause;
    throw new StorageError('file-missing', `file ${file.id} is not on the disk`, { cause });
  }
}

/** For programs that cannot read `filename*`. Letters lose their accents; what has no ASCII form becomes `_`. */
function asciiName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]+/gu, '_')
    .replace(/["\\%/]/g, '_');
}

function streamOf(path: string, { from, to }: Span, signal: AbortSignal): ReadableStream<Uint8Array> {
  let handle: FileHandle | null = null;
  let isOver = false;
  let position = from;
  const end = async () => {
    isOver = true;
    signal.removeEventListener('abort', end);
    const closing = handle;
    handle = null;
    await closing?.close();
  };
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) isOver = true;

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          if (!isOver && !handle) {
            const opened = await open(path, 'r');
            // The browser may have gone while the file was being opened.
            if (isOver) await opened.close();
            else handle = opened;
          }
          if (isOver || !handle) throw new DOMException('The browser went away', 'AbortError');
          const piece = new Uint8Array(Math.min(PIECE, to - position + 1));
          const { bytesRead } = await handle.read(piece, 0, piece.length, position);
          if (bytesRead === 0)
            throw new StorageError('size-mismatch', 'a file became shorter while it was read');
          position += bytesRead;
          controller.enqueue(piece.subarray(0, bytesRead));
          if (position <= to) return;
          await end();
          controller.close();
        } catch (cause) {
          await end();
          throw cause;
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}
