import 'server-only';
import { type FileHandle, open, stat } from 'node:fs/promises';
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

/** The first and the last byte of a range, counted from 0, both included. */
export type Span = { readonly from: number; readonly to: number };

/** A stored file that the disk has, as long as its row says. */
export type LocatedFile = StoredFile & {
  /**
   * Its bytes of a span. The file is opened when they are first read and closed at their end, on an error, and when
   * the reader goes or the signal says so. A read throws StorageError `size-mismatch` when the file became shorter.
   */
  read(span: Span, signal: AbortSignal): ReadableStream<Uint8Array>;
};

const PIECE = 256 * 1024;

/**
 * Finds the bytes of a stored file. For a person, `readableFile` of the evidence decides first who may read it.
 *
 * @throws StorageError `file-missing` or `size-mismatch` when the disk does not have what the row says
 */
export async function locateFile(file: StoredFile): Promise<LocatedFile> {
  const path = filePath(file.councilId, file.id);
  await checkPresent(path, file);
  return { ...file, read: (span, signal) => streamOf(path, span, signal) };
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
