import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { DiskStore } from './disk.ts';
import { filePath, incomingFolder, storageRoot } from './location.ts';
import type { FileKey, StoredObject } from './store.ts';
import { ownDataFolder } from './testing/samples.ts';
import { onSmallDisk } from './testing/small-disk.ts';

ownDataFolder();
const store = new DiskStore();
const MB = 1024 ** 2;

afterEach(() => rm(storageRoot(), { recursive: true, force: true }));

const newFile = (): FileKey => ({ councilId: randomUUID(), id: randomUUID() });

async function* pieces(...texts: readonly (string | Buffer)[]) {
  for (const text of texts) yield Buffer.from(text);
}

async function contentOf({ councilId, id }: FileKey): Promise<string> {
  return readFile(filePath(councilId, id), 'utf8');
}

const incoming = () => readdir(incomingFolder()).catch(() => []);
/** Paths of the parts in the folders of unfinished files. */
const parts = async () =>
  (await readdir(incomingFolder(), { recursive: true })).filter((path) => path.endsWith('.part'));

it('joins parts that different processes received', async () => {
  const file = newFile();
  expect(await store.append(file, 0, pieces('one, ', 'two'))).toBe(8);
  const later = new DiskStore();
  expect(await later.append(file, 8, pieces(', three'))).toBe(15);
  const text = 'one, two, three';
  expect(await later.finish(file)).toEqual({
    bytes: 15,
    sha256: createHash('sha256').update(text).digest('hex'),
  });
  await later.sync(file);
  expect(await contentOf(file)).toBe(text);
  expect(await incoming()).toEqual([]);
});

it('keeps nothing of an interrupted part, and accepts it again', async () => {
  const file = newFile();
  await store.append(file, 0, pieces('first '));
  const broken = async function* () {
    yield Buffer.from('half of the sec');
    throw new Error('connection lost');
  };
  await expect(store.append(file, 6, broken())).rejects.toThrow('connection lost');
  expect(await store.append(file, 6, pieces())).toBe(6);
  expect(await parts()).toHaveLength(1);
  await store.append(file, 6, pieces('second'));
  await store.finish(file);
  expect(await contentOf(file)).toBe('first second');
});

it('accepts the first complete part of two for one offset, whichever began first', async () => {
  const file = newFile();
  const { promise: otherIsKept, resolve } = Promise.withResolvers<void>();
  const slow = async function* () {
    yield Buffer.from('slow');
    await otherIsKept;
  };
  const late = store.append(file, 0, slow());
  await store.append(file, 0, pieces('quick'));
  resolve();
  await expect(late).rejects.toMatchObject({ name: 'StorageError', kind: 'wrong-offset' });

  const both = await Promise.allSettled(['a', 'b'].map((text) => store.append(file, 5, pieces(text))));
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  await expect(store.append(file, 3, pieces('x'))).rejects.toMatchObject({ kind: 'wrong-offset' });
  await expect(store.append(file, 7, pieces('x'))).rejects.toMatchObject({ kind: 'wrong-offset' });
  await store.finish(file);
  expect(await contentOf(file)).toMatch(/^quick[ab]$/);
  expect(await incoming()).toEqual([]);
});

it('resumes after the last complete part when the process was killed during one', async () => {
  const file = newFile();
  const killed = spawn(
    process.execPath,
    [
      '--conditions=react-server',
      '--disable-warning=ExperimentalWarning',
      '--input-type=module',
      '--eval',
      `import { DiskStore } from '#lib/platform/storage/disk.ts';
       const store = new DiskStore(process.env.DATA_DIR);
       const file = ${JSON.stringify(file)};
       await store.append(file, 0, (async function* () { yield Buffer.from('whole, '); })());
       await store.append(file, 7, (async function* () { for (;;) yield Buffer.alloc(1024 ** 2, 'x'); })());`,
    ],
    { env: { ...process.env, DATA_DIR: join(storageRoot(), '..') }, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const ended = once(killed, 'exit');
  await expect
    .poll(
      async () => {
        const sizes = (await parts().catch(() => [])).map(
          async (name) => (await stat(join(incomingFolder(), name))).size,
        );
        return Math.max(0, ...(await Promise.all(sizes)));
      },
      { timeout: 30_000 },
    )
    .toBeGreaterThan(4 * MB);
  killed.kill('SIGKILL');
  await ended;
  expect(await parts()).toHaveLength(2);
  await store.append(file, 7, pieces('and the rest'));
  await store.finish(file);
  await store.abandon(file);
  expect(await contentOf(file)).toBe('whole, and the rest');
  expect(await incoming()).toEqual([]);
}, 60_000);

it('keeps the parts that fit on a full disk, and resumes once there is space', async ({ skip }) => {
  await onSmallDisk(skip, async () => {
    const [file, other] = [newFile(), newFile()];
    await store.append(other, 0, pieces(Buffer.alloc(2 * MB, 'o')));
    await store.append(file, 0, pieces(Buffer.alloc(MB, 'a')));
    const tooMuch = store.append(file, MB, pieces(Buffer.alloc(2 * MB, 'b')));
    await expect(tooMuch).rejects.toMatchObject({ kind: 'storage-full' });
    expect(await parts()).toHaveLength(2);
    await store.abandon(other);
    await store.append(file, MB, pieces('b'));
    expect(await store.finish(file)).toMatchObject({ bytes: MB + 1 });
    expect(await store.size(file)).toBe(MB + 1);
  });
});

it('has nothing to finish after a file is abandoned, and refuses ids that are not UUIDs', async () => {
  const file = newFile();
  await store.append(file, 0, pieces('words'));
  await store.abandon(file);
  await expect(store.finish(file)).rejects.toMatchObject({ kind: 'file-missing' });
  for (const bad of [
    { ...file, id: '../x' },
    { ...file, councilId: '..' },
  ])
    await expect(store.append(bad, 0, pieces('x'))).rejects.toMatchObject({ kind: 'bad-identifier' });
  expect(await incoming()).toEqual([]);
});

it('reads as many names for a part, however many other files are unfinished', async () => {
  const readdirSync = vi.spyOn(fs, 'readdirSync');
  syncBuiltinESMExports();
  const file = newFile();
  const namesRead = async () => {
    readdirSync.mockClear();
    await store.append(file, 0, pieces('one'));
    await store.received(file);
    await store.abandon(file);
    return readdirSync.mock.results.reduce((sum, { value }) => sum + value.length, 0);
  };
  try {
    const alone = await namesRead();
    expect(alone).toBeGreaterThan(0);
    for (let others = 0; others < 50; others += 1) await store.append(newFile(), 0, pieces('one'));
    expect(await namesRead()).toBe(alone);
  } finally {
    readdirSync.mockRestore();
    syncBuiltinESMExports();
  }
});

it('lists and removes the parts of the previous release, which lie beside each other', async () => {
  const file = newFile();
  await store.append(file, 0, pieces('new'));
  const old = `${file.id}.0-3.${'0'.repeat(64)}.part`;
  await writeFile(join(incomingFolder(), old), 'old');
  const listed: StoredObject[] = [];
  for await (const object of store.list()) listed.push(object);
  expect(listed.map(({ is, partOf }) => [is, partOf])).toEqual(Array(2).fill(['unfinished', file.id]));
  for (const object of listed) expect(await store.remove(object)).toBe(true);
  expect(await incoming()).toEqual([]);
});
