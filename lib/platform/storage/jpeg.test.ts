import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { ensureFolder, filePath } from '#lib/platform/storage/location.ts';
import { checker } from '#lib/platform/storage/testing/check.ts';
import { readMade } from '#lib/platform/storage/testing/corpus.ts';
import { ownDataFolder } from '#lib/platform/storage/testing/samples.ts';
import { jpegOf } from './jpeg.ts';

vi.setConfig({ testTimeout: 60_000 });

ownDataFolder();
const { check } = checker();

async function stored(content: Buffer) {
  const key = { councilId: randomUUID(), id: randomUUID() };
  const path = filePath(key.councilId, key.id);
  await ensureFolder(dirname(path));
  await writeFile(join(path), content);
  return key;
}

it('makes a JPEG of a photo, upright', async () => {
  const jpeg = await jpegOf(await stored(await readMade('place.heic')), { council: 'a', person: 'p' });
  if (!jpeg.ok) throw new Error(jpeg.reason);
  expect(await check('jpg', Buffer.from(jpeg.bytes))).toBeNull();
});

it('shows nothing of a photo whose pixels are damaged', async () => {
  const photo = await readMade('place.heic');
  const damaged = Buffer.from(photo);
  damaged.fill(0, damaged.indexOf('mdat') + 4);
  const jpeg = await jpegOf(await stored(damaged), { council: 'a', person: 'p' });
  expect(jpeg).toEqual({ ok: false, reason: 'not shown' });
});
