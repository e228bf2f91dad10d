import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { parseMetadata } from '@uswriting/exiftool';
import { describe, expect, it, vi } from 'vitest';
import { checker } from '#lib/platform/storage/testing/check.ts';
import { readMade } from '#lib/platform/storage/testing/corpus.ts';
import { jpeg } from '#lib/platform/storage/testing/samples.ts';
import { allowedTypeOf } from '../allowed-types.ts';
import { patched } from '../patches.ts';
import { openFile } from './opened-file.ts';
import { findPlaces } from './places.ts';

// ExifTool, the reference for what pictures say about themselves, judges what is left.

vi.setConfig({ testTimeout: 60_000 });

const { check, folder } = checker();

async function clean(name: string, content: Buffer): Promise<Buffer | null> {
  const path = join(folder(), name);
  await writeFile(path, content);
  const type = allowedTypeOf(name);
  if (!type) throw new Error(`${name} is not allowed`);
  await using file = await openFile(path);
  const patches = await findPlaces(file, type);
  if (patches === null) return null;
  const pieces: Uint8Array[] = [];
  // Pieces of a length that puts patches across their ends.
  const source = (async function* () {
    for (let at = 0; at < content.length; at += 97) yield Buffer.from(content.subarray(at, at + 97));
  })();
  for await (const piece of patched(source, patches)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

async function described(name: string, data: Buffer): Promise<Record<string, unknown>> {
  const read = await parseMetadata(
    { name, data },
    {
      args: [
        '-json',
        '-n',
        '-G1',
        '-a',
        '-warning',
        '-gps*',
        '-location*',
        '-xmp-exif:all',
        '-orientation',
        '-make',
      ],
    },
  );
  if (!read.success) throw new Error(read.error);
  const [facts] = JSON.parse(read.data) as Record<string, unknown>[];
  return facts ?? {};
}

const placesOf = (facts: Record<string, unknown>) =>
  Object.keys(facts).filter((key) => /gps|location/i.test(key));

describe('the place where it was taken', () => {
  it.each(['place.jpg', 'place.heic', 'place.png', 'place.webp', 'place.tif', 'film.mp4'])(
    'is taken out of %s, and nothing else',
    async (name) => {
      const content = await readMade(name);
      const cleaned = await clean(name, content);
      if (!cleaned) throw new Error('it could not be cleaned');
      // ExifTool takes a second for each file, so it judges only the result.
      expect(cleaned.equals(content)).toBe(false);
      const facts = await described(name, cleaned);
      expect(placesOf(facts)).toEqual([]);
      if (name !== 'film.mp4') expect(facts).toMatchObject({ 'IFD0:Make': 'Example' });
      expect(cleaned).toHaveLength(content.length);
      expect(cleaned.toString('latin1')).not.toMatch(/51[.,]5014|0[.,]1419/);
      expect(await check(name.slice(name.indexOf('.') + 1), cleaned)).toBeNull();
    },
  );

  const xmp = (text: string) => {
    const packet = Buffer.from(
      `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/">${text}</x:xmpmeta>`,
    );
    const head = Buffer.from([0xff, 0xe1, 0, 0]);
    head.writeUInt16BE(packet.length + 2, 2);
    const whole = jpeg();
    return Buffer.concat([whole.subarray(0, 2), head, packet, whole.subarray(2)]);
  };

  it.each<[string, string, string | null]>([
    ['attributes', '<a exif:GPSLatitude="51,30N" b="c" drone-dji:GpsLongitude = \'0.1\'/>', '<a b="c" />'],
    ['elements', '<exif:GPSLatitude>51,30N</exif:GPSLatitude ><b>c</b>', '<b>c</b>'],
    ['no prefix', '<GPSLatitude xmlns="a">51</GPSLatitude><b>c</b>', '<b>c</b>'],
    ['attributes of elements', '<e:GPSLatitude xml:lang="en">51</e:GPSLatitude><b>c</b>', '<b>c</b>'],
    ['a place as an attribute', '<e:GPSLatitude rdf:resource="51"/><b>c</b>', '<b>c</b>'],
    ['a foreign prefix', '<a é:GPSLatitude="51" b="c"/>', '<a b="c"/>'],
    ['two bytes for each letter', ' :\0G\0P\0S\0L\0', null],
    ['words', '<b>see DJI:GPS and a:GPSLatitude in it</b>', '<b>see DJI:GPS and a:GPSLatitude in it</b>'],
    ['an attribute that does not end', '<a exif:GPSLatitude="51,30N ', null],
    ['an element that does not end', '<exif:GPSLatitude>51,30N', null],
    ['elements in an element', '<exif:GPSLatitude><b>51</b></exif:GPSLatitude>', null],
    ['more places than a picture has', '<a exif:GPSLatitude="1"/>'.repeat(1_200), null],
  ])('is taken out of XMP with %s', async (_, text, left) => {
    const cleaned = await clean('a.jpg', xmp(text));
    if (left === null) return expect(cleaned).toBeNull();
    const [, found] = /meta\/">(.*)<\/x:xmpmeta>/s.exec(cleaned?.toString('latin1') ?? '') ?? [];
    expect(found?.replace(/ {3,}/g, ' ').trim()).toBe(left);
  });

  /** The picture with its entry of tag 34853 changed. */
  async function withEntry(change: (content: Buffer, entry: number) => void): Promise<Buffer> {
    const content = Buffer.from(await readMade('place.tif'));
    change(content, content.indexOf(Buffer.from([0x25, 0x88, 0x04, 0, 1, 0, 0, 0])));
    return content;
  }

  it.each([3, 8, 9, 13])('is taken out of Exif that leads to it by a number of type %s', async (type) => {
    const content = await withEntry((bytes, entry) => bytes.writeUInt16LE(type, entry + 2));
    const cleaned = await clean('a.tif', content);
    expect(cleaned?.includes(Buffer.from([0x25, 0x88, type, 0, 1, 0, 0, 0]))).toBe(false);
  });

  it('is looked for no longer than a picture needs', async () => {
    const content = await withEntry((bytes, entry) => {
      bytes.writeUInt32LE(8, 4);
      bytes.fill(0, 8, 14);
      for (let header = 0; header < 25; header += 1) bytes.write('II*\0', entry - 120 + 4 * header, 'latin1');
    });
    expect(await clean('a.tif', content)).toBeNull();
  });

  it.each(['+51.5014-000.1419', '+51.5014-000.1419+10.2CRSWGS_84', '+51.5014-000.1419/'])(
    'is taken out of a film that writes it as %s',
    async (place) => {
      const film = (await clean('f.mp4', await readMade('film.mp4'))) ?? Buffer.alloc(0);
      const cleaned = await clean('f.mp4', Buffer.concat([film, box('udta', Buffer.from(place))]));
      expect(cleaned?.toString('latin1')).not.toMatch(/51\.5014|0\.1419/);
    },
  );

  it('is taken out of the XMP of a film', async () => {
    const mark = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex');
    const text = Buffer.from('<a exif:GPSLatitude="51,30.084N"/>');
    const film = Buffer.concat([await readMade('film.mp4'), box('uuid', Buffer.concat([mark, text]))]);
    expect((await clean('f.mp4', film))?.includes('GPSLatitude')).toBe(false);
  });

  function box(type: string, content: Buffer): Buffer {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(8 + content.length);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, content]);
  }

  it('is taken out of texts that an old program packed into a PNG', async () => {
    const content = await readMade('place.png');
    const text = Buffer.concat([Buffer.from('zTXtRaw profile type exif\0\0'), deflateSync('exif 51.5014')]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(text.length - 4);
    sum.writeUInt32BE(crc32(text));
    const at = content.indexOf('IDAT') - 4;
    const packed = Buffer.concat([content.subarray(0, at), length, text, sum, content.subarray(at)]);
    const cleaned = await clean('a.png', packed);
    expect(cleaned?.includes('Raw profile')).toBe(false);
    expect(Object.keys(await described('a.png', cleaned ?? packed))).not.toContain('ExifTool:Warning');
    expect(await check('png', cleaned ?? packed)).toBeNull();
  });

  it('stays in a film with more places than a film has, which is refused', async () => {
    const film = (places: number) => {
      const words = Buffer.from('+51.5014-000.1419/'.repeat(places));
      const box = Buffer.alloc(8);
      box.writeUInt32BE(8 + words.length);
      box.write('udta', 4);
      return Buffer.concat([ftyp, box, words]);
    };
    const ftyp = (await readMade('film.mp4')).subarray(0, (await readMade('film.mp4')).readUInt32BE(0));
    expect((await clean('a.mp4', film(100)))?.includes('51.5014')).toBe(false);
    expect(await clean('a.mp4', film(10_001))).toBeNull();
  });

  it('is not looked for where the directories of Exif lead in a circle or out of the file', async () => {
    const content = await readMade('place.tif');
    const sign = content.indexOf(Buffer.from([0x25, 0x88, 0x04, 0, 1, 0, 0, 0]));
    const outside = Buffer.from(content);
    outside.writeUInt32LE(0x7fffffff, sign + 8);
    expect((await clean('a.tif', outside))?.readUInt16LE(sign)).toBe(0xea1c);
    const circle = Buffer.from(content);
    circle.writeUInt32LE(8, 4);
    circle.fill(0, 8, 14);
    expect((await clean('a.tif', circle))?.readUInt16LE(sign)).toBe(0x8825);
  });

  it.each(['slides.jpg', 'slides.png', 'slides.gif', 'slides.webp', 'slides.tif', 'voice.m4a', 'letter.pdf'])(
    'is not in %s, which stays as it is',
    async (name) => {
      const content = await readMade(name);
      expect((await clean(name, content))?.equals(content)).toBe(true);
    },
  );
});
