import 'server-only';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { env } from '#lib/platform/env.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import { requireUuid } from '#lib/platform/storage/location.ts';
import { systemCode } from '#lib/platform/storage/storage-error.ts';
import type { FileKey } from '#lib/platform/storage/store.ts';

// PDFs made of office files, in `<DATA_DIR>/previews`, while somebody reads them: to convert a file for each of its
// pages would take too long.

const MINUTE = 60_000;

/** How long a PDF is used, and how many bytes all of them may have. */
export const CONVERTED_LIMITS = { ms: 15 * MINUTE, bytes: 200 * 1024 ** 2 } as const;

/** A PDF may still be read by who found it at the last moment. */
const REMOVED_AFTER_MS = CONVERTED_LIMITS.ms + MINUTE;

export const convertedFolder = (): string => join(/* turbopackIgnore: true */ env().DATA_DIR, 'previews');

const prefixOf = ({ councilId, id }: FileKey) => `${requireUuid(councilId)}.${requireUuid(id)}.`;
const pathOf = (file: FileKey) => join(/* turbopackIgnore: true */ convertedFolder(), `${prefixOf(file)}pdf`);

/** The PDF made of a file. `bytes` 0: it could not be made. Null: none was, or too long ago. */
export async function findConverted(
  file: FileKey,
): Promise<{ readonly path: string; readonly bytes: number } | null> {
  const path = pathOf(file);
  const found = await statOf(path);
  return found && Date.now() - found.mtimeMs < CONVERTED_LIMITS.ms ? { path, bytes: found.size } : null;
}

/** The path for a PDF that is being made of a file. */
export async function newConverted(file: FileKey): Promise<string> {
  await mkdir(convertedFolder(), { recursive: true, mode: 0o700 });
  return join(/* turbopackIgnore: true */ convertedFolder(), `${prefixOf(file)}${randomUUID()}`);
}

/**
 * Keeps a PDF that was made of a file, unless the file has been erased meanwhile. Older ones make room for it.
 *
 * @returns whether it was kept
 */
export async function keepConverted(file: FileKey, made: string): Promise<boolean> {
  await rename(made, pathOf(file));
  // After the rename: an erasure removes the file and then its PDF, so one of the two finds it.
  if ((await fileStore().size(file)) === null) {
    await forgetConverted(file);
    return false;
  }
  await sweepConverted();
  return true;
}

/** Removes what was made of a file. To be called once the file itself is gone. */
export async function forgetConverted(file: FileKey): Promise<void> {
  const prefix = prefixOf(file);
  for (const name of await namesIn(convertedFolder()))
    if (name.startsWith(prefix)) await rm(join(convertedFolder(), name), { force: true });
}

/** Removes what is too old, whoever left it there, and the oldest of what is too much. */
export async function sweepConverted(): Promise<void> {
  const found = await Promise.all(
    (await namesIn(convertedFolder())).map(async (name) => {
      const path = join(convertedFolder(), name);
      return { path, is: await statOf(path) };
    }),
  );
  let bytes = 0;
  for (const { path, is } of found.toSorted((a, b) => (b.is?.mtimeMs ?? 0) - (a.is?.mtimeMs ?? 0))) {
    bytes += is?.size ?? 0;
    const isOld = Date.now() - (is?.mtimeMs ?? 0) > REMOVED_AFTER_MS;
    if (isOld || bytes > CONVERTED_LIMITS.bytes) await rm(path, { force: true });
  }
}

async function statOf(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}
