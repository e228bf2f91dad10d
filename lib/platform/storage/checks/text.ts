import 'server-only';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { startsAsMarkup } from './markup.ts';
import { type OpenedFile, piecesOf, readAt } from './opened-file.ts';

/** `bytes`: UTF-8 or a single-byte code page. Markup and commas are the same in both. */
type Encoding = 'bytes' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';

const HEAD = 64 * 1024;

/**
 * Characters that never occur in text. Old systems do write tab to carriage return, escape, and 1A (the end of an
 * MS-DOS file), so those are allowed.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const NOT_TEXT = /[\x00-\x06\x0e-\x19\x1c-\x1f]/;

/**
 * Checks a CSV or TXT file: text in UTF-8, UTF-16, UTF-32 or any single-byte code page (as Excel writes), without
 * control characters, and not starting as HTML, SVG, XML, a script, RTF or PostScript. The grammar of CSV is not
 * checked, because nearly any text is valid CSV.
 */
export async function checkText(file: OpenedFile): Promise<UploadRefusal | null> {
  const head = await readAt(file, 0, HEAD);
  const encoding = encodingOf(head);
  if (encoding === null) return 'content-mismatch';
  const start = decode(head, encoding);
  if (startsAsMarkup(start) || FOREIGN_START.test(start)) return 'content-mismatch';
  if (file.size % unitBytes(encoding) !== 0) return 'content-mismatch';
  for await (const piece of piecesOf(file)) {
    if (encoding === 'bytes' ? holdsNotText(piece) : NOT_TEXT.test(decode(piece, encoding)))
      return 'content-mismatch';
  }
  return null;
}

const MARKS: readonly (readonly [encoding: Encoding, mark: readonly number[]])[] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** By the byte order mark. Without one, text with nulls gets the first wide encoding in which it could be text. */
export function encodingOf(head: Buffer): Encoding | null {
  const marked = MARKS.find(([, mark]) => mark.every((byte, index) => head[index] === byte));
  if (marked) return marked[0];
  if (!head.includes(0)) return 'bytes';
  return MARKS.find(([encoding]) => couldBeText(decode(head, encoding)))?.[0] ?? null;
}

/** Text has a blank, comma or line end somewhere, and only assigned characters. */
function couldBeText(text: string): boolean {
  // The head may end in the middle of a surrogate pair.
  const whole = text.replace(/[\uD800-\uDBFF]$/, '');
  return /[\t\n\r ,;]/.test(whole) && !NOT_TEXT.test(whole) && !/[\p{Cn}\p{Co}\p{Cs}\uFFFD]/u.test(whole);
}

function unitBytes(encoding: Encoding): number {
  return encoding === 'bytes' ? 1 : encoding.startsWith('utf-16') ? 2 : 4;
}

/** Pieces are a multiple of four bytes, so no unit is split. A split surrogate pair does no harm here. */
export function decode(piece: Buffer, encoding: Encoding): string {
  const whole = piece.subarray(0, piece.length - (piece.length % unitBytes(encoding)));
  switch (encoding) {
    case 'bytes':
      return new TextDecoder().decode(whole);
    case 'utf-16le':
      return whole.toString('utf16le');
    case 'utf-16be':
      return Buffer.from(whole).swap16().toString('utf16le');
    case 'utf-32le':
      return fromCodePoints(whole);
    case 'utf-32be':
      return fromCodePoints(Buffer.from(whole).swap32());
  }
}

function fromCodePoints(piece: Buffer): string {
  let text = '';
  for (let at = 0; at < piece.length; at += 4) {
    const point = piece.readUInt32LE(at);
    text += point <= 0x10ffff ? String.fromCodePoint(point) : '\0';
  }
  return text;
}

/** First bytes of scripts and text-based formats. */
const FOREIGN_START = /^\s*(?:#!|\{\\rtf|%!ps)/i;

/** `NOT_TEXT` as a table: 1 for each byte that never occurs in text. */
const IS_NOT_TEXT = Uint8Array.from({ length: 256 }, (_, byte) =>
  NOT_TEXT.test(String.fromCharCode(byte)) ? 1 : 0,
);

/** The same as `NOT_TEXT`, but four bytes at a time: files are large, and nearly all bytes are plain letters. */
function holdsNotText(piece: Buffer): boolean {
  const aligned = piece.byteOffset % 4 === 0 ? piece : Uint8Array.from(piece);
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length >>> 2);
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? 0;
    // Sets the top bit of each byte below 0x20, and sometimes of a higher one, which the table rules out.
    if (((word - 0x20202020) & ~word & 0x80808080) === 0) continue;
    const found =
      (IS_NOT_TEXT[word & 0xff] ?? 1) |
      (IS_NOT_TEXT[(word >>> 8) & 0xff] ?? 1) |
      (IS_NOT_TEXT[(word >>> 16) & 0xff] ?? 1) |
      (IS_NOT_TEXT[word >>> 24] ?? 1);
    if (found !== 0) return true;
  }
  return aligned.subarray(words.length * 4).some((byte) => IS_NOT_TEXT[byte] === 1);
}
