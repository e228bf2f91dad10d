import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { writeZip } from '#lib/platform/zip/write-zip.ts';
import { checkZip } from './check-zip.ts';
import { checksums } from './manifest.ts';

const FILES = { 'manifest.json': '{"pack":12}', 'QS1/QS1-01 Plan.txt': 'The plan', 'empty.txt': '' };

function sumsOf(files: Readonly<Record<string, string>>): string {
  const hashed = Object.entries(files).map(([path, text]) => ({
    path,
    sha256: createHash('sha256').update(text).digest('hex'),
  }));
  return checksums(hashed).text;
}

async function check(
  entries: readonly (readonly [string, string])[],
  change: (zip: Buffer) => Uint8Array = (zip) => zip,
) {
  const folder = await mkdtemp(join(tmpdir(), 'check-zip-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const pieces: Uint8Array[] = [];
  const written = entries.map(([name, text]) => {
    const bytes = Buffer.from(text);
    return {
      name,
      bytes: bytes.length,
      async *read() {
        yield bytes;
      },
    };
  });
  for await (const piece of writeZip(written, new Date(0))) pieces.push(piece);
  const path = join(folder, 'pack.zip');
  await writeFile(path, change(Buffer.concat(pieces)));
  return checkZip(path);
}

const SUMS = ['SHA256SUMS', sumsOf(FILES)] as const;
const ENTRIES = [...Object.entries(FILES), SUMS];

it('finds no difference in a ZIP as it was made, and reads its manifest', async () => {
  expect(await check(ENTRIES)).toEqual({ files: 3, difference: null, manifest: { pack: 12 } });
});

it.each<[string, readonly (readonly [string, string])[], string]>([
  [
    'changed',
    ENTRIES.map(([name, text]) => [name, text === 'The plan' ? 'A plan' : text]),
    '“QS1/QS1-01 Plan.txt” is not the file that was packed: its fingerprint is ',
  ],
  ['missing', ENTRIES.filter(([name]) => name !== 'empty.txt'), '“empty.txt” is missing.'],
  ['added', [...ENTRIES, ['new.txt', 'New']], '“new.txt” was added: it is not in “SHA256SUMS”.'],
  ['without its list', ENTRIES.slice(0, -1), '“SHA256SUMS” is missing.'],
  [
    'with a list of something else',
    [...ENTRIES.slice(0, -1), ['SHA256SUMS', 'sums']],
    'Line 1 of “SHA256SUMS” cannot be read.',
  ],
  ['empty', [], '“SHA256SUMS” is missing.'],
])('names the first difference: a file %s', async (_, entries, difference) => {
  expect((await check(entries)).difference).toContain(difference);
});

it('says so of a ZIP that was cut off, or has a name twice', async () => {
  const cut = await check(ENTRIES, (zip) => zip.subarray(0, -40));
  expect(cut.difference).toContain('It is damaged, or no ZIP: ');
  const twice = await check([...ENTRIES, ['empty.tx2', '']], (zip) =>
    Buffer.from(zip.toString('latin1').replaceAll('empty.tx2', 'empty.txt'), 'latin1'),
  );
  expect(twice.difference).toBe('“empty.txt” is in it twice.');
});
