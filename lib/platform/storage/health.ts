import 'server-only';
import { DiskStore } from './disk.ts';
import { isFull } from './storage-error.ts';

/** Whether files can be stored right now. `cause` is for the log only. */
export type StorageHealth =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'storage-full' | 'failed'; readonly cause: unknown };

/**
 * Tries the storage for real. What a crash leaves behind is removed by the sweep. Never throws while the settings are
 * there, or `dataDir` is given.
 */
export async function checkStorage(dataDir?: string): Promise<StorageHealth> {
  try {
    await new DiskStore(dataDir).probe();
    return { ok: true };
  } catch (cause) {
    return { ok: false, reason: isFull(cause) ? 'storage-full' : 'failed', cause };
  }
}
