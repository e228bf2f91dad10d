import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { EMAIL } from './samples.ts';

/** Files as programs, scanners and mail programs write them, each with its expected result. */

const FOLDER = join(import.meta.dirname, 'corpus');

/** Files in the folder, made by `corpus/make.sh`, by name. `null`: accepted. */
export const MADE_BY_PROGRAMS: Readonly<Record<string, UploadRefusal | null>> = {
  'letter.odt': null,
  'letter.doc': null,
  'letter.docx': null,
  'letter-transitional.docx': null,
  'letter-template.odt': null,
  'letter.rtf': null,
  'letter.pdf': null,
  'letter-archive.pdf': null,
  'letter-owner.pdf': null,
  'letter-user.pdf': 'encrypted',
  'letter-hybrid.pdf': 'pdf-attachment',
  'figures.ods': null,
  'figures.xls': null,
  'figures.xlsx': null,
  'figures.xlsm': 'kind:excel-macros',
  'figures-utf8.csv': null,
  'figures-windows.csv': null,
  'figures-utf16.csv': null,
  'slides.odp': null,
  'slides.ppt': null,
  'slides.pptx': null,
  'slides.ppsx': 'kind:powerpoint-show',
  'slides.png': null,
  'slides.jpg': null,
  'slides.gif': null,
  'slides.webp': null,
  'slides.tif': null,
  'place.jpg': null,
  'place.heic': null,
  'place.png': null,
  'place.webp': null,
  'place.tif': null,
  'voice.mp3': null,
  'voice.m4a': null,
  'film.mp4': null,
  'film.mov': 'kind:video',
  'owner-rc4-40.pdf': null,
  'owner-rc4-128.pdf': null,
  'owner-aes-128.pdf': null,
  'owner-aes-256.pdf': null,
  'owner-aes-256-r5.pdf': null,
};

/** A change to such a file, and the name under which it is sent. */
export type Habit = {
  readonly of: string;
  readonly name: string;
  readonly does: string;
  readonly change?: (content: Buffer) => Buffer;
  readonly expected: UploadRefusal | null;
};

const before = (text: string) => (content: Buffer) => Buffer.concat([Buffer.from(text, 'latin1'), content]);
const behind = (text: string) => (content: Buffer) => Buffer.concat([content, Buffer.from(text, 'latin1')]);
const asText = (change: (text: string) => Buffer) => (content: Buffer) => change(content.toString());

/** UTF-32 in little-endian order. */
function utf32(text: string): Buffer {
  return Buffer.from(Uint32Array.from(text, (character) => character.codePointAt(0) ?? 0).buffer);
}

export const HABITS: readonly Habit[] = [
  {
    of: 'letter.pdf',
    name: 'a.pdf',
    does: 'a scanner puts its job before it',
    change: before('\x1b%-12345X@PJL JOB NAME="scan"\r\n'),
    expected: null,
  },
  {
    of: 'letter.pdf',
    name: 'a.pdf',
    does: 'a scanner puts its name before it',
    change: before('TEXTmdos   '),
    expected: null,
  },
  {
    of: 'letter.pdf',
    name: 'a.pdf',
    does: 'a printer ends its job behind it',
    change: behind('\x1b%-12345X@PJL EOJ\r\n'),
    expected: null,
  },
  {
    of: 'letter.pdf',
    name: 'a.pdf',
    does: 'a mail program leaves a boundary behind it',
    change: behind('\r\n------=_Part--\r\n'),
    expected: null,
  },
  {
    of: 'letter.pdf',
    name: 'a.pdf',
    does: 'a download was cut off',
    change: (content) => content.subarray(0, 4_000),
    expected: 'damaged',
  },
  { of: 'letter.pdf', name: 'a.docx', does: 'it is called something else', expected: 'really:pdf' },
  {
    of: 'letter.docx',
    name: 'a.docx',
    does: 'a line end is put behind it',
    change: behind('\n'),
    expected: null,
  },
  { of: 'letter.docx', name: 'a.doc', does: 'it is called as an old one', expected: 'really:docx' },
  {
    of: 'letter.docx',
    name: 'a.docx',
    does: 'a page is put behind it',
    change: behind('<script>'),
    expected: 'content-mismatch',
  },
  { of: 'letter.odt', name: 'a.docx', does: 'it is called as Word does', expected: 'really:odt' },
  {
    of: 'letter.doc',
    name: 'a.doc',
    does: 'bytes are put behind it',
    change: behind('\0'.repeat(700)),
    expected: null,
  },
  { of: 'letter.doc', name: 'a.xls', does: 'it is called a workbook', expected: 'really:doc' },
  { of: 'figures.xlsm', name: 'a.xlsx', does: 'it is called as one without macros', expected: 'macros' },
  { of: 'slides.ppsx', name: 'a.pptx', does: 'a show is called a presentation', expected: null },
  { of: 'letter.rtf', name: 'a.doc', does: 'rich text is called Word', expected: 'really:rtf' },
  { of: 'place.jpg', name: 'a.jfif', does: 'a browser saves a picture', expected: null },
  { of: 'place.jpg', name: 'a.heic', does: 'a telephone converts a picture', expected: 'really:jpg' },
  { of: 'place.heic', name: 'a.heif', does: 'a camera gives it its other name', expected: null },
  { of: 'place.heic', name: 'a.jpg', does: 'a photo of a telephone is called JPEG', expected: 'really:heic' },
  { of: 'voice.m4a', name: 'a.mp4', does: 'a recorder calls sound a film', expected: null },
  { of: 'voice.m4a', name: 'a.mp3', does: 'sound is called another', expected: 'really:m4a' },
  { of: 'film.mp4', name: 'a.m4a', does: 'a film is called sound', expected: 'really:mp4' },
  { of: 'film.mov', name: 'a.mp4', does: 'a film of an iPhone is renamed', expected: 'kind:video' },
  {
    of: 'voice.mp3',
    name: 'a.mp3',
    does: 'it has no tag',
    change: (content) => content.subarray(content.indexOf(Buffer.from([0xff, 0xfb]))),
    expected: null,
  },
  ...['slides.gif', 'slides.webp', 'slides.tif', 'place.heic', 'voice.m4a', 'film.mp4', 'letter.rtf'].map(
    (of): Habit => ({
      of,
      name: `a${of.slice(of.indexOf('.'))}`,
      does: 'a download was cut off',
      change: (content) => content.subarray(0, content.length - 200),
      expected: 'damaged',
    }),
  ),
  { of: 'slides.png', name: 'a.jpg', does: 'a picture is called another', expected: 'really:png' },
  {
    of: 'figures-utf8.csv',
    name: 'a.csv',
    does: 'it is written in UTF-16 without a mark',
    change: asText((text) => Buffer.from(text, 'utf16le')),
    expected: null,
  },
  {
    of: 'figures-utf8.csv',
    name: 'a.csv',
    does: 'it is written in UTF-16, big end first',
    change: asText((text) => Buffer.from(text, 'utf16le').swap16()),
    expected: null,
  },
  {
    of: 'figures-utf8.csv',
    name: 'a.csv',
    does: 'it is written in UTF-32 without a mark',
    change: asText(utf32),
    expected: null,
  },
  {
    of: 'figures-utf8.csv',
    name: 'a.csv',
    does: 'it is written in UTF-32, big end first',
    change: asText((text) => utf32(text).swap32()),
    expected: null,
  },
  {
    of: 'figures-utf8.csv',
    name: 'a.txt',
    does: 'it begins with words in angle brackets',
    change: before('<Table 4> Delayed transfers\r\n'),
    expected: null,
  },
  {
    of: 'figures-utf8.csv',
    name: 'a.csv',
    does: 'it is a page for Excel',
    change: asText((text) => Buffer.from(`<table><tr><td>${text}</td></tr></table>`)),
    expected: 'kind:web-page',
  },
];

/** Messages as mail programs save them: the change to a message, and the expected result. */
export const MESSAGES: readonly (readonly [does: string, message: string, expected: UploadRefusal | null])[] =
  [
    ['it is saved as received', EMAIL, null],
    ['a mailbox puts its line first', `From sian@x Sat Nov 21 09:32:00 2026\n${EMAIL}`, null],
    ['lines end in carriage returns', EMAIL.replaceAll('\r\n', '\r'), null],
    ['a long header continues without indentation', EMAIL.replace(' Date of visit', 'Date of visit'), null],
    ['it was never sent', EMAIL.replace('From:', 'X-Unsent: 1\r\nX-From:'), null],
    [
      'its text mentions names and addresses',
      `${EMAIL}See https://x.example/?name=Kent, write to info@kentcarers.com.\r\n`,
      null,
    ],
    ['its text is in an old code page', `${EMAIL}\u00a324 a week\r\n`, null],
  ];

/** The content of a file in the folder. */
export function readMade(name: string): Promise<Buffer> {
  return readFile(join(FOLDER, name));
}
