import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { v7 as uuidv7 } from 'uuid';
import { checkedBytes } from '#lib/exchange/packs/make-zip.ts';
import { placesInReturn } from '#lib/exchange/packs/return-files.ts';
import type { PackAnswer, PackReturn } from '#lib/exchange/pdf/pack-document.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import { councilFolder } from '#lib/platform/storage/location.ts';
import { writeZip } from '#lib/platform/zip/write-zip.ts';
import { compared, inRounds, type Pair, type Row } from './measure.ts';

const FILES = 500;
const BYTES = 2 * 1024 * 1024;
const ROUNDS = 5;
const MEGABYTE = 1024 * 1024;
/** When a process has given back what it can. */
const SETTLED_MS = 60_000;

/** A ZIP of 1 GB in the store, every file checked on its way, against `cp` of the same files; both to the disk. */
export async function benchZip(folder: string): Promise<Row[]> {
  const { councilId, files } = await storeFiles(FILES, BYTES);
  const start = process.memoryUsage().rss;
  const growths: number[] = [];
  const zip = async () => {
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 20);
    const taken = await zipInto(councilId, files, () => files.map(({ reference }) => `QS1/${reference}.bin`));
    clearInterval(watch);
    growths.push((most - before) / MEGABYTE);
    return taken;
  };
  const pairs = await inRounds(ROUNDS, { measured: zip, baseline: () => copyOf(councilId, folder) });
  await removeFiles(councilId, files);
  const growth = Math.max(...growths);
  await wait(SETTLED_MS);
  const left = Math.max(0, process.memoryUsage().rss - start) / MEGABYTE;
  return [
    asFastAsCopying('ZIP of 1 GB and 500 files: times as fast as cp', pairs),
    {
      what: 'Memory that it takes meanwhile',
      measured: `${growth.toFixed(0)} MB`,
      baseline: '',
      figure: { value: growth, text: '' },
      limit: { atMost: 200, text: '≤ 200 MB' },
    },
    {
      what: 'Memory that it still has a minute after',
      measured: `${left.toFixed(0)} MB`,
      baseline: '',
      figure: { value: left, text: '' },
      limit: { atMost: 150, text: '≤ 150 MB' },
    },
  ];
}

const RETURN = { files: 300, items: 48, bytes: 500_000 };

/** The ZIP of an information return, with the places of its files worked out, against `cp` of the same files. */
export async function benchReturn(folder: string): Promise<Row[]> {
  const { councilId, files } = await storeFiles(RETURN.files, RETURN.bytes);
  const answersOf = (position: number): readonly PackAnswer[] =>
    files
      .filter((_, at) => at % RETURN.items === position - 1)
      .map(({ reference }) => ({ kind: 'evidence', reference, place: '', page: null }));
  const returned: PackReturn = {
    ...{ inspection: 'CQC assessment', name: 'Information return', origin: 'regulator', version: 1 },
    ...{ dueOn: '2026-12-07', tables: [] },
    items: Array.from({ length: RETURN.items }, (_, at) => ({
      ...{ position: at + 1, number: `${at + 1}`, heading: '', asked: `What is asked ${at + 1}` },
      ...{ statements: [], kind: 'documents', signedOff: null, isAnswered: true, answers: answersOf(at + 1) },
    })),
  };
  const named = files.map(({ reference }) => ({
    reference,
    title: 'A paper',
    name: 'paper.pdf',
    version: 1,
  }));
  const zip = () =>
    zipInto(councilId, files, () => {
      const places = placesInReturn(returned, named).files;
      return files.map(({ reference }) => places.get(reference) ?? reference);
    });
  const pairs = await inRounds(ROUNDS, { measured: zip, baseline: () => copyOf(councilId, folder) });
  await removeFiles(councilId, files);
  return [asFastAsCopying('Return of 300 files exported: times as fast as cp', pairs)];
}

type StoredForZip = {
  readonly id: string;
  readonly reference: string;
  readonly bytes: number;
  readonly sha256: string;
};

async function storeFiles(
  count: number,
  bytes: number,
): Promise<{ readonly councilId: string; readonly files: readonly StoredForZip[] }> {
  const store = fileStore();
  const councilId = uuidv7();
  const files: StoredForZip[] = [];
  for (let index = 0; index < count; index += 1) {
    const key = { councilId, id: uuidv7() };
    await store.append(key, 0, only(randomBytes(bytes)));
    files.push({ ...(await store.finish(key)), id: key.id, reference: `E${index + 1}` });
  }
  return { councilId, files };
}

async function removeFiles(councilId: string, files: readonly StoredForZip[]): Promise<void> {
  for (const { id } of files) await fileStore().remove({ councilId, id });
}

/** Milliseconds that a ZIP of these takes, with the working out of their paths. */
async function zipInto(
  councilId: string,
  files: readonly StoredForZip[],
  pathsOf: () => readonly string[],
): Promise<number> {
  const store = fileStore();
  const key = { councilId: uuidv7(), id: uuidv7() };
  const taken = await milliseconds(async () => {
    const paths = pathsOf();
    const entries = files.map((file, at) => ({
      ...{ name: paths[at] ?? file.reference, bytes: file.bytes },
      read: () => checkedBytes(councilId, file),
    }));
    await store.append(key, 0, writeZip(entries, new Date()));
    await store.finish(key);
    await store.sync(key);
  });
  await store.remove(key);
  return taken;
}

/** Milliseconds that `cp` takes, with writing to the disk. */
async function copyOf(councilId: string, folder: string): Promise<number> {
  const target = await mkdtemp(path.join(folder, 'copies-'));
  const taken = await milliseconds(async () => {
    await promisify(execFile)('cp', ['-r', councilFolder(councilId), target]);
    for (const { name, parentPath } of await readdir(target, { recursive: true, withFileTypes: true })) {
      const file = await open(path.join(parentPath, name), 'r');
      await file.sync();
      await file.close();
    }
  });
  await rm(target, { recursive: true });
  return taken;
}

function asFastAsCopying(what: string, pairs: readonly Pair[]): Row {
  return compared(what, pairs, {
    format: (value) => `${value.toFixed(0)} ms`,
    ratio: ({ measured, baseline }) => baseline / measured,
    limit: { atLeast: 0.5 },
  });
}

async function* only(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}

async function milliseconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
