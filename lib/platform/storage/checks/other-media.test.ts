import { describe, expect, it } from 'vitest';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { checker } from '#lib/platform/storage/testing/check.ts';
import { readMade } from '#lib/platform/storage/testing/corpus.ts';
import { jpeg, ooxmlEntries, zip } from '#lib/platform/storage/testing/samples.ts';

const { check } = checker();

/** Writes a number over the bytes at this place, or after this text. */
const wrote =
  (where: number | string, bytes: readonly number[]) =>
  (content: Buffer): Buffer => {
    const copy = Buffer.from(content);
    const at = typeof where === 'number' ? where : copy.indexOf(where, 0, 'latin1') + where.length;
    copy.set(bytes, at);
    return copy;
  };
const behind =
  (more: string | Buffer) =>
  (content: Buffer): Buffer =>
    Buffer.concat([content, Buffer.from(more as string)]);
const rename =
  (from: string, to: string) =>
  (content: Buffer): Buffer =>
    Buffer.from(content.toString('latin1').replaceAll(from, to), 'latin1');
const LARGE = [0xff, 0x7f, 0xff, 0x7f];

describe('pictures, sound and film', () => {
  it.each<[string, string, (content: Buffer) => Buffer, UploadRefusal | null]>([
    ['slides.gif', 'a large canvas', wrote(6, LARGE), 'too-many-pixels'],
    ['slides.gif', 'no canvas', wrote(6, [0, 0]), 'damaged'],
    ['slides.gif', 'a page behind it', behind('<script>'), 'content-mismatch'],
    ['slides.gif', 'an unknown block', wrote(13 + 768, [0x44]), 'damaged'],
    ['slides.webp', 'many pixels', wrote('\x9d\x01\x2a', [0xff, 0x3f, 0xff, 0x3f]), 'too-many-pixels'],
    ['slides.webp', 'a length beyond its end', wrote(4, [0xff, 0xff]), 'damaged'],
    ['slides.webp', 'a program behind it', behind('MZ'), 'content-mismatch'],
    ['slides.tif', 'a page that leads to itself', loop, 'damaged'],
    ['slides.tif', 'a page outside of it', wrote(4, [0xff, 0xff, 0xff, 0x7f]), 'damaged'],
    ['slides.tif', 'a zip behind it', behind(zip(ooxmlEntries('docx'))), 'content-mismatch'],
    ['place.heic', 'many pixels', wrote('ispe\0\0\0\0', LARGE), 'too-many-pixels'],
    ['place.heic', 'the brand of another picture', wrote(8, [...Buffer.from('avif')]), 'kind:picture'],
    ['place.heic', 'no size', rename('ispe', 'free'), 'damaged'],
    ['place.heic', 'a box longer than the file', wrote(0, [0x7f]), 'damaged'],
    ['film.mp4', 'a zip behind it', behind(zip(ooxmlEntries('docx'))), 'damaged'],
    ['film.mp4', 'the brand of QuickTime', wrote(8, [...Buffer.from('qt  ')]), 'kind:video'],
    ['voice.mp3', 'another kind in its place', () => jpeg(), 'really:jpg'],
    ['voice.mp3', 'only a tag', (content) => content.subarray(0, 60), 'damaged'],
    ['voice.mp3', 'a zip behind it', behind(zip(ooxmlEntries('docx'))), 'content-mismatch'],
    ['voice.m4a', 'no sound', rename('soun', 'text'), 'damaged'],
  ])('%s with %s', async (name, _, change, reason) => {
    const content = change(await readMade(name));
    expect(await check(name.slice(name.indexOf('.') + 1), content)).toBe(reason);
  });
});

/** The first page of a TIFF says that it is followed by itself. */
function loop(content: Buffer): Buffer {
  const copy = Buffer.from(content);
  const first = copy.readUInt32LE(4);
  const entries = copy.readUInt16LE(first);
  copy.writeUInt32LE(first, first + 2 + entries * 12);
  return copy;
}
