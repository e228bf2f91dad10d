import 'server-only';
import { fileStore } from './file-store.ts';
import { isFull } from './storage-error.ts';
import type { FileStore } from './store.ts';

/** Whether files can be stored right now. `cause` is for the log only. */
export type StorageHealth =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'storage-full' | 'failed'; readonly cause: unknown };

/**
 * Tests the storage by writing to it. The sweep removes anything a crash leaves behind. Never throws, provided that
 * the settings are valid or `store` is given.
 */
export async function checkStorage(store?: FileStore): Promise<StorageHealth> {
  try {
    await (store ?? fileStore()).probe();
    return { ok: true };
  } catch (cause) {
    return { ok: false, reason: isFull(cause) ? 'storage-full' : 'failed', cause };
  }
}
