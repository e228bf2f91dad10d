import { randomUUID } from 'node:crypto';
import { readdir, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import type { FileKey } from '#lib/platform/storage/store.ts';
import { ownDataFolder } from '#lib/platform/storage/testing/samples.ts';
import {
  CONVERTED_LIMITS,
  convertedFolder,
  findConverted,
  forgetConverted,
  keepConverted,
  newConverted,
  sweepConverted,
} from './converted.ts';

ownDataFolder();
afterEach(() => rm(convertedFolder(), { recursive: true, force: true }));

async function storedFile(): Promise<FileKey> {
  const file = { councilId: randomUUID(), id: randomUUID() };
  const content = async function* () {
    yield Buffer.from('words');
  };
  await fileStore().append(file, 0, content());
  await fileStore().finish(file);
  return file;
}

async function keep(file: FileKey, { bytes = 9, minutesAgo = 0 } = {}): Promise<boolean> {
  const made = await newConverted(file);
  await writeFile(made, '');
  await truncate(made, bytes);
  const at = new Date(Date.now() - minutesAgo * 60_000);
  await utimes(made, at, at);
  return keepConverted(file, made);
}

const names = () => readdir(convertedFolder());

it('finds a PDF until it is too old, and then removes it', async () => {
  const [file, other] = [await storedFile(), await storedFile()];
  expect(await findConverted(file)).toBeNull();
  await keep(file, { minutesAgo: 14 });
  expect(await findConverted(file)).toMatchObject({ bytes: 9 });
  await keep(file, { minutesAgo: 15 });
  expect(await findConverted(file)).toBeNull();
  await keep(file, { minutesAgo: 17 });
  expect(await names()).toEqual([]);
  // As a killed process leaves it.
  const left = await newConverted(other);
  await writeFile(left, 'words');
  await utimes(left, 0, 0);
  await sweepConverted();
  expect(await names()).toEqual([]);
});

it('removes the oldest once there are too many', async () => {
  const half = CONVERTED_LIMITS.bytes / 2;
  const files = await Promise.all([storedFile(), storedFile(), storedFile()]);
  for (const [at, file] of files.entries()) await keep(file, { bytes: half, minutesAgo: 10 - at });
  const found = await Promise.all(files.map(findConverted));
  expect(found.map((one) => one?.bytes)).toEqual([undefined, half, half]);
});

it('keeps nothing of a file that was erased, before or after, and everything of others', async () => {
  const [file, other] = [await storedFile(), await storedFile()];
  await keep(file);
  await keep(other);
  await newConverted(file).then((made) => writeFile(made, 'being made'));
  await fileStore().remove(file);
  await forgetConverted(file);
  expect(await names()).toEqual([expect.stringContaining(other.id)]);
  // Its conversion ends only now.
  expect(await keep(file)).toBe(false);
  expect(await names()).toEqual([expect.stringContaining(other.id)]);
});

it('takes no path for an id', async () => {
  await expect(findConverted({ councilId: randomUUID(), id: join('..', 'x') })).rejects.toMatchObject({
    kind: 'bad-identifier',
  });
});
