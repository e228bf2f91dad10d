import 'server-only';
import { type FileHandle, open } from 'node:fs/promises';

/** An open file on disk, with its length in bytes. */
export type OpenedFile = { readonly path: string; readonly handle: FileHandle; readonly size: number };

/** Opens a file to read, until the end of the block with `await using`. */
export async function openFile(path: string): Promise<OpenedFile & AsyncDisposable> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  return { path, handle, size, [Symbol.asyncDispose]: () => handle.close() };
}

const PIECE_BYTES = 256 * 1024;

/** Up to `length` bytes from `position`; fewer at the end of the file. */
export async function readAt(file: OpenedFile, position: number, length: number): Promise<Buffer> {
  const wanted = Math.max(0, Math.min(length, file.size - position));
  const buffer = Buffer.allocUnsafe(wanted);
  return buffer.subarray(0, await fill(file, buffer, position));
}

const WINDOW_BYTES = 64 * 1024;

/** Up to `length` bytes from `position`; fewer at the end. */
export type Reading = (position: number, length: number) => Promise<Buffer>;

/** Reads parts of a file on disk or of bytes in memory. */
export function readable(source: OpenedFile | Buffer): { readonly size: number; readonly read: Reading } {
  if (Buffer.isBuffer(source))
    return {
      size: source.length,
      read: async (position, length) => source.subarray(position, position + length),
    };
  return { size: source.size, read: (position, length) => readAt(source, position, length) };
}

/** Buffers reads, so that consecutive small records do not each cost a disk access. */
export function windowOn(read: Reading): Reading {
  let start = 0;
  let held: Buffer = Buffer.alloc(0);
  return async (position, length) => {
    if (position < start || position + length > start + held.length) {
      held = await read(position, WINDOW_BYTES);
      start = position;
    }
    return held.subarray(position - start, position - start + length);
  };
}

/**
 * The bytes from `start` to the end, in pieces of 256 KiB; the next piece is read while the caller handles this one.
 *
 * Two buffers alternate, so a piece is valid **only until the next one is requested**. Each piece after the first
 * begins with the last `keep` bytes of the previous one.
 */
export async function* piecesOf(
  file: OpenedFile,
  { start = 0, keep = 0 }: { readonly start?: number; readonly keep?: number } = {},
): AsyncGenerator<Buffer, void, undefined> {
  let [now, later] = [Buffer.allocUnsafe(keep + PIECE_BYTES), Buffer.allocUnsafe(keep + PIECE_BYTES)];
  let kept = 0;
  let position = start;
  let reading = fill(file, now.subarray(0, PIECE_BYTES), position);
  try {
    for (;;) {
      const bytesRead = await reading;
      if (bytesRead === 0) return;
      position += bytesRead;
      const piece = now.subarray(0, kept + bytesRead);
      kept = Math.min(keep, piece.length);
      piece.copy(later, 0, piece.length - kept);
      reading = fill(file, later.subarray(kept, kept + PIECE_BYTES), position);
      reading.catch(() => {});
      yield piece;
      [now, later] = [later, now];
    }
  } finally {
    await reading.catch(() => {});
  }
}

async function fill(file: OpenedFile, buffer: Buffer, position: number): Promise<number> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await file.handle.read(buffer, filled, buffer.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}
