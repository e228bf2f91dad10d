import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { ReadableStream } from 'node:stream/web';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { removeErased } from '#lib/background/erasures.ts';
import { knownFiles } from '#lib/background/known-files.ts';
import { env } from '#lib/platform/env.ts';
import { AzureStore } from '#lib/platform/storage/azure.ts';
import { storeAt, storeOf } from '#lib/platform/storage/file-store.ts';
import { checkStorage } from '#lib/platform/storage/health.ts';
import { MovingStore } from '#lib/platform/storage/moving.ts';
import type { ByteRange, FileKey, FileStore } from '#lib/platform/storage/store.ts';
import { sweepOrphans } from '#lib/platform/storage/sweep.ts';
import { copyFiles, listStore } from '#lib/tasks/stored-files.ts';
import { type Azurite, startAzurite } from '#tests/setup/azurite.ts';
import { roundsOf } from '#tests/setup/rounds.ts';
import { asSuperuser, makeAssessedCouncil, makeEvidenceFile, type TestCouncil } from './council-factory.ts';
import { eraseEvidence } from './erasing.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let azurite: Azurite;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite.stop());

const disk = () => storeAt('disk', env().DATA_DIR);

async function filesOf(councilId: string): Promise<FileKey[]> {
  const rows = await asSuperuser<{ id: string }>('SELECT id FROM files WHERE council_id = $1 ORDER BY id', [
    councilId,
  ]);
  return rows.map(({ id }) => ({ councilId, id }));
}

async function contentOf(store: FileStore, file: FileKey): Promise<string> {
  const bytes = await store.size(file);
  return bytes === null ? 'missing' : new Response(store.read(file, { from: 0, to: bytes - 1 })).text();
}

async function* pieces(text: string) {
  yield Buffer.from(text);
}

async function put(store: FileStore, file: FileKey, text: string): Promise<void> {
  await store.append(file, 0, pieces(text));
  await store.finish(file);
}

async function makeFiles(count: number, council?: TestCouncil): Promise<FileKey[]> {
  council ??= await makeAssessedCouncil();
  for (let file = 0; file < count; file += 1) await makeEvidenceFile(council.as.lead, { statement: 'QS1' });
  return filesOf(council.id);
}

/** npm run storage:move, from the disk. */
function startMove(url: string): ChildProcess {
  return spawn(
    process.execPath,
    ['--conditions=react-server', '--disable-warning=ExperimentalWarning', 'lib/tasks/storage-move.ts'],
    {
      env: { ...process.env, STORAGE_FROM: 'disk', STORAGE_URL: url, DATA_DIR: env().DATA_DIR },
      stdio: 'ignore',
    },
  );
}

describe('moving files to another store', () => {
  it('copies what has a row, goes on after each kill -9, and serves every file meanwhile', {
    timeout: roundsOf(100) * 10_000,
  }, async () => {
    const rounds = roundsOf(100);
    const files = await makeFiles(rounds + 2);
    const stray = { councilId: files[0]?.councilId ?? '', id: randomUUID() };
    await put(disk(), stray, 'no row');
    const url = await azurite.container();
    const to = storeAt(url, env().DATA_DIR);
    const both = storeOf({ STORAGE_URL: url, STORAGE_FROM: 'disk', DATA_DIR: env().DATA_DIR });
    const expected = await Promise.all(files.map((file) => contentOf(disk(), file)));
    const copied = async () =>
      (await Promise.all(files.map((file) => to.size(file)))).filter((size) => size !== null).length;
    // To its end, in another store: the next ones start with the modules that this one compiled.
    expect(await once(startMove(await azurite.container()), 'exit')).toEqual([0, null]);
    let kills = 0;
    for (let round = 0; round < rounds; round += 1) {
      const before = await copied();
      const move = startMove(url);
      const ended = once(move, 'exit');
      await expect
        .poll(async () => move.exitCode !== null || (await copied()) > before, {
          timeout: 30_000,
          interval: 5,
        })
        .toBe(true);
      move.kill('SIGKILL');
      const [code] = await ended;
      expect(await Promise.all(files.map((file) => contentOf(both, file)))).toEqual(expected);
      if (code === 0) break;
      kills += 1;
    }
    expect(kills).toBeGreaterThan(0);
    const last = await copyFiles(disk(), to);
    expect(last.there + last.copied).toBeGreaterThanOrEqual(files.length);
    expect(await Promise.all(files.map((file) => contentOf(to, file)))).toEqual(expected);
    expect(await to.size(stray)).toBeNull();
  });

  it('removes from both, and sends new files to the new store', async () => {
    const [file] = await makeFiles(1);
    if (!file) throw new Error('no file');
    const url = await azurite.container();
    const both = storeOf({ STORAGE_URL: url, STORAGE_FROM: 'disk', DATA_DIR: env().DATA_DIR });
    const to = storeAt(url, env().DATA_DIR);
    await copyFiles(disk(), to);
    expect(await both.remove(file)).toBe(true);
    expect([await disk().size(file), await to.size(file), await both.size(file)]).toEqual([null, null, null]);
    await expect(contentOf(both, file)).resolves.toBe('missing');
    await expect(new Response(both.read(file, { from: 0, to: 3 })).text()).rejects.toThrow();
    await put(both, file, 'new');
    expect([await contentOf(to, file), await disk().size(file)]).toEqual(['new', null]);
  });
});

/** The disk, with a step before each file is read. */
function diskWithStep(step: (file: FileKey) => Promise<unknown>): FileStore {
  const store = disk();
  const read = store.read.bind(store);
  async function* slowly(file: FileKey, span: ByteRange) {
    await step(file);
    yield* read(file, span);
  }
  store.read = (file, span) => ReadableStream.from(slowly(file, span)) as never;
  return store;
}

describe('a move', () => {
  const to = () => storeAt('disk', path.join(env().DATA_DIR, randomUUID()));
  const isThere = async (files: readonly FileKey[], store: FileStore) =>
    (await Promise.all(files.map((file) => store.size(file)))).map((size) => size !== null);

  it('leaves nothing of a file that is erased meanwhile, before it is read or after, and goes on', async () => {
    const council = await makeAssessedCouncil();
    const files = await makeFiles(3, council);
    const [before, after] = files;
    const target = to();
    const { failed } = await copyFiles(
      diskWithStep(async (file) => {
        if (file.id === after?.id) await eraseEvidence(council, 'E2');
        if (file.id !== before?.id) return;
        await eraseEvidence(council, 'E1');
        // The job of the erasure, which finds no copy yet.
        await removeErased({ council: council.id, files: [file.id] });
      }),
      target,
    );
    expect(failed.filter(({ path: name }) => name.startsWith(files[0]?.councilId ?? ''))).toEqual([]);
    expect(await isThere(files, target)).toEqual([false, false, true]);
    await disk().remove(after as FileKey);
  });

  it('goes on after a file that it cannot read, names it, and copies it the next time', async () => {
    const files = await makeFiles(3);
    const target = to();
    const broken = diskWithStep(async ({ id }) => {
      if (id === files[1]?.id) throw new Error('a bad sector');
    });
    const { failed } = await copyFiles(broken, target);
    expect(failed).toEqual([
      { path: `${files[1]?.councilId}/${files[1]?.id}`, cause: new Error('a bad sector') },
    ]);
    expect(await isThere(files, target)).toEqual([true, false, true]);
    await copyFiles(disk(), target);
    expect(await isThere(files, target)).toEqual([true, true, true]);
  });

  it('ends when a store is away', async () => {
    await makeFiles(5);
    const away = diskWithStep(() => Promise.reject(new Error('the store is away')));
    await expect(copyFiles(away, to())).rejects.toThrow('the store is away');
  });

  it('has the sweep remove strays from both stores, and keep parts of uploads that go on', async () => {
    const [known] = await makeFiles(1);
    const councilId = known?.councilId ?? '';
    const [fresh, old] = [to(), to()];
    const both = new MovingStore(fresh, old);
    const [stray, upload] = [randomUUID(), randomUUID()].map((id) => ({ councilId, id }));
    if (!known || !stray || !upload) throw new Error('no files');
    for (const store of [fresh, old]) for (const file of [known, stray]) await put(store, file, 'text');
    // Begun before the move, and once more after it.
    for (const store of [old, fresh]) await store.append(upload, 0, pieces('a part'));
    const swept = await sweepOrphans({
      store: both,
      isKnown: knownFiles,
      isWaiting: (id) => id === upload.id,
      olderThan: new Date(Date.now() + 60_000),
    });
    expect(swept.orphans).toEqual([{ ...stray, bytes: 4 }]);
    expect(swept).toMatchObject({ unfinished: [], failed: [] });
    expect(await isThere([known, stray], fresh)).toEqual([true, false]);
    expect(await isThere([known, stray], old)).toEqual([true, false]);
    expect(await both.received(upload)).toBe('a part'.length);
  });
});

describe('what a store has', () => {
  it('is compared with the rows', async () => {
    const [file] = await makeFiles(1);
    if (!file) throw new Error('no file');
    const stray = { ...file, id: randomUUID() };
    await put(disk(), stray, 'no row');
    const name = `${stray.councilId}/${stray.id}`;
    expect((await listStore(new Date())).withoutRow).not.toContain(name);
    const later = new Date(Date.now() + 3 * 60 * 60_000);
    const { withoutRow, files } = await listStore(later);
    expect(withoutRow).toContain(name);
    expect(withoutRow).not.toContain(`${file.councilId}/${file.id}`);
    expect(files).toBeGreaterThanOrEqual(2);
    await disk().remove(stray);
  });
});

describe('a store that', () => {
  const servers: Server[] = [];
  afterAll(() => Promise.all(servers.map((server) => server.close())));

  async function storeOn(answer: Parameters<typeof createServer>[1], patienceMs = 400): Promise<AzureStore> {
    const server = createServer(answer as never);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new AzureStore(`http://127.0.0.1:${(server.address() as AddressInfo).port}/a/files?sig=x`, {
      patienceMs,
    });
  }

  const file = { councilId: randomUUID(), id: randomUUID() };
  it.each([
    ['never answers', () => {}],
    ['closes the connection', (_request: unknown, response: { destroy(): void }) => response.destroy()],
    [
      'answers with a page',
      (_request: unknown, response: { end(text: string): void }) => response.end('<html>'),
    ],
    [
      'has lost its permission',
      (_request: unknown, response: { writeHead(code: number): { end(): void } }) =>
        response.writeHead(403).end(),
    ],
  ])('%s is not ready, and refuses in time', async (_, answer) => {
    const store = await storeOn(answer as never);
    expect(await checkStorage(store)).toMatchObject({ ok: false });
    await expect(store.append(file, 0, pieces('words'))).rejects.toThrow();
    await expect(new Response(store.read(file, { from: 0, to: 4 })).text()).rejects.toThrow();
  });

  it('sends less than it announced is found out', async () => {
    const store = await storeOn(((
      _request: unknown,
      response: {
        writeHead(code: number, headers: object): void;
        write(text: string): void;
        destroy(): void;
      },
    ) => {
      response.writeHead(206, { 'Content-Length': '5', ETag: 'x' });
      response.write('wo');
      setTimeout(() => response.destroy(), 20);
    }) as never);
    await expect(new Response(store.read(file, { from: 0, to: 4 })).text()).rejects.toThrow();
  });

  it('stops halfway is given up in time', async () => {
    const store = await storeOn(((
      _request: unknown,
      response: { writeHead(code: number, headers: object): void; write(text: string): void },
    ) => {
      response.writeHead(206, { 'Content-Length': '5', ETag: 'x' });
      response.write('wo');
    }) as never);
    await expect(new Response(store.read(file, { from: 0, to: 4 })).text()).rejects.toThrow();
  });

  it('is slow is not sent more than it takes', async () => {
    const block = 4 * 1024 ** 2;
    let received = 0;
    const store = await storeOn(
      ((request: IncomingMessage, response: ServerResponse) => {
        if (request.method === 'GET')
          response
            .writeHead(200, { 'Content-Type': 'application/xml' })
            .end('<EnumerationResults><Blobs></Blobs></EnumerationResults>');
        else
          request
            .on('data', (piece: Buffer) => {
              received += piece.length;
            })
            .on('end', () => setTimeout(() => response.writeHead(201).end(), 20));
      }) as never,
      20_000,
    );
    let sent = 0;
    let held = 0;
    await store.append(
      file,
      0,
      (async function* () {
        for (; sent < 10 * block; sent += block) {
          held = Math.max(held, sent - received);
          yield Buffer.alloc(block);
        }
      })(),
    );
    expect(held).toBeLessThanOrEqual(2 * block);
  });
});
