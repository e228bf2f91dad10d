/** Names the bytes of one stored file. Both are UUIDs. */
export type FileKey = { readonly councilId: string; readonly id: string };

/** The first and the last byte of a range, counted from 0, both included. */
export type Span = { readonly from: number; readonly to: number };

/** Something that the store holds. */
export type StoredObject = {
  /** Names it in reports: `<councilId>/<id>`, or `incoming/…`. */
  readonly path: string;
  readonly bytes: number;
  /** When it was last written or renamed. */
  readonly touchedAt: Date;
  /** `unfinished`: part of a file that is being received, or was when the service ended. Null: none of ours. */
  readonly is: FileKey | 'unfinished' | null;
};

/**
 * Where the bytes of received files are kept. A file is received in parts and can be read once it is finished; after
 * that it never changes. An object store can stand in for the disk: parts are its blocks, and `finish` commits them.
 *
 * Every method that takes a file throws StorageError `bad-identifier` when an id is not a UUID.
 */
export type FileStore = {
  /** Names the place to operators. */
  readonly place: string;
  /** How far an unfinished file has been received: where its next part begins. */
  received(file: FileKey): Promise<number>;
  /**
   * Receives the next part of a file. The part counts once all of it has arrived; of one that breaks off, nothing is
   * kept. A piece must not be altered after the source has yielded it.
   *
   * @returns where the part after it begins
   * @throws StorageError `wrong-offset` unless the part begins where the last one ends: of two that are sent at once for
   *   one offset, the first to be whole counts; `storage-full` or `write-failed`; and whatever the source throws
   */
  append(file: FileKey, offset: number, source: AsyncIterable<Uint8Array>): Promise<number>;
  /**
   * Makes one file of the parts. It can be read now; after a power cut it is there only if `sync` was waited for.
   *
   * @returns its length, and its SHA-256 as 64 lower-case hexadecimal digits
   * @throws StorageError `file-missing` when nothing was received, `size-mismatch`, `storage-full` or `write-failed`
   */
  finish(file: FileKey): Promise<{ readonly bytes: number; readonly sha256: string }>;
  /** Waits until a finished file would outlast a power cut. @throws StorageError `storage-full` or `write-failed` */
  sync(file: FileKey): Promise<void>;
  /** Removes what was received of an unfinished file. */
  abandon(file: FileKey): Promise<void>;
  /** The length of a finished file; null when the store does not have it. */
  size(file: FileKey): Promise<number | null>;
  /**
   * The bytes of a span. The file is opened when they are first read and closed at their end, on an error, and when the
   * reader goes or the signal says so. A read throws StorageError `size-mismatch` when the file became shorter.
   */
  read(file: FileKey, span: Span, signal?: AbortSignal): ReadableStream<Uint8Array>;
  /** Lets a program of this machine read a finished file, under a path that is good until the promise is settled. */
  withLocalFile<T>(file: FileKey, use: (path: string) => Promise<T>): Promise<T>;
  /** Everything, folder by folder, by name. What is removed while the list is read may be missing from it. */
  list(): AsyncIterable<StoredObject>;
  /** Removes a finished file, or what `list` named. False when it is gone already. */
  remove(object: FileKey | Pick<StoredObject, 'path'>): Promise<boolean>;
  /** Whether there is anything of that council, or anything at all. False where a disk is not mounted. */
  holds(councilId?: string): Promise<boolean>;
  /** Writes something small, reads it back and removes it. @throws the error of the disk */
  probe(): Promise<void>;
};
