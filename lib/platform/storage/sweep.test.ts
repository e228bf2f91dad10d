import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkStorage } from './health.ts';
import { councilFolder, filePath, incomingFolder, storageRoot } from './location.ts';
import { sweepOrphans } from './sweep.ts';
import { ownDataFolder } from './testing/samples.ts';

ownDataFolder();
const HOUR = 60 * 60 * 1000;

// The time of the last rename cannot be set, so tests look back from the future instead.
const later = () => new Date(Date.now() + HOUR);

async function publish(councilId: string, id: string = randomUUID(), bytes = 5): Promise<string> {
  await mkdir(councilFolder(councilId), { recursive: true });
  await writeFile(filePath(councilId, id), Buffer.alloc(bytes));
  return id;
}

beforeEach(async () => {
  await rm(storageRoot(), { recursive: true, force: true });
  await mkdir(incomingFolder(), { recursive: true });
});

const isWaiting = () => false;

describe('sweepOrphans', () => {
  it('removes files without a row and unfinished files, and reports them', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    const kept = await publish(one);
    const orphan = await publish(one, undefined, 7);
    const other = await publish(two);
    await writeFile(join(incomingFolder(), 'a.part'), 'x');
    await writeFile(join(incomingFolder(), 'notes.txt'), 'x');
    await writeFile(join(storageRoot(), 'lost+found'), 'x');
    await writeFile(join(councilFolder(one), 'README'), 'x');
    const report = await sweepOrphans({
      isKnown: async () => new Set([kept]),
      isWaiting,
      olderThan: later(),
    });
    expect({
      ...report,
      orphans: new Set(report.orphans),
      unrecognised: report.unrecognised.toSorted(),
    }).toEqual({
      unfinished: ['a.part'],
      orphans: new Set([
        { councilId: one, id: orphan, bytes: 7 },
        { councilId: two, id: other, bytes: 5 },
      ]),
      unrecognised: [join(one, 'README'), 'incoming/notes.txt', 'lost+found'].toSorted(),
      failed: [],
    });
    expect((await readdir(councilFolder(one))).toSorted()).toEqual(['README', kept].toSorted());
    expect(await readdir(incomingFolder())).toEqual(['notes.txt']);
  });

  it('removes the folder of an upload that was killed without any part, unless it is new or waiting', async () => {
    const [left, waiting] = [randomUUID(), randomUUID()];
    for (const id of [left, waiting]) await mkdir(join(incomingFolder(), id));
    const sweep = (olderThan: Date) =>
      sweepOrphans({ isKnown: async () => new Set(), isWaiting: (id) => id === waiting, olderThan });
    expect((await sweep(new Date(Date.now() - HOUR))).unfinished).toEqual([]);
    expect((await sweep(later())).unfinished).toEqual([left]);
    expect(await readdir(incomingFolder())).toEqual([waiting]);
  });

  it('leaves files touched since, even if only renamed', async () => {
    const council = randomUUID();
    const id = await publish(council);
    await writeFile(join(incomingFolder(), 'a.part'), 'x');
    const longAgo = new Date(Date.now() - 48 * HOUR);
    await utimes(filePath(council, id), longAgo, longAgo);
    await utimes(join(incomingFolder(), 'a.part'), longAgo, longAgo);
    const report = await sweepOrphans({
      isWaiting,
      isKnown: () => Promise.reject(new Error('nothing to ask about')),
      olderThan: new Date(Date.now() - HOUR),
    });
    expect(report).toEqual({ unfinished: [], orphans: [], unrecognised: [], failed: [] });
    expect(await readdir(councilFolder(council))).toEqual([id]);
  });

  it('asks about at most 500 files at once, each in its own council', { timeout: 60_000 }, async () => {
    const council = randomUUID();
    const ids = await Promise.all(Array.from({ length: 1100 }, () => publish(council)));
    const asked: string[][] = [];
    const report = await sweepOrphans({
      isWaiting,
      async isKnown(councilId, some) {
        expect(councilId).toBe(council);
        asked.push([...some]);
        return new Set(some);
      },
      olderThan: later(),
    });
    expect(asked.map((some) => some.length)).toEqual([500, 500, 100]);
    expect(asked.flat().toSorted()).toEqual(ids.toSorted());
    expect(report.orphans).toEqual([]);
  });

  it('removes nothing when the rows cannot be read', async () => {
    const council = randomUUID();
    const id = await publish(council);
    const isKnown = () => Promise.reject(new Error('database is down'));
    await expect(sweepOrphans({ isKnown, isWaiting, olderThan: later() })).rejects.toThrow(
      'database is down',
    );
    expect(await readdir(councilFolder(council))).toEqual([id]);
  });

  it('finds nothing if nothing was ever stored', async () => {
    await rm(storageRoot(), { recursive: true });
    const report = await sweepOrphans({ isKnown: async () => new Set(), isWaiting, olderThan: later() });
    expect(report).toEqual({ unfinished: [], orphans: [], unrecognised: [], failed: [] });
  });
});

describe('checkStorage', () => {
  it('passes, creates its own folder and leaves nothing', async () => {
    await rm(storageRoot(), { recursive: true });
    expect(await checkStorage()).toEqual({ ok: true });
    expect(await readdir(incomingFolder())).toEqual([]);
  });

  it('reports that it cannot write', async () => {
    await rm(storageRoot(), { recursive: true });
    await writeFile(storageRoot(), 'a file where the folder should be');
    expect(await checkStorage()).toMatchObject({ ok: false, reason: 'failed', cause: { code: 'ENOTDIR' } });
    await rm(storageRoot());
  });
});
