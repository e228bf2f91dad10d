import { describe, expect, it } from 'vitest';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { checker } from '#lib/platform/storage/testing/check.ts';
import { jpeg, ooxmlEntries, png, zip } from '#lib/platform/storage/testing/samples.ts';

const { check } = checker();

describe('pictures', () => {
  it.each<[string, string, Buffer, UploadRefusal | null]>([
    ['png', 'more pixels than allowed', png({ width: 20_000, height: 20_000 }), 'too-many-pixels'],
    ['png', 'no width', png({ width: 0 }), 'damaged'],
    ['png', 'no end', png({ end: false }), 'damaged'],
    ['png', 'a page after its end', png({ after: '<script>' }), 'content-mismatch'],
    ['png', 'a program after its end', png({ after: 'MZ' }), 'content-mismatch'],
    ['png', 'blanks after its end', png({ after: '\0\0\r\n' }), null],
    [
      'png',
      'a zip package after its end',
      Buffer.concat([png(), Buffer.alloc(9), zip(ooxmlEntries('docx'))]),
      'content-mismatch',
    ],
    ['jpg', 'more pixels than allowed', jpeg({ width: 60_000, height: 60_000 }), 'too-many-pixels'],
    ['jpg', 'no end', jpeg({ end: false }), 'damaged'],
    ['jpg', 'a preview after its end', jpeg({ after: jpeg() }), null],
    ['jpg', 'a zip package after its end', jpeg({ after: zip(ooxmlEntries('docx')) }), 'content-mismatch'],
  ])('%s with %s', async (extension, _, content, reason) => {
    expect(await check(extension, content)).toBe(reason);
  });
});
