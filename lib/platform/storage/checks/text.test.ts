import { describe, expect, it } from 'vitest';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { checker } from '#lib/platform/storage/testing/check.ts';
import { zip } from '#lib/platform/storage/testing/samples.ts';

const { check } = checker();

describe('text', () => {
  const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
  const utf32 = (text: string) => {
    const points = Uint32Array.from(text, (character) => character.codePointAt(0) ?? 0);
    return Buffer.from(points.buffer);
  };

  it.each<[string, Buffer | string, UploadRefusal | null]>([
    ['UTF-16, little end first', utf16('name,score\r\nاردو,3\r\n'), null],
    ['UTF-16, big end first', utf16('name,score\r\nTŷ,3\r\n').swap16(), null],
    ['UTF-16 without a mark', Buffer.from('name,score\r\nاردو,3\r\n', 'utf16le'), null],
    ['UTF-16 without a mark, big end first', Buffer.from('name,score\r\n', 'utf16le').swap16(), null],
    ['UTF-32', utf32('\uFEFFname,score\r\n🙂,3\r\n'), null],
    ['UTF-32, big end first', utf32('\uFEFFname,score\r\n').swap32(), null],
    ['UTF-32 without a mark', utf32('name,score\r\n'), null],
    ['UTF-32 without a mark, big end first', utf32('name,score\r\n').swap32(), null],
    ['UTF-32 that is a page', utf32('<html><script>'), 'content-mismatch'],
    ['UTF-16 without a mark that is a page', Buffer.from('<html><script>', 'utf16le'), 'content-mismatch'],
    ['binary numbers', Buffer.from([1, 0, 2, 0, 0x2c, 0, 3, 0]), 'content-mismatch'],
    [
      '16-bit numbers that never occur in text',
      Buffer.from([0x2c, 0, 0, 0xdc, 0xff, 0xff]),
      'content-mismatch',
    ],
    ['UTF-16 cut in a character', utf16('abc').subarray(0, 7), 'content-mismatch'],
    ['UTF-16 that is a page', utf16('<html><script>'), 'content-mismatch'],
    ['UTF-16 with a null', utf16('a\0b'), 'content-mismatch'],
    ['UTF-8 with a mark', '\uFEFFname,score\n', null],
    ['Excel output in a Western code page', Buffer.from('name,\u00a310\r\n', 'latin1'), null],
    ['a formula, which is escaped on export', '=HYPERLINK("x"),1\n', null],
    [
      'a null late in the file',
      Buffer.concat([Buffer.alloc(600_001, 'a'), Buffer.from([0])]),
      'content-mismatch',
    ],
    ['the start of a PDF a few lines down', 'a\nb\n%PDF-1.4\n', 'content-mismatch'],
    [
      'a zip package at the end',
      Buffer.concat([Buffer.from('a,b\n'), zip([{ name: 'a', data: 'x' }])]),
      'content-mismatch',
    ],
    ['words about <script> further down', 'We looked at <script> tags\n', null],
    ['words in angle brackets', '<Table 4> Delayed transfers\n', null],
    ['a word in angle brackets', '<Title>\n<Name of council>\n', null],
    ['more words in angle brackets', '<Link to the paper> and <a list of names>\n', null],
    ['a heading element', '<h1>Delayed transfers</h1>', 'content-mismatch'],
    ['an image element', '<img src=x onerror=alert(1)>', 'content-mismatch'],
    [
      'a link element, after comments',
      '<!-- a --> <!-- b --><a href="javascript:alert(1)">',
      'content-mismatch',
    ],
  ])('%s', async (_, content, reason) => {
    expect(await check('csv', content)).toBe(reason);
    expect(await check('txt', content)).toBe(reason);
  });

  it('refuses exactly the control characters that never occur in text', { timeout: 60_000 }, async () => {
    const refused: number[] = [];
    for (let byte = 0; byte < 256; byte += 1) {
      const at = byte % 5;
      const content = Buffer.concat([
        Buffer.from('abcd'.slice(0, at)),
        Buffer.from([byte]),
        Buffer.from('efghij'),
      ]);
      if ((await check('txt', content)) !== null) refused.push(byte);
    }
    const expected = [...Array(32).keys()].filter(
      (byte) => ![7, 8, 9, 10, 11, 12, 13, 0x1a, 0x1b].includes(byte),
    );
    expect(refused).toEqual(expected);
  });
});
