import { createHash, randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Azurite, startAzurite } from '#tests/setup/azurite.ts';
import { AzureStore } from './azure.ts';
import { DiskStore } from './disk.ts';
import { storageRoot } from './location.ts';
import type { FileKey, FileStore, StoredObject } from './store.ts';
import { ownDataFolder } from './testing/samples.ts';

// What every file store does, on the disk and over the wire.

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

ownDataFolder();
let azurite: Azurite;
const stores: Record<string, FileStore> = { disk: new DiskStore() };
beforeAll(async () => {
  azurite = await startAzurite();
  stores.azure = new AzureStore(await azurite.container());
});
afterAll(async () => {
  await azurite.stop();
  await rm(storageRoot(), { recursive: true, force: true });
});

const newFile = (): FileKey => ({ councilId: randomUUID(), id: randomUUID() });
const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

async function* pieces(...texts: readonly (string | Buffer)[]) {
  for (const text of texts) yield Buffer.from(text);
}

describe.each(['disk', 'azure'])('the store on %s', (name) => {
  const store = () => stores[name] as FileStore;

  async function contentOf(file: FileKey, from = 0, to?: number): Promise<string> {
    const end = to ?? ((await store().size(file)) ?? 0) - 1;
    return new Response(store().read(file, { from, to: end })).text();
  }

  async function listed() {
    const objects: Omit<StoredObject, 'touchedAt'>[] = [];
    for await (const { touchedAt, ...object } of store().list()) objects.push(object);
    return objects;
  }

  it('joins parts, reads spans and removes', async () => {
    const file = newFile();
    expect(await store().holds(file.councilId)).toBe(false);
    expect(await store().received(file)).toBe(0);
    expect(await store().append(file, 0, pieces('one, ', '', 'two'))).toBe(8);
    expect(await store().append(file, 8, pieces())).toBe(8);
    expect(await store().append(file, 8, pieces(', three'))).toBe(15);
    expect(await store().received(file)).toBe(15);
    expect(await store().size(file)).toBeNull();
    expect(await store().finish(file)).toEqual({ bytes: 15, sha256: sha256('one, two, three') });
    await store().sync(file);
    expect(await store().received(file)).toBe(15);
    expect(await contentOf(file)).toBe('one, two, three');
    expect(await contentOf(file, 5, 7)).toBe('two');
    expect(await store().withLocalFile(file, (path) => readFile(path, 'utf8'))).toBe('one, two, three');
    expect(await store().holds(file.councilId)).toBe(true);
    expect((await listed()).filter(({ is }) => is !== 'unfinished')).toContainEqual({
      path: `${file.councilId}/${file.id}`,
      bytes: 15,
      is: file,
      partOf: null,
    });
    expect(await store().remove(file)).toBe(true);
    expect(await store().remove(file)).toBe(false);
    expect(await store().size(file)).toBeNull();
  });

  it('keeps nothing of an interrupted part, and accepts it again', async () => {
    const file = newFile();
    await store().append(file, 0, pieces('first '));
    const broken = async function* () {
      yield Buffer.alloc(9_000_000, 'half of the second');
      throw new Error('connection lost');
    };
    await expect(store().append(file, 6, broken())).rejects.toThrow('connection lost');
    expect(await store().received(file)).toBe(6);
    await store().append(file, 6, pieces('second'));
    await store().finish(file);
    expect(await contentOf(file)).toBe('first second');
  });

  it('accepts one of two parts for one offset', async () => {
    const file = newFile();
    const both = await Promise.allSettled(['ab', 'cd'].map((text) => store().append(file, 0, pieces(text))));
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    for (const offset of [0, 1, 3])
      await expect(store().append(file, offset, pieces('x'))).rejects.toMatchObject({ kind: 'wrong-offset' });
    await store().finish(file);
    expect(await contentOf(file)).toMatch(/^(?:ab|cd)$/);
  });

  it('takes a finished file once more, which takes the place of the first', async () => {
    const file = newFile();
    for (const text of ['with a place', 'without it']) {
      await store().append(file, 0, pieces(text));
      await store().finish(file);
      expect(await contentOf(file)).toBe(text);
    }
  });

  it('lists and abandons what is unfinished', async () => {
    const file = newFile();
    await store().append(file, 0, pieces('words'));
    const unfinished = (await listed()).filter(({ partOf }) => partOf === file.id);
    expect(unfinished).toMatchObject([{ bytes: 5, is: 'unfinished' }]);
    await store().abandon(file);
    expect((await listed()).filter(({ partOf }) => partOf === file.id)).toEqual([]);
    await expect(store().finish(file)).rejects.toMatchObject({ kind: 'file-missing' });
  });

  it('holds a file of several blocks', async () => {
    const file = newFile();
    const hash = createHash('sha256');
    const source = async function* () {
      for (let sent = 0; sent < 40; sent += 1) {
        const piece = Buffer.alloc(256 * 1024, sent);
        hash.update(piece);
        yield piece;
      }
    };
    await store().append(file, 0, source());
    expect(await store().finish(file)).toEqual({ bytes: 40 * 256 * 1024, sha256: hash.digest('hex') });
    await store().remove(file);
  });

  it('stops to read when the reader goes away, and refuses ids that are not UUIDs', async () => {
    const file = newFile();
    await store().append(file, 0, pieces(Buffer.alloc(3_000_000, 'a')));
    await store().finish(file);
    const abort = new AbortController();
    const reader = store().read(file, { from: 0, to: 2_999_999 }, abort.signal).getReader();
    await reader.read();
    abort.abort();
    await expect(
      (async () => {
        while (!(await reader.read()).done);
      })(),
    ).rejects.toThrow();
    for (const bad of [
      { ...file, id: '../x' },
      { ...file, councilId: '..' },
    ])
      await expect(store().append(bad, 0, pieces('x'))).rejects.toMatchObject({ kind: 'bad-identifier' });
  });

  it('can be probed', async () => {
    await store().probe();
  });
});
