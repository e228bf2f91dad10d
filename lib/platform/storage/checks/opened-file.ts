import 'server-only';
import type { FileHandle } from 'node:fs/promises';

/** A file on disk that is being looked at, with its length in bytes. */
export type OpenedFile = { readonly path: string; readonly handle: FileHandle; readonly size: number };

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

/** A file on disk, or bytes in memory, to be read in parts. */
export function readable(source: OpenedFile | Buffer): { readonly size: number; readonly read: Reading } {
  if (Buffer.isBuffer(source))
    return {
      size: source.length,
      read: async (position, length) => source.subarray(position, position + length),
    };
  return { size: source.size, read: (position, length) => readAt(source, position, length) };
}

/** Reads small records one after the other, from the start to the end, without a disk access for each. */
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
 * The bytes from `start` to the end, in pieces of 256 KiB; the next piece is read while the caller looks at this one.
 *
 * Two buffers take turns, so a piece holds its bytes **only until the next one is asked for**. The first
 * `keep` bytes of each piece but the first repeat the last ones of the piece before.
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
