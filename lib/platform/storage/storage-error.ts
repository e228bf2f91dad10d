/**
 * The kind of a {@link StorageError}.
 *
 * - `bad-identifier`: a council or file id that is not a UUID reached a path. A bug, never shown.
 * - `file-missing`: the row exists but the file does not.
 * - `size-mismatch`: the length of the file on disk differs from the one in its row.
 * - `wrong-offset`: a part does not begin where the previous one ends.
 * - `storage-full`: the disk has no space left.
 * - `write-failed`: any other failure to write; see `cause`.
 */
export type StorageErrorKind =
  | 'bad-identifier'
  | 'file-missing'
  | 'size-mismatch'
  | 'wrong-offset'
  | 'storage-full'
  | 'write-failed';

/** The only error class of this folder. Its message is for the log, never for a browser. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly kind: StorageErrorKind;

  constructor(kind: StorageErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** The system code of an error (`ENOENT`, `ENOSPC`, …), or `null` if it has none. */
export function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Whether a write failed because the disk is full or a quota is used up. */
export function isFull(error: unknown): boolean {
  if (error instanceof StorageError) return error.kind === 'storage-full';
  const code = systemCode(error);
  return code === 'ENOSPC' || code === 'EDQUOT';
}
