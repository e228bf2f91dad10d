/** Identifies a stored file. Both are UUIDs. */
export type FileKey = { readonly councilId: string; readonly id: string };

/** First and last byte of a range, counted from 0, both included. */
export type ByteRange = { readonly from: number; readonly to: number };

/** An object in the store. */
export type StoredObject = {
  /** Its name in reports: `<councilId>/<id>` or `incoming/…`. */
  readonly path: string;
  readonly bytes: number;
  /** When it was last written or renamed. */
  readonly touchedAt: Date;
  /** `unfinished`: part of a file being received, or interrupted by a restart. Null: not put there by us. */
  readonly is: FileKey | 'unfinished' | null;
  /** Of an unfinished one: the id of the file that it is a part of. Null if its name does not say. */
  readonly partOf: string | null;
};

/**
 * Stores the bytes of received files, on a disk or in an object store. A file is received in parts and can be read once
 * it is finished. Until its row is written it can be received and finished once more, which replaces the first in one
 * step.
 *
 * Every method that takes a file throws StorageError `bad-identifier` if an id is not a UUID.
 */
export type FileStore = {
  /** Where the files are, for operators. */
  readonly place: string;
  /**
   * Receives the next part of a file. A part counts once all of it has arrived; nothing is kept of an interrupted one.
   * The store takes over the pieces: they are empty once written.
   *
   * @returns the offset of the following part
   * @throws StorageError `wrong-offset` unless the part begins where the last one ends (if two are sent at once for
   *   one offset, the first to be complete counts); `storage-full` or `write-failed`; any error of the source
   */
  append(file: FileKey, offset: number, source: AsyncIterable<Uint8Array>): Promise<number>;
  /** The offset at which the next part begins: after the parts received, or at the end of a finished file. */
  received(file: FileKey): Promise<number>;
  /**
   * Joins the parts into one file. It can be read immediately, but survives a power cut only after `sync`.
   *
   * @returns its length, and its SHA-256 as 64 lower-case hexadecimal digits
   * @throws StorageError `file-missing` if nothing was received, `size-mismatch`, `storage-full` or `write-failed`
   */
  finish(file: FileKey): Promise<{ readonly bytes: number; readonly sha256: string }>;
  /** Makes a finished file survive a power cut. @throws StorageError `storage-full` or `write-failed` */
  sync(file: FileKey): Promise<void>;
  /** Removes the received parts of an unfinished file. */
  abandon(file: FileKey): Promise<void>;
  /** The length of a finished file, or null if the store does not have it. */
  size(file: FileKey): Promise<number | null>;
  /**
   * The bytes of a span. The file is opened at the first read, and closed at the end, on an error and when the reader
   * cancels or the signal aborts. A read throws StorageError `size-mismatch` if the file has become shorter.
   */
  read(file: FileKey, span: ByteRange, signal?: AbortSignal): ReadableStream<Uint8Array>;
  /** Makes a finished file readable to a local program. The path is valid until the promise of `use` settles. */
  withLocalFile<T>(file: FileKey, use: (path: string) => Promise<T>): Promise<T>;
  /** Lists all objects by folder and name. May omit an object that is removed while the list is read. */
  list(): AsyncIterable<StoredObject>;
  /** Removes a finished file or an object from `list`. False if it was already gone. */
  remove(object: FileKey | Pick<StoredObject, 'path'>): Promise<boolean>;
  /** Whether the store has anything of that council, or anything at all. False if its disk is not mounted. */
  holds(councilId?: string): Promise<boolean>;
  /** Writes a small file, reads it back and removes it. @throws the disk's error */
  probe(): Promise<void>;
};
