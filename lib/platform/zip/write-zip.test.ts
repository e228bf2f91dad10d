import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { unzipped } from './testing/unzipped.ts';
import { writeZip, type ZipEntry, ZipSizeError } from './write-zip.ts';

const MADE_AT = new Date('2026-12-03T14:05:07.000Z');

/** An entry whose content comes in these pieces. */
function entryOf(name: string, ...pieces: readonly string[]): ZipEntry {
  const content = pieces.map((piece) => Buffer.from(piece));
  return {
    name,
    bytes: content.reduce((sum, piece) => sum + piece.length, 0),
    async *read() {
      yield* content;
    },
  };
}

async function zipOf(entries: Iterable<ZipEntry>, madeAt = MADE_AT): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeZip(entries, madeAt)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Names and contents as text. */
async function textsOf(zip: Buffer): Promise<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(await unzipped(zip)).map(([name, content]) => [name, content.toString()]),
  );
}

/** What these programs say about an archive, or null if there is no such program. */
async function said(zip: Buffer, program: string, options: readonly string[]): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'zip-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'made.zip');
  await writeFile(path, zip);
  const { status, stdout, stderr, error } = spawnSync(program, [...options, path], { encoding: 'utf8' });
  if (error) return null;
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stdout}${stderr}`);
  return stdout;
}

const has = (program: string) => spawnSync(program, ['--help']).error === undefined;

const PYTHON = `
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as made:
    assert made.testzip() is None
    print(json.dumps([[i.filename, made.read(i).decode(), list(i.date_time), i.external_attr >> 16] for i in made.infolist()]))`;

const NAMES = [
  'a.txt',
  'A.txt',
  'QS1 Assessing needs/QS1-03 Tŷ Gwyn.pdf',
  'שלום.txt',
  '👩🏽‍🦽 plan.txt',
  `${'é'.repeat(120)}.pdf`,
];

describe('an archive', () => {
  const contents = Object.fromEntries(
    NAMES.map((name, index) => [name, index === 0 ? '' : `content of ${name}`]),
  );
  const entries = Object.entries(contents).map(([name, content]) =>
    entryOf(name, content.slice(0, 5), content.slice(5)),
  );

  it('has each file under its name', async () => {
    expect(await textsOf(await zipOf(entries))).toEqual(contents);
    expect(await textsOf(await zipOf([]))).toEqual({});
  });

  it.skipIf(!has('python3'))('is read alike by Python', async () => {
    const listed = await said(await zipOf(entries), 'python3', ['-c', PYTHON]);
    expect(JSON.parse(listed ?? '')).toEqual(
      Object.entries(contents).map(([name, content]) => [name, content, [2026, 12, 3, 14, 5, 6], 0o100644]),
    );
  });

  it.skipIf(!has('unzip'))('is found whole by unzip', async () => {
    expect(await said(await zipOf(entries), 'unzip', ['-t', '-q'])).toContain('No errors detected');
  });

  it('is the same for the same files, in whatever pieces they come', async () => {
    const whole = Object.entries(contents).map(([name, content]) => entryOf(name, content));
    expect((await zipOf(whole)).equals(await zipOf(entries))).toBe(true);
    expect((await zipOf(whole, new Date('2027-01-01'))).equals(await zipOf(entries))).toBe(false);
  });

  it('has any files', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.stringMatching(/^[\p{L}\p{N}]{1,20}$/u), fc.string()),
        async (files) => {
          const made = await zipOf(Object.entries(files).map(([name, content]) => entryOf(name, content)));
          const written = Object.entries(files).map(([name, content]) => [
            name,
            Buffer.from(content).toString(),
          ]);
          expect(await textsOf(made)).toEqual(Object.fromEntries(written));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('counts more files than 16 bits can', { timeout: 30_000 }, async () => {
    const many = Array.from({ length: 65_536 }, (_, index) => entryOf(`${index}`));
    const made = await zipOf(many);
    expect((await fromBufferPromise(made)).entryCount).toBe(65_536);
    if (has('unzip')) expect(await said(made, 'unzip', ['-t', '-q'])).toContain('No errors detected');
  });
});

describe('a file that is not as it should be', () => {
  it.each([
    ['shorter', 4],
    ['longer', 2],
  ])('ends the archive if it is %s than its length', async (_what, bytes) => {
    const made = zipOf([{ ...entryOf('a.txt', 'ab', 'c'), bytes }]);
    await expect(made).rejects.toThrow(ZipSizeError);
    await expect(made).rejects.toMatchObject({ entry: 'a.txt' });
  });

  it('ends the archive if a name is there twice', async () => {
    await expect(zipOf([entryOf('a.txt', 'a'), entryOf('a.txt', 'b')])).rejects.toThrow('a.txt twice');
  });

  it('ends the archive with its own error', async () => {
    const broken: ZipEntry = {
      ...entryOf('a.txt', 'abc'),
      // biome-ignore lint/correctness/useYield: it fails before.
      async *read() {
        throw new Error('cannot be read');
      },
    };
    await expect(zipOf([broken])).rejects.toThrow('cannot be read');
  });
});
