import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import sharp from 'sharp';
import type { BundleShown } from '#lib/exchange/pdf/bundle-document.ts';
import { setBundle } from '#lib/exchange/pdf/set-bundle.ts';
import { bundleOf } from '#lib/exchange/pdf/testing/bundle-fixtures.ts';
import { writeZip } from '#lib/platform/zip/write-zip.ts';
import type { Row } from '#tests/bench/measure.ts';
import { memoryMb } from './process-tree.ts';

// Packs that are larger than a process may be: a bundle of a gigabyte of scans, in volumes, and a ZIP with a file of more
// than four gigabytes.

const MEGABYTE = 1024 ** 2;

const SIZES = {
  small: { few: 2, many: 4, zip: 64 * MEGABYTE },
  full: { few: 3, many: 11, zip: 4.1 * 1024 * MEGABYTE },
} as const;

const VOLUME_BYTES = 100 * MEGABYTE;
const SCANS = 8;

type Drill = { readonly size: 'small' | 'full'; readonly cleanUps: (() => unknown)[] };

/** One row for each limit. */
export async function drillPacks({ size, cleanUps }: Drill): Promise<Row[]> {
  const much = SIZES[size];
  const folder = await mkdtemp(path.join(tmpdir(), 'assurance-packs-'));
  cleanUps.push(() => rm(folder, { recursive: true, force: true }));
  const scan = await noisyScan();
  const bundle = async (volumes: number) => {
    console.log(`Setting ${volumes} volumes of scans …`);
    const count = Math.floor((volumes * VOLUME_BYTES) / (scan.length * SCANS));
    const items: BundleShown[] = [];
    for (let index = 0; index < count; index += 1) items.push(await scansOf(scan, folder, index));
    const limits = { pages: 1_000, bytes: VOLUME_BYTES };
    return watched(async () => {
      const set = await setBundle(
        { council: 'of the drill', person: 'of the drill' },
        bundleOf(items),
        limits,
        folder,
        async () => true,
      );
      if (typeof set === 'string') throw new Error(`The bundle was not set: ${set}`);
      return set.volumes.length;
    });
  };
  const few = await bundle(much.few);
  const many = await bundle(much.many);
  const ratio = many.mostMb / few.mostMb;

  console.log('Writing a ZIP with a file of more than four gigabytes …');
  const file = path.join(folder, 'pack.zip');
  const bytes = Math.round(much.zip);
  const before = memoryMb(process.pid, { withoutWorkers: true });
  const zip = await watched(
    () =>
      pipeline(
        Readable.from(writeZip([{ name: 'recording.mp4', bytes, read: () => zeros(bytes) }], new Date(0))),
        createWriteStream(file),
      ),
    { withoutWorkers: true },
  );
  const growth = zip.mostMb - before;
  const read = await promisify(execFile)('python3', ['-c', READ_ZIP, file], { timeout: 20 * 60_000 });
  const isWhole = read.stdout.trim() === `recording.mp4 ${bytes}`;
  return [
    {
      what: `Memory of a bundle in ${many.result} volumes, against one in ${few.result}`,
      measured: `${many.mostMb.toFixed(0)} MB`,
      baseline: `${few.mostMb.toFixed(0)} MB`,
      figure: { value: ratio, text: `${ratio.toFixed(2)}×` },
      limit: { atMost: 1.15, text: '≤ 1.15×' },
    },
    {
      what: `Memory that a ZIP takes with a file of ${(bytes / 1024 / MEGABYTE).toFixed(2)} GB`,
      measured: `${growth.toFixed(0)} MB`,
      baseline: '',
      figure: { value: growth, text: '' },
      limit: { atMost: 200, text: '≤ 200 MB' },
    },
    {
      what: 'Faults that Python finds in that ZIP',
      measured: isWhole ? 'none' : read.stdout,
      baseline: '',
      figure: { value: isWhole ? 0 : 1, text: '' },
      limit: { atMost: 0, text: 'none' },
    },
  ];
}

/** Names the first damaged file, or the file that there is. */
const READ_ZIP = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as z:
    bad = z.testzip()
    print(bad if bad else ' '.join(f'{i.filename} {i.file_size}' for i in z.infolist()))
`;

/** An A4 page at 200 dpi that packs as badly as a scan can. */
function noisyScan(): Promise<Buffer> {
  const [width, height] = [1_654, 2_339];
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  return sharp({ create: { width, height, channels: 3, background: 'white', noise } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** An item of some pages. No two pages have the same bytes, of which Typst would keep one. */
async function scansOf(scan: Buffer, folder: string, item: number): Promise<BundleShown> {
  const paths = Array.from({ length: SCANS }, (_, page) => path.join(folder, `${item}-${page}.jpg`));
  for (const to of paths) await writeFile(to, Buffer.concat([scan, Buffer.from(to)]));
  const pages = paths.map(() => ({ width: 595, height: 842, links: [] }));
  return { kind: 'drawn', paths, perFile: 1, pages, bytes: scan.length * SCANS, why: 'picture' };
}

/** The most memory that this process and its workers had meanwhile. */
async function watched<T>(
  work: () => Promise<T>,
  options: { readonly withoutWorkers?: boolean } = {},
): Promise<{ readonly result: T; readonly mostMb: number }> {
  let mostMb = 0;
  const watch = setInterval(() => {
    mostMb = Math.max(mostMb, memoryMb(process.pid, options));
  }, 50);
  try {
    return { result: await work(), mostMb };
  } finally {
    clearInterval(watch);
  }
}

async function* zeros(bytes: number): AsyncGenerator<Uint8Array> {
  const piece = new Uint8Array(MEGABYTE);
  for (let left = bytes; left > 0; left -= piece.length)
    yield piece.subarray(0, Math.min(left, piece.length));
}
