import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { version as uuidVersion } from 'uuid';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkStorage } from './health.ts';
import { councilFolder, filePath, storageRoot } from './location.ts';
import { receiveFile } from './receive.ts';
import { readMade } from './testing/corpus.ts';
import { ownDataFolder, pdf } from './testing/samples.ts';
import { onSmallDisk } from './testing/small-disk.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const dataFolder = ownDataFolder();
const MB = 1024 ** 2;

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

afterEach(() => rm(storageRoot(), { recursive: true, force: true }));

/** Every file below the storage folder. */
async function filesLeft(): Promise<readonly string[]> {
  const found = await readdir(storageRoot(), { recursive: true, withFileTypes: true }).catch(() => []);
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function options(
  name = 'minutes.txt',
  more: { maxBytes?: number; declaredBytes?: number; councilId?: string } = {},
) {
  return { councilId: randomUUID(), personId: randomUUID(), name, maxBytes: 10 * MB, ...more };
}

/** Text in pieces of 64 KiB. Reports how many were taken and whether it was stopped. */
function counted(pieces: number) {
  const piece = Buffer.alloc(64 * 1024, 'words ');
  const seen = { taken: 0, returned: false };
  async function* source() {
    try {
      for (; seen.taken < pieces; seen.taken += 1) yield Buffer.from(piece);
    } finally {
      seen.returned = true;
    }
  }
  return { source: source(), seen };
}

describe('receiveFile', () => {
  it('receives, hashes, counts, stores under an id and nothing else', async () => {
    const content = Buffer.from('Tŷ Gwyn\n'.repeat(50_000));
    const pieces = [
      content.subarray(0, 7),
      Buffer.alloc(0),
      content.subarray(7, 70_000),
      content.subarray(70_000),
    ];
    const asked = options('../Adroddiad "Tŷ".TXT', { declaredBytes: content.length });
    const received = await receiveFile(Readable.from(pieces), asked);
    if (!received.ok) throw new Error(received.reason);
    const { file } = received;
    expect(file).toMatchObject({
      name: 'Adroddiad "Tŷ".TXT',
      mediaType: 'text/plain',
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    });
    expect(uuidVersion(file.id)).toBe(7);
    const path = filePath(asked.councilId, file.id);
    expect(await filesLeft()).toEqual([path]);
    expect(path).toBe(join(dataFolder, 'files', asked.councilId, file.id));
    expect(await readFile(path)).toEqual(content);
  });

  it('stores a photo without the place where it was taken, under the hash of what is stored', async () => {
    const photo = await readMade('place.jpg');
    const asked = options('IMG_0001.JPG');
    const received = await receiveFile(Readable.from([Buffer.from(photo)]), asked);
    if (!received.ok) throw new Error(received.reason);
    const path = filePath(asked.councilId, received.file.id);
    expect(await filesLeft()).toEqual([path]);
    const stored = await readFile(path);
    expect(stored).toHaveLength(photo.length);
    expect(stored.includes('GPSLatitude')).toBe(false);
    expect(received.file).toMatchObject({
      withoutPlace: true,
      sha256: createHash('sha256').update(stored).digest('hex'),
    });
    const other = await receiveFile(Readable.from([await readMade('slides.jpg')]), options('a.jpg'));
    expect(other).toMatchObject({ ok: true, file: { withoutPlace: false } });
  });

  it('keeps uploads with the same name apart', async () => {
    const asked = options('plan.txt');
    const all = await Promise.all(
      ['one', 'two', 'three'].map((text) =>
        receiveFile(Readable.from([Buffer.from(text)]), { ...asked, personId: randomUUID() }),
      ),
    );
    expect(all.every((received) => received.ok)).toBe(true);
    const texts = await Promise.all((await filesLeft()).map((path) => readFile(path, 'utf8')));
    expect(texts.sort()).toEqual(['one', 'three', 'two']);
  });

  it.each([
    ['kind:program', 'setup.exe', {}],
    ['no-type', 'no extension', {}],
    ['kind:svg', 'report.pdf.svg', {}],
    ['too-large', 'a.txt', { declaredBytes: 10 * MB + 1 }],
    ['empty', 'a.txt', { declaredBytes: 0 }],
  ])('refuses as %s before anything is read: %s', async (reason, name, more) => {
    const { source, seen } = counted(5);
    expect(await receiveFile(source, options(name, more))).toEqual({ ok: false, reason });
    expect(seen.taken).toBe(0);
    const stream = Readable.from([Buffer.from('x')]);
    await receiveFile(stream, options(name, more));
    expect(stream.destroyed).toBe(true);
    expect(await filesLeft()).toEqual([]);
  });

  it.each([
    ['empty', Buffer.alloc(0), {}],
    ['incomplete', Buffer.from('abc'), { declaredBytes: 4 }],
    ['incomplete', Buffer.from('abcde'), { declaredBytes: 4 }],
    ['really:pdf', pdf(), {}],
  ])('refuses as %s after reading, and leaves nothing', async (reason, content, more) => {
    const received = await receiveFile(Readable.from([content]), options('a.txt', more));
    expect(received).toEqual({ ok: false, reason });
    expect(await filesLeft()).toEqual([]);
  });

  it('accepts a file of exactly the limit and refuses one byte more', async () => {
    const atCap = (bytes: number) =>
      receiveFile(Readable.from([Buffer.alloc(bytes, 'a')]), options('a.txt', { maxBytes: 1000 }));
    expect((await atCap(1000)).ok).toBe(true);
    expect(await atCap(1001)).toEqual({ ok: false, reason: 'too-large' });
  });

  it('stops reading at the limit, whatever the announced length, and stops the source', async () => {
    const { source, seen } = counted(10_000);
    const received = await receiveFile(source, options('a.txt', { maxBytes: MB, declaredBytes: 1000 }));
    expect(received).toEqual({ ok: false, reason: 'too-large' });
    expect(seen).toEqual({ taken: 16, returned: true });
    expect(await filesLeft()).toEqual([]);
  });

  it('leaves nothing when the connection ends half-way', async () => {
    const failing = async function* () {
      yield Buffer.alloc(3 * MB, 'a');
      throw new Error('aborted');
    };
    expect(await receiveFile(failing(), options())).toMatchObject({ ok: false, reason: 'incomplete' });

    const stream = new Readable({ read() {} });
    stream.push(Buffer.alloc(2 * MB, 'a'));
    const receiving = receiveFile(stream, options());
    setTimeout(() => stream.destroy(new Error('socket hang up')), 20);
    expect(await receiving).toMatchObject({ ok: false, reason: 'incomplete' });

    const early = new Readable({ read() {} });
    const earlyReceiving = receiveFile(early, options());
    early.destroy(new Error('gone before it began'));
    expect(await earlyReceiving).toMatchObject({ ok: false, reason: 'incomplete' });

    const closed = new Readable({ read() {} });
    closed.destroy();
    expect(await receiveFile(closed, options())).toMatchObject({ ok: false, reason: 'incomplete' });
    expect(await filesLeft()).toEqual([]);
  });

  it('does not read ahead of the disk, and its memory does not grow with the file', {
    timeout: 60_000,
  }, async () => {
    const piece = Buffer.alloc(64 * 1024, 'words ');
    const pieces = 1600;
    let ahead = 0;
    let peak = 0;
    collectGarbage();
    const base = process.memoryUsage.rss();
    async function* source() {
      for (let taken = 0; taken < pieces; taken += 1) {
        const [part = ''] = await filesLeft();
        ahead = Math.max(ahead, taken * piece.length - (await stat(part)).size);
        // What this source creates is garbage once written; only memory still held counts.
        if (taken % 100 === 0) collectGarbage();
        peak = Math.max(peak, process.memoryUsage.rss());
        yield Buffer.from(piece);
      }
    }
    const received = await receiveFile(source(), options('a.csv', { maxBytes: 200 * MB }));
    peak = Math.max(peak, process.memoryUsage.rss());
    expect(received).toMatchObject({ ok: true, file: { bytes: pieces * piece.length } });
    expect(ahead).toBeLessThanOrEqual(6 * MB);
    expect(peak - base).toBeLessThan(64 * MB);
  });

  it('throws for an invalid council id, before anything is read', async () => {
    const { source, seen } = counted(1);
    await expect(receiveFile(source, options('a.txt', { councilId: '../x' }))).rejects.toMatchObject({
      kind: 'bad-identifier',
    });
    expect(seen.taken).toBe(0);
  });

  it('returns the cause when the folder cannot be made', async () => {
    await mkdir(dataFolder, { recursive: true });
    await writeFile(storageRoot(), 'a file where the folder should be');
    const { source } = counted(1);
    const received = await receiveFile(source, options());
    expect(received).toMatchObject({ ok: false, reason: 'failed', cause: { code: 'ENOTDIR' } });
  });
});

describe('a received file', () => {
  async function receive(asked = options()) {
    const received = await receiveFile(Readable.from([Buffer.from('words')]), asked);
    if (!received.ok) throw new Error(received.reason);
    return received.file;
  }

  it('can be discarded any number of times', async () => {
    const file = await receive();
    expect(await filesLeft()).toHaveLength(1);
    await Promise.all([file.discard(), file.discard()]);
    await file.discard();
    expect(await filesLeft()).toEqual([]);
  });
});

it('leaves nothing of a file that cannot be moved into place', async () => {
  const asked = options();
  await mkdir(storageRoot(), { recursive: true });
  await writeFile(councilFolder(asked.councilId), 'a file where the folder should be');
  const received = await receiveFile(Readable.from([Buffer.from('words')]), asked);
  expect(received).toMatchObject({ ok: false, reason: 'failed', cause: { kind: 'write-failed' } });
  expect(await filesLeft()).toEqual([councilFolder(asked.councilId)]);
});

it('keeps nothing of a file whose sender left before it was checked', async () => {
  const received = await receiveFile(Readable.from([Buffer.from('words')]), {
    ...options(),
    signal: AbortSignal.abort(),
  });
  expect(received).toMatchObject({ ok: false, reason: 'incomplete' });
  expect(await filesLeft()).toEqual([]);
});

describe('on a full disk', () => {
  it('says so, leaves nothing, and works again once there is space', async ({ skip }) => {
    await onSmallDisk(skip, async () => {
      const tooMuch = await receiveFile(Readable.from([Buffer.alloc(6 * MB, 'a')]), options());
      expect(tooMuch).toMatchObject({ ok: false, reason: 'storage-full', cause: { kind: 'storage-full' } });
      expect(await filesLeft()).toEqual([]);
      const { source, seen } = counted(1000);
      const streamed = await receiveFile(source, options('a.txt', { maxBytes: 100 * MB }));
      expect(streamed).toMatchObject({ ok: false, reason: 'storage-full' });
      expect(seen.returned).toBe(true);
      const fits = await receiveFile(Readable.from([Buffer.alloc(MB, 'a')]), options());
      if (!fits.ok) throw new Error(fits.reason);
      expect(await filesLeft()).toHaveLength(1);

      await writeFile(join(storageRoot(), 'filler'), Buffer.alloc(8 * MB)).catch(() => {});
      expect(await checkStorage()).toMatchObject({ ok: false, reason: 'storage-full' });
      await rm(join(storageRoot(), 'filler'));
      expect(await checkStorage()).toEqual({ ok: true });
    });
  });
});
