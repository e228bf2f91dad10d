import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { chunk, header, png, pngFile } from '#lib/record/councils/testing/png-file.ts';
import { plainPng } from './png.ts';

const SIDE = 2_000;
const END = chunk('IEND', Buffer.alloc(0));
const pixels = (bytes: number) => chunk('IDAT', deflateSync(Buffer.alloc(bytes)));
const problemOf = (file: Uint8Array<ArrayBuffer>) => {
  const read = plainPng(file, SIDE);
  return 'problem' in read ? read.problem : null;
};

it('keeps the picture and removes everything else', () => {
  const given = pngFile({ width: 3, height: 2, text: 'Taken by R. Hale at 12 High Street' });
  const read = plainPng(given, SIDE);
  expect(read).toMatchObject({ width: 3, height: 2 });
  expect(read).toEqual({ bytes: pngFile({ width: 3, height: 2 }), width: 3, height: 2 });
});

it('drops bytes after the end of the picture', () => {
  const given = new Uint8Array(Buffer.concat([pngFile(), Buffer.from('PK\u0003\u0004 and a package')]));
  expect(plainPng(given, SIDE)).toMatchObject({ bytes: pngFile() });
});

describe('reads every kind of pixel', () => {
  // Depth, colour type, bytes in a line of five pixels.
  it.each([
    [1, 0, 1],
    [16, 0, 10],
    [8, 2, 15],
    [2, 3, 2],
    [8, 4, 10],
    [16, 6, 40],
  ])('%i bits of type %i', (depth, type, line) => {
    const palette = type === 3 ? [chunk('PLTE', Buffer.alloc(12)), chunk('tRNS', Buffer.alloc(2))] : [];
    const file = (bytes: number) => png(header(5, 3, [depth, type, 0, 0, 0]), ...palette, pixels(bytes), END);
    expect(problemOf(file(3 * (line + 1)))).toBeNull();
    expect(problemOf(file(3 * (line + 1) - 1))).toBe('damaged');
    expect(problemOf(file(3 * (line + 1) + 1))).toBe('damaged');
  });

  it('and interlaced ones, whose passes have lines of their own', () => {
    // 8 by 8 pixels of one byte: 1, 1, 2, 4, 8, 16 and 32 pixels in 1, 1, 1, 2, 2, 4 and 4 lines.
    const file = (bytes: number) => png(header(8, 8, [8, 0, 0, 0, 1]), pixels(bytes), END);
    expect(problemOf(file(64 + 15))).toBeNull();
    expect(problemOf(file(64 + 8))).toBe('damaged');
  });
});

describe('refuses', () => {
  const whole = Buffer.from(pngFile());
  const bad = (at: number) => {
    const copy = Uint8Array.from(whole);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };

  it.each([
    ['another kind of file', new Uint8Array(Buffer.from('GIF89a')), 'not a PNG'],
    ['an empty file', new Uint8Array(), 'not a PNG'],
    ['one that is cut off', new Uint8Array(whole.subarray(0, -6)), 'damaged'],
    ['one with a wrong checksum', bad(20), 'damaged'],
    ['one without pixels', png(header(1, 1), END), 'damaged'],
    ['one without a size', png(header(0, 1), pixels(1), END), 'damaged'],
    ['pixels that are no stream', png(header(1, 1), chunk('IDAT', Buffer.from('xx')), END), 'damaged'],
    [
      'bytes behind the pixels',
      png(
        header(1, 1),
        chunk('IDAT', Buffer.concat([deflateSync(Buffer.alloc(5)), Buffer.from('R. Hale')])),
        END,
      ),
      'damaged',
    ],
    ['a line with an unknown filter', withFilter(5), 'damaged'],
    [
      'a palette too many',
      png(header(1, 1, [8, 0, 0, 0, 0]), chunk('PLTE', Buffer.alloc(3)), pixels(2), END),
      'damaged',
    ],
    ['a missing palette', png(header(1, 1, [8, 3, 0, 0, 0]), pixels(2), END), 'damaged'],
    ['an unknown type', png(header(1, 1, [8, 5, 0, 0, 0]), pixels(2), END), 'damaged'],
    ['an animation', png(header(1, 1), chunk('acTL', Buffer.alloc(8)), pixels(5), END), 'animated'],
    ['too many pixels across', pngFile({ width: 2_001, height: 1 }), 'too large'],
    ['more pixels than can be', png(header(2 ** 31, 2 ** 31), pixels(1), END), 'too large'],
  ] as const)('%s', (_what, file, problem) => {
    expect(problemOf(file)).toBe(problem);
  });

  it('a small file that unpacks to far more than its pixels', () => {
    const bomb = pixels(50_000_000);
    expect(bomb.length).toBeLessThan(100_000);
    expect(problemOf(png(header(10, 10), bomb, END))).toBe('damaged');
  });
});

function withFilter(filter: number) {
  const line = Buffer.from([filter, 0, 0, 0, 0]);
  return png(header(1, 1), chunk('IDAT', deflateSync(line)), END);
}
