import { describe, expect, it } from 'vitest';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { checker } from '#lib/platform/storage/testing/check.ts';
import { readMade } from '#lib/platform/storage/testing/corpus.ts';

const { check } = checker();
const rtf = (text: string) => `{\\rtf1\\ansi ${text}}`;

describe('rich text', () => {
  it.each<[string, string, UploadRefusal | null]>([
    ['words', rtf("Visit of 3 May: {\\b kept} na\\'efve \\u233? \\{x\\}"), null],
    ['a link to a page', rtf('{\\field{\\*\\fldinst{HYPERLINK "https://x.example"}}{\\fldrslt x}}'), null],
    ['an object', rtf('{\\object\\objemb{\\*\\objdata 0105}}'), 'rtf-object'],
    ['an object in other letters', rtf('{\\*\\ObjData 0105}'), 'rtf-object'],
    ['an object with a number', rtf('{\\object0\\x}'), 'rtf-object'],
    ['an object that updates itself', rtf('{\\objupdate}'), 'rtf-object'],
    ['the word object', rtf('the object is \\\\object and objdata'), null],
    ['a DDE field', rtf('{\\field{\\*\\fldinst DDEAUTO cmd "/c calc"}}'), 'command'],
    ['a DDE field in pieces', rtf('{\\field{\\*\\fldinst {\\b D}{\\i DE} cmd x}}'), 'command'],
    ['a DDE field in hexadecimal', rtf("{\\field{\\*\\fldinst \\'44\\'44E cmd x}}"), 'command'],
    ['a DDE field in Unicode', rtf('{\\field{\\*\\fldinst \\u68?\\u68?E cmd x}}'), 'command'],
    ['a DDE field behind letters that do not count', rtf('{\\fldinst \\uc2\\u32 abDDE cmd x}'), 'command'],
    ['a link with accents', rtf('{\\fldinst HYPERLINK "https://x.example/\\u233?\\\'e9"}'), null],
    ['a template with a hidden address', rtf("{\\*\\template \\'68ttps://x.example/a.dotm}"), 'fetched'],
    ['a template on the internet', rtf('{\\*\\template https://x.example/a.dotm}'), 'fetched'],
    ['a template on a file share', rtf('{\\*\\template C:\\\\Templates\\\\letter.dotx}'), null],
    ['binary data that looks like an object', rtf('{\\pict\\bin9 {\\object}}'), null],
    ['binary data and then an object', rtf('{\\pict\\bin2 ab}{\\object}'), 'rtf-object'],
    ['binary data that is longer than the file', rtf('{\\pict\\bin999999999 a}'), 'damaged'],
    ['a group that is not closed', '{\\rtf1 {a}', 'damaged'],
    ['a program behind it', `${rtf('a')}MZ`, 'content-mismatch'],
    ['blanks behind it', `${rtf('a')}\r\n\0`, null],
    ['groups that are too deep', rtf('{'.repeat(200_000)), 'too-complex'],
    ['no version', '{\\x}', 'content-mismatch'],
  ])('with %s', async (_, content, reason) => {
    expect(await check('rtf', content)).toBe(reason);
  });

  it('is found to hold an object wherever it begins, whatever the size of the pieces that are read', async () => {
    const letter = (await readMade('letter.rtf')).toString('latin1');
    const filled = letter.replace(/\}\s*$/, ' x'.repeat(131_000));
    for (const shift of [0, 1, 2, 5, 9])
      expect(await check('rtf', `${filled}${'x'.repeat(shift)}{\\object}}`)).toBe('rtf-object');
  });
});
