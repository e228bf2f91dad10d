/**
 * What a {@link StorageError} is about.
 *
 * - `bad-identifier`: a council or file id that is not a UUID reached a path. A mistake in the code, never shown.
 * - `file-missing`: the row is there and the file is not.
 * - `size-mismatch`: the file on disk is not as long as its row says.
 * - `wrong-offset`: a part of a file that does not begin where the last one ends.
 * - `storage-full`: no space left on the disk.
 * - `write-failed`: any other failure to write; see `cause`.
 */
export type StorageErrorKind =
  | 'bad-identifier'
  | 'file-missing'
  | 'size-mismatch'
  | 'wrong-offset'
  | 'storage-full'
  | 'write-failed';

/** The one error that this folder throws. Its message is for the log, never for a browser. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly kind: StorageErrorKind;

  constructor(kind: StorageErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** The system's code of an error (`ENOENT`, `ENOSPC`, …), or `null` when it has none. */
export function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Whether a failed write means that the disk, or the share of it that may be used, is full. */
export function isFull(error: unknown): boolean {
  if (error instanceof StorageError) return error.kind === 'storage-full';
  const code = systemCode(error);
  return code === 'ENOSPC' || code === 'EDQUOT';
}
