import 'server-only';
import { type Env, env } from '#lib/platform/env.ts';
import { AzureStore } from './azure.ts';
import { DiskStore } from './disk.ts';
import { MovingStore } from './moving.ts';
import type { FileStore } from './store.ts';

let chosen: FileStore | undefined;

/** The store of uploaded files that the settings of this process name. */
export function fileStore(): FileStore {
  chosen ??= storeOf(env());
  return chosen;
}

/** The store that these settings name. While `STORAGE_FROM` is set, files are read from there too. */
export function storeOf({
  STORAGE_URL,
  STORAGE_FROM,
  DATA_DIR,
}: Pick<Env, 'STORAGE_URL' | 'STORAGE_FROM' | 'DATA_DIR'>): FileStore {
  const store = storeAt(STORAGE_URL, DATA_DIR);
  return STORAGE_FROM ? new MovingStore(store, storeAt(STORAGE_FROM, DATA_DIR)) : store;
}

/**
 * The store at an address: `disk` for the folder in `dataDir`, or the address of a container of Azure Blob Storage with
 * its signature.
 */
export function storeAt(url: string, dataDir: string): FileStore {
  return url === 'disk' ? new DiskStore(dataDir) : new AzureStore(url);
}
