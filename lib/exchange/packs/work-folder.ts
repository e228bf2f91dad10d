import 'server-only';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { env } from '#lib/platform/env.ts';
import { requireUuid } from '#lib/platform/storage/location.ts';
import { systemCode } from '#lib/platform/storage/storage-error.ts';

// What is prepared for a pack, in `<DATA_DIR>/packs`, until its files are in the store. Its folder is named by the pack and
// by the process that has it. Who takes the pack after that one, on the same disk, renames the folder and uses what is in it:
// should the one before be there still, it writes to no file of it any more.

const HOUR = 60 * 60_000;
/** A folder in which nothing was done for so long is of a pack that was cancelled, or of a lost process. */
const LEFT_MS = 6 * HOUR;

const root = (): string => join(/* turbopackIgnore: true */ env().DATA_DIR, 'packs');

export type WorkFolder = {
  readonly path: string;
  /** What was made for a file before. Null: nothing, or not to the end. */
  made<T>(fileId: string): Promise<T | null>;
  /** A new folder for what is made for a file. */
  begin(fileId: string): Promise<string>;
  /** Notes what was made for a file, so that it is used again. */
  keep(fileId: string, made: unknown): Promise<void>;
  remove(): Promise<void>;
};

/** A pack, and under which id a process has it. */
type TakenPack = { readonly id: string; readonly takenBy: string };

const pathOf = ({ id, takenBy }: TakenPack): string =>
  join(/* turbopackIgnore: true */ root(), `${requireUuid(id)}.${requireUuid(takenBy)}`);

/** The folder of a pack, with what others prepared before. It is made if there is none. */
export async function openWorkFolder(pack: TakenPack): Promise<WorkFolder> {
  const path = pathOf(pack);
  const before = (await readdir(root()).catch(ifMissing([]))).find((name) => name.startsWith(`${pack.id}.`));
  if (before !== undefined) await rename(join(root(), before), path).catch(ifMissing(undefined));
  await mkdir(path, { recursive: true, mode: 0o700 });
  // One that is still open elsewhere would be written by both.
  for (const name of await readdir(path)) if (name.startsWith('volume-')) await rm(join(path, name));
  const noteOf = (fileId: string) => join(path, `${requireUuid(fileId)}.json`);
  return {
    path,
    async made<T>(fileId: string) {
      const note = await readFile(noteOf(fileId), 'utf8').catch(ifMissing(null));
      return note === null ? null : (JSON.parse(note, (_, value) => fromFolder(value, path)) as T);
    },
    async begin(fileId) {
      const folder = join(path, requireUuid(fileId));
      await rm(folder, { recursive: true, force: true });
      return folder;
    },
    async keep(fileId, made) {
      const note = noteOf(fileId);
      await writeFile(
        `${note}.new`,
        JSON.stringify(made, (_, value) => withinFolder(value, path)),
        {
          mode: 0o600,
        },
      );
      await rename(`${note}.new`, note);
    },
    remove: () => removeWorkFolder(pack),
  };
}

/** Removes what this process prepared for a pack, if anything. */
export async function removeWorkFolder(pack: TakenPack): Promise<void> {
  await rm(pathOf(pack), { recursive: true, force: true });
}

// Paths are noted from the folder on, as it is renamed.
const HERE = './';

function withinFolder(value: unknown, path: string): unknown {
  return typeof value === 'string' && value.startsWith(`${path}/`)
    ? `${HERE}${value.slice(path.length + 1)}`
    : value;
}

function fromFolder(value: unknown, path: string): unknown {
  return typeof value === 'string' && value.startsWith(HERE) ? join(path, value) : value;
}

/** Removes the folders that were left, by whatever process. */
export async function sweepWorkFolders(asOf: Date): Promise<void> {
  for (const name of await readdir(root()).catch(ifMissing([]))) {
    const path = join(root(), name);
    const touched = await stat(path).catch(ifMissing(null));
    if (touched && asOf.getTime() - touched.mtimeMs > LEFT_MS)
      await rm(path, { recursive: true, force: true });
  }
}

/** Removes what was prepared of a file. To be called once the file itself is gone. */
export async function forgetPrepared(fileId: string): Promise<void> {
  for (const pack of await readdir(root()).catch(ifMissing([])))
    for (const name of [requireUuid(fileId), `${fileId}.json`])
      await rm(join(root(), pack, name), { recursive: true, force: true });
}

function ifMissing<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (systemCode(error) === 'ENOENT') return instead;
    throw error;
  };
}
