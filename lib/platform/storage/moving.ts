import 'server-only';
import type { ByteRange, FileKey, FileStore, StoredObject } from './store.ts';

/**
 * Two stores while files move from one to the other. New files go to the new store; files are read where they are, and
 * removed from both.
 */
export class MovingStore implements FileStore {
  readonly #to: FileStore;
  readonly #from: FileStore;
  readonly place: string;

  constructor(to: FileStore, from: FileStore) {
    this.#to = to;
    this.#from = from;
    this.place = `${to.place}, from ${from.place}`;
  }

  append(file: FileKey, offset: number, source: AsyncIterable<Uint8Array>): Promise<number> {
    return this.#to.append(file, offset, source);
  }

  async received(file: FileKey): Promise<number> {
    return (await this.#from.size(file)) ?? this.#to.received(file);
  }

  finish(file: FileKey): Promise<{ readonly bytes: number; readonly sha256: string }> {
    return this.#to.finish(file);
  }

  async sync(file: FileKey): Promise<void> {
    await (await this.#holderOf(file)).sync(file);
  }

  async abandon(file: FileKey): Promise<void> {
    await Promise.all([this.#to.abandon(file), this.#from.abandon(file)]);
  }

  async size(file: FileKey): Promise<number | null> {
    return (await this.#to.size(file)) ?? this.#from.size(file);
  }

  read(file: FileKey, span: ByteRange, signal?: AbortSignal): ReadableStream<Uint8Array> {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    this.#holderOf(file)
      .then((store) => store.read(file, span, signal).pipeTo(writable))
      .catch((cause: unknown) => writable.abort(cause).catch(() => {}));
    return readable;
  }

  async withLocalFile<T>(file: FileKey, use: (path: string) => Promise<T>): Promise<T> {
    return (await this.#holderOf(file)).withLocalFile(file, use);
  }

  async *list(): AsyncGenerator<StoredObject> {
    yield* this.#to.list();
    yield* this.#from.list();
  }

  async remove(object: FileKey | Pick<StoredObject, 'path'>): Promise<boolean> {
    const removed = await Promise.all([this.#to.remove(object), this.#from.remove(object)]);
    return removed.includes(true);
  }

  async holds(councilId?: string): Promise<boolean> {
    return (await this.#to.holds(councilId)) || this.#from.holds(councilId);
  }

  probe(): Promise<void> {
    return this.#to.probe();
  }

  async #holderOf(file: FileKey): Promise<FileStore> {
    return (await this.#to.size(file)) === null ? this.#from : this.#to;
  }
}
