import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allowedTypeOf } from '#lib/platform/storage/allowed-types.ts';
import { reasonByName, type UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { HABITS, MADE_BY_PROGRAMS, MESSAGES, readMade } from '#lib/platform/storage/testing/corpus.ts';
import { checkContent } from './content.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'corpus-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The result for a file with that name and content. */
async function outcome(name: string, content: Buffer | string): Promise<UploadRefusal | null> {
  const type = allowedTypeOf(name);
  if (!type) return reasonByName(name);
  const path = join(folder, 'file');
  await writeFile(path, content);
  return checkContent(path, type);
}

it.each(Object.entries(MADE_BY_PROGRAMS))('%s: %s', async (name, expected) => {
  expect(await outcome(name, await readMade(name))).toBe(expected);
});

it.each(HABITS)('$of as $name, when $does: $expected', async ({ of, name, change, expected }) => {
  const content = await readMade(of);
  expect(await outcome(name, change ? change(content) : content)).toBe(expected);
});

it.each(MESSAGES)('a message, when %s', async (_, message, expected) => {
  expect(await outcome('message.eml', Buffer.from(message, 'latin1'))).toBe(expected);
});

it('has an expected result for each file of its folder, and they are small', async () => {
  const corpus = join(import.meta.dirname, '../testing/corpus');
  const names = (await readdir(corpus)).filter((name) => name !== 'make.sh' && name !== 'sources');
  expect(names.sort()).toEqual(Object.keys(MADE_BY_PROGRAMS).sort());
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(corpus, name))).size));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_500_000);
});
