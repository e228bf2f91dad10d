import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { env } from '#lib/platform/env.ts';
import { AzureStore } from '#lib/platform/storage/azure.ts';
import { storeAt, storeOf } from '#lib/platform/storage/file-store.ts';
import { checkStorage } from '#lib/platform/storage/health.ts';
import type { FileKey, FileStore } from '#lib/platform/storage/store.ts';
import { copyFiles, listStore } from '#lib/tasks/stored-files.ts';
import { type Azurite, startAzurite } from '#tests/setup/azurite.ts';
import { asSuperuser, makeAssessedCouncil, makeEvidenceFile } from './council-factory.ts';

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

async function makeFiles(count: number): Promise<FileKey[]> {
  const council = await makeAssessedCouncil();
  for (let file = 0; file < count; file += 1) await makeEvidenceFile(council.as.lead, { statement: 'QS1' });
  return filesOf(council.id);
}

describe('moving files to another store', () => {
  it('copies what has a row, goes on after kill -9, and serves every file meanwhile', async () => {
    const files = await makeFiles(12);
    const stray = { councilId: files[0]?.councilId ?? '', id: randomUUID() };
    await disk().append(
      stray,
      0,
      (async function* () {
        yield Buffer.from('no row');
      })(),
    );
    await disk().finish(stray);
    const url = await azurite.container();
    const to = storeAt(url, env().DATA_DIR);
    const both = storeOf({ STORAGE_URL: url, STORAGE_FROM: 'disk', DATA_DIR: env().DATA_DIR });
    const expected = await Promise.all(files.map((file) => contentOf(disk(), file)));
    let kills = 0;
    for (let round = 0; round < 10; round += 1) {
      const move = spawn(
        process.execPath,
        ['--conditions=react-server', '--disable-warning=ExperimentalWarning', 'lib/tasks/storage-move.ts'],
        {
          env: { ...process.env, STORAGE_FROM: 'disk', STORAGE_URL: url, DATA_DIR: env().DATA_DIR },
          stdio: 'ignore',
        },
      );
      const ended = once(move, 'exit');
      const copied = async () =>
        (await Promise.all(files.map((file) => to.size(file)))).filter((size) => size !== null);
      const before = (await copied()).length;
      await expect
        .poll(async () => move.exitCode !== null || (await copied()).length > before, { timeout: 30_000 })
        .toBe(true);
      move.kill('SIGKILL');
      const [code] = await ended;
      if (code === null) kills += 1;
      expect(await Promise.all(files.map((file) => contentOf(both, file)))).toEqual(expected);
      if (code === 0) break;
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
    await both.append(
      file,
      0,
      (async function* () {
        yield Buffer.from('new');
      })(),
    );
    await both.finish(file);
    expect([await contentOf(to, file), await disk().size(file)]).toEqual(['new', null]);
  });
});

describe('what a store has', () => {
  it('is compared with the rows', async () => {
    const [file] = await makeFiles(1);
    if (!file) throw new Error('no file');
    const stray = { ...file, id: randomUUID() };
    await disk().append(
      stray,
      0,
      (async function* () {
        yield Buffer.from('no row');
      })(),
    );
    await disk().finish(stray);
    const path = `${stray.councilId}/${stray.id}`;
    expect((await listStore(new Date())).withoutRow).not.toContain(path);
    const later = new Date(Date.now() + 3 * 60 * 60_000);
    const { withoutRow, files } = await listStore(later);
    expect(withoutRow).toContain(path);
    expect(withoutRow).not.toContain(`${file.councilId}/${file.id}`);
    expect(files).toBeGreaterThanOrEqual(2);
    await disk().remove(stray);
  });
});

describe('a store that', () => {
  const servers: Server[] = [];
  afterAll(() => Promise.all(servers.map((server) => server.close())));

  async function storeOn(answer: Parameters<typeof createServer>[1]): Promise<AzureStore> {
    const server = createServer(answer as never);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new AzureStore(`http://127.0.0.1:${(server.address() as AddressInfo).port}/a/files?sig=x`, {
      patienceMs: 400,
    });
  }

  const file = { councilId: randomUUID(), id: randomUUID() };
  const put = (store: FileStore) =>
    store.append(
      file,
      0,
      (async function* () {
        yield Buffer.from('words');
      })(),
    );

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
    await expect(put(store)).rejects.toThrow();
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
});
