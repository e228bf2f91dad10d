import 'server-only';
import { mkdir, open, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { validate as isUuid } from 'uuid';
import { env } from '#lib/platform/env.ts';
import { StorageError, systemCode } from './storage-error.ts';

/** Name of the folder, beside the councils' folders, that holds files while they are received. */
export const INCOMING = 'incoming';

/** Ending of a file that is being received, or of a probe of the disk. The sweep removes old ones. */
export const PART_ENDING = '.part';

/**
 * The folder that holds every uploaded file, absolute: `<DATA_DIR>/files`. It must be one file system, because
 * publishing a file is a rename.
 */
export function storageRoot(dataDir = env().DATA_DIR): string {
  return join(dataDir, 'files');
}

/** The folder for files that are being received: `<DATA_DIR>/files/incoming`. */
export function incomingFolder(dataDir = env().DATA_DIR): string {
  return join(storageRoot(dataDir), INCOMING);
}

/**
 * The folder of one council's files: `<DATA_DIR>/files/<councilId>`.
 *
 * @throws StorageError `bad-identifier` when the id is not a UUID, so that no path part can come from outside
 */
export function councilFolder(councilId: string, dataDir = env().DATA_DIR): string {
  return join(storageRoot(dataDir), checked(councilId));
}

/**
 * Where one finished file is: `<DATA_DIR>/files/<councilId>/<id>`. The name that people see is only in the row.
 *
 * @throws StorageError `bad-identifier` when an id is not a UUID
 */
export function filePath(councilId: string, id: string, dataDir = env().DATA_DIR): string {
  return join(councilFolder(councilId, dataDir), checked(id));
}

/** Makes a folder and what is missing above it, and waits until their names are on the disk. */
export async function ensureFolder(folder: string): Promise<void> {
  // Level by level: where none can be made, as in /proc, Node's own way of making several tries for ever.
  if (await isFolder(folder)) return;
  if (dirname(folder) !== folder) await ensureFolder(dirname(folder));
  await mkdir(folder, { mode: 0o700 }).catch(async (error: unknown) => {
    // Somebody else was quicker.
    if (!(await isFolder(folder))) throw error;
  });
  await syncFolder(dirname(folder));
}

async function isFolder(place: string): Promise<boolean> {
  try {
    return (await stat(place)).isDirectory();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Waits until the names in a folder are on the disk: a rename is safe from a power cut only after this. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function checked(id: string): string {
  if (!isUuid(id)) throw new StorageError('bad-identifier', 'a council or file id is not a UUID');
  return id.toLowerCase();
}
