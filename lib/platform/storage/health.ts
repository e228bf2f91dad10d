import 'server-only';
import { DiskStore } from './disk.ts';
import { isFull } from './storage-error.ts';

/** Whether files can be stored right now. `cause` is for the log only. */
export type StorageHealth =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'storage-full' | 'failed'; readonly cause: unknown };

/**
 * Tests the storage by writing to it. The sweep removes anything a crash leaves behind. Never throws, provided that
 * the settings are valid or `dataDir` is given.
 */
export async function checkStorage(dataDir?: string): Promise<StorageHealth> {
  try {
    await new DiskStore(dataDir).probe();
    return { ok: true };
  } catch (cause) {
    return { ok: false, reason: isFull(cause) ? 'storage-full' : 'failed', cause };
  }
}
