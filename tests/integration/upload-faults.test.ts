import { rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { AzureStore } from '#lib/platform/storage/azure.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import { storageRoot } from '#lib/platform/storage/location.ts';
import { StorageError } from '#lib/platform/storage/storage-error.ts';
import { onSmallDisk } from '#lib/platform/storage/testing/small-disk.ts';
import { getStorageUse, listEvidence } from '#lib/record/evidence/queries.ts';
import { checkUpload } from '#lib/record/uploads/check-upload.ts';
import { listUploads } from '#lib/record/uploads/queries.ts';
import { begin, offsetOf, patch } from '#tests/setup/tus-requests.ts';
import { makeCouncil } from './council-factory.ts';

// What becomes of an upload while its store fails: nothing of it appears, the answer is a plain sentence, and once the
// store is well again the same requests succeed.

let lead: CouncilContext;
beforeEach(async () => {
  lead = (await makeCouncil()).as.lead;
});
afterEach(() => void vi.restoreAllMocks());

const MB = 1024 ** 2;
const TEXT = 'A note.\n';
const check = (id: string) => checkUpload(lead, id, new AbortController().signal);

async function expectNothing(id: string, received: number): Promise<void> {
  expect(await listUploads(lead)).toMatchObject([{ id, received, state: 'receiving' }]);
  expect((await listEvidence(lead, {}, 1, new Date())).total).toBe(0);
}

describe('a full disk', () => {
  it('is said, costs one part, and the upload goes on once there is space', async ({ skip }) => {
    await onSmallDisk(skip, async () => {
      const filler = join(storageRoot(), 'filler');
      const text = 'x'.repeat(MB);
      const id = await begin(lead, 3 * MB);
      expect((await patch(lead, id, 0, text)).status).toBe(204);
      await writeFile(filler, Buffer.alloc(2 * MB));
      const refused = await patch(lead, id, MB, text + text);
      expect([refused.status, await refused.text()]).toEqual([
        507,
        'The selected file could not be uploaded because the service has no space left. Contact the people who run this service',
      ]);
      await expectNothing(id, MB);
      expect(await offsetOf(lead, id)).toBe(String(MB));
      await rm(filler);
      await patch(lead, id, MB, text + text);
      // Joining the parts takes as much again.
      expect(await check(id)).toEqual({
        outcome: 'storage full',
        message:
          'Notes.txt could not be uploaded because the service has no space left. Contact the people who run this service',
      });
      await expectNothing(id, 3 * MB);
    });
  });
});

describe('a store over the wire', () => {
  /** Every call of the store goes to a server that answers like this. */
  async function breakStore(answer: RequestListener): Promise<void> {
    const server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const broken = new AzureStore(`http://127.0.0.1:${port}/a/files?sig=x`, { patienceMs: 200 });
    const store = fileStore();
    vi.spyOn(store, 'append').mockImplementation((...given) => broken.append(...given));
    vi.spyOn(store, 'received').mockImplementation((...given) => broken.received(...given));
    vi.spyOn(store, 'finish').mockImplementation((...given) => broken.finish(...given));
  }

  it.each<[string, RequestListener]>([
    ['never answers', () => {}],
    ['hangs up', (_, response) => void response.destroy()],
    ['answers with a page', (_, response) => void response.end('<html>')],
    ['fails', (_, response) => void response.writeHead(500).end()],
  ])('that %s costs nothing that has arrived', async (_, answer) => {
    const id = await begin(lead, TEXT.length);
    expect((await patch(lead, id, 0, TEXT.slice(0, 4))).status).toBe(204);
    await breakStore(answer);
    const refused = await patch(lead, id, 4, TEXT.slice(4));
    expect([409, 500]).toContain(refused.status);
    await expect(check(id)).rejects.toThrow();
    await expectNothing(id, 4);
    vi.restoreAllMocks();
    expect((await patch(lead, id, 4, TEXT.slice(4))).status).toBe(204);
    await breakStore(answer);
    await check(id).catch(() => {});
    await expectNothing(id, TEXT.length);
    vi.restoreAllMocks();
    expect(await check(id)).toEqual({ outcome: 'ready' });
  });

  it('that is slow only takes longer', async () => {
    const store = fileStore();
    const append = store.append.bind(store);
    vi.spyOn(store, 'append').mockImplementation((file, offset, source) =>
      append(
        file,
        offset,
        (async function* () {
          for await (const piece of source) {
            await new Promise((resolve) => setTimeout(resolve, 100));
            yield piece;
          }
        })(),
      ),
    );
    const id = await begin(lead, TEXT.length);
    expect((await patch(lead, id, 0, TEXT)).status).toBe(204);
    expect(await check(id)).toEqual({ outcome: 'ready' });
  });
});

it('a write that fails after the parts were joined is tried again', async () => {
  const id = await begin(lead, TEXT.length);
  await patch(lead, id, 0, TEXT);
  vi.spyOn(fileStore(), 'sync').mockRejectedValueOnce(new StorageError('write-failed', 'a bad disk'));
  await expect(check(id)).rejects.toThrow('a bad disk');
  await expectNothing(id, TEXT.length);
  expect(await check(id)).toEqual({ outcome: 'ready' });
  expect((await getStorageUse(lead)).used).toBe(TEXT.length);
});
