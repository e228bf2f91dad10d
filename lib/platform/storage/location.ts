import 'server-only';
import { mkdir, open, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { validate as isUuid } from 'uuid';
import { env } from '#lib/platform/env.ts';
import { StorageError, systemCode } from './storage-error.ts';

/** The folder, next to the councils' folders, for files being received. */
export const INCOMING = 'incoming';

/** File name ending of a file being received and of a disk probe. The sweep removes old ones. */
export const PART_ENDING = '.part';

/**
 * Absolute path of the folder with every uploaded file: `<DATA_DIR>/files`. It must be on one file system, because a
 * file is finished by renaming it.
 */
export function storageRoot(dataDir = env().DATA_DIR): string {
  return join(dataDir, 'files');
}

/** The folder for files being received: `<DATA_DIR>/files/incoming`. */
export function incomingFolder(dataDir = env().DATA_DIR): string {
  return join(storageRoot(dataDir), INCOMING);
}

/**
 * The folder of one council's files: `<DATA_DIR>/files/<councilId>`.
 *
 * @throws StorageError `bad-identifier` if the id is not a UUID, so that no path can be injected
 */
export function councilFolder(councilId: string, dataDir = env().DATA_DIR): string {
  return join(storageRoot(dataDir), requireUuid(councilId));
}

/**
 * The path of a finished file: `<DATA_DIR>/files/<councilId>/<id>`. Its display name is only in the row.
 *
 * @throws StorageError `bad-identifier` if an id is not a UUID
 */
export function filePath(councilId: string, id: string, dataDir = env().DATA_DIR): string {
  return join(councilFolder(councilId, dataDir), requireUuid(id));
}

/** Creates a folder and its missing parents, and syncs their names to the disk. */
export async function ensureFolder(folder: string): Promise<void> {
  // Level by level, because Node's recursive `mkdir` retries for ever where it cannot succeed, such as in /proc.
  if (await isFolder(folder)) return;
  if (dirname(folder) !== folder) await ensureFolder(dirname(folder));
  await mkdir(folder, { mode: 0o700 }).catch(async (error: unknown) => {
    // Another request may have created it first.
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

/** Syncs the names in a folder to the disk: only then does a rename survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** @throws StorageError `bad-identifier` if the id is not a UUID */
export function requireUuid(id: string): string {
  if (!isUuid(id)) throw new StorageError('bad-identifier', 'a council or file id is not a UUID');
  return id.toLowerCase();
}
