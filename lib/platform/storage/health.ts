import 'server-only';
import { randomBytes, randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureFolder, incomingFolder, PART_ENDING } from './location.ts';
import { isFull } from './storage-error.ts';

/** Whether files can be stored right now. `cause` is for the log only. */
export type StorageHealth =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'storage-full' | 'failed'; readonly cause: unknown };

/** Large enough to need a block of its own, so that a full disk shows. */
const PROBE_BYTES = 4096;

/**
 * Tries the storage for real: makes a small file in the incoming folder, waits until it is on the disk, reads it
 * back, compares, removes it. A probe that a crash leaves behind is removed by the sweep. Never throws while the
 * settings are there, or `dataDir` is given.
 */
export async function checkStorage(dataDir?: string): Promise<StorageHealth> {
  const folder = incomingFolder(dataDir);
  const path = join(folder, `probe-${randomUUID()}${PART_ENDING}`);
  try {
    await ensureFolder(folder);
    const handle = await open(path, 'wx+', 0o600);
    try {
      const written = randomBytes(PROBE_BYTES);
      await handle.writeFile(written);
      await handle.sync();
      const read = Buffer.alloc(PROBE_BYTES);
      await handle.read(read, 0, PROBE_BYTES, 0);
      if (!read.equals(written)) throw new Error('the probe came back different');
    } finally {
      await handle.close();
    }
    await unlink(path);
    return { ok: true };
  } catch (cause) {
    await unlink(path).catch(() => {});
    return { ok: false, reason: isFull(cause) ? 'storage-full' : 'failed', cause };
  }
}
