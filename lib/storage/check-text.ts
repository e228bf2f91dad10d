import 'server-only';
import { type OpenedFile, piecesOf, readAt } from './opened-file.ts';
import type { UploadRefusal } from './refusals.ts';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

const HEAD = 64 * 1024;

/**
 * Characters that no text holds. Left out, because old systems write them: tab to carriage return, escape, and 1A,
 * which ends a file of MS-DOS.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const NOT_TEXT = /[\x00-\x06\x0e-\x19\x1c-\x1f]/;

/** What text may not start with, after blanks: markup that runs in a browser, scripts, and formats made of text. */
const FOREIGN_START =
  /^\s*(?:<(?:!doctype|!--|\?xml|\?php|html|head|body|script|svg|iframe|style|title|table|img|div|meta|link|object|embed|a\s|h1|p>|br)|#!|\{\\rtf|%!ps)/i;

/**
 * Checks a CSV or TXT file as a whole: text in UTF-8, UTF-16 with a byte order mark, or any single-byte code page
 * (what Excel writes), without control characters, and not HTML, SVG, XML, a script, RTF or PostScript by its
 * start. The grammar of CSV is not checked: nearly any text is one.
 */
export async function checkText(file: OpenedFile): Promise<UploadRefusal | null> {
  const { encoding, text } = await readHead(file);
  if (FOREIGN_START.test(text)) return 'content-mismatch';
  return (await isText(file, encoding)) ? null : 'content-mismatch';
}

const KNOWN_HEADER = /^(date|to|subject|message-id|received|mime-version):/im;
const PROGRAM = /\.(?:exe|dll|scr|com|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|msi|lnk|jar|iso|img)[\s.]*$/i;
const MACRO_FILE = /\.(?:doc|dot|xls|xlt|ppt|pot|pps)m[\s.]*$/i;
/** A header field that can name an attachment, with the lines it goes on over. */
const CONTENT_FIELD = /^content-(?:type|disposition)[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*/gim;
/** No program writes a longer field. Kept from piece to piece, so that none is cut in two. */
const LONGEST_FIELD = 64 * 1024;

/**
 * Checks an e-mail message (RFC 5322) as a whole: text, a header block that ends in an empty line, `From` in it and
 * one more header that every message has. An attachment named as a program, script or macro document is refused: its
 * name is looked for in every header field that can hold one (RFC 2183, 2231, 2047), wherever a line begins with one.
 *
 * Not looked into: the attachments themselves.
 */
export async function checkEmail(file: OpenedFile): Promise<UploadRefusal | null> {
  const { encoding, text } = await readHead(file);
  if (encoding !== 'utf-8' || !hasMessageHeaders(text)) return 'content-mismatch';
  if (!(await isText(file, encoding))) return 'content-mismatch';
  for await (const piece of piecesOf(file, { keep: LONGEST_FIELD })) {
    for (const [field] of piece.toString('latin1').matchAll(CONTENT_FIELD)) {
      if (field.length >= LONGEST_FIELD) return 'content-mismatch';
      const names = namesIn(field);
      if (names.some((name) => MACRO_FILE.test(name))) return 'macros';
      if (names.some((name) => PROGRAM.test(name))) return 'active-content';
    }
  }
  return null;
}

/** The file names that a header field gives, decoded; one that is given in several parameters, put together. */
function namesIn(field: string): readonly string[] {
  const names = new Map<string, string>();
  for (const parameter of parametersOf(field)) {
    const equals = parameter.indexOf('=');
    const [, kind = '', encoded] =
      /^((?:file)?name)(?:\*\d+)?(\*)?$/i.exec(parameter.slice(0, equals).trim()) ?? [];
    if (equals < 0 || kind === '') continue;
    const value = parameter.slice(equals + 1).trim();
    const name = encoded === '*' ? percentDecoded(value) : wordsDecoded(value);
    names.set(kind.toLowerCase(), (names.get(kind.toLowerCase()) ?? '') + name);
  }
  return [...names.values()];
}

/** The parts of a field between semicolons outside of quotes, without the quotes. */
function parametersOf(field: string): readonly string[] {
  const parameters: string[] = [];
  let part: string[] = [];
  let quoted = false;
  for (let at = 0; at < field.length; at += 1) {
    const character = field[at] ?? '';
    if (character === '"') quoted = !quoted;
    else if (character === '\\' && quoted) {
      at += 1;
      part.push(field[at] ?? '');
    } else if (character === ';' && !quoted) {
      parameters.push(part.join(''));
      part = [];
    } else if (character !== '\r' && character !== '\n') part.push(character);
  }
  return [...parameters, part.join('')];
}

function percentDecoded(value: string): string {
  return value.replace(/%([0-9a-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** The letters of encoded words that a file's ending is made of are the same in all their character sets. */
function wordsDecoded(value: string): string {
  return value.replace(/=\?[^?]+\?([bq])\?([^?]*)\?=\s*/gi, (_, kind: string, text: string) =>
    kind.toLowerCase() === 'b'
      ? Buffer.from(text, 'base64').toString('latin1')
      : percentDecoded(text.replaceAll('=', '%')),
  );
}

function hasMessageHeaders(text: string): boolean {
  const message = text.replace(/^From .*\r?\n/, '');
  const end = message.search(/\r?\n\r?\n/);
  const lines = (end < 0 ? message : message.slice(0, end)).split(/\r?\n/);
  // A block longer than what was read may be cut in its last line.
  if (end < 0 && text.length >= HEAD) lines.pop();
  const isBlock = lines.every(
    (line, index) =>
      /^[!-9;-~]+[ \t]*:/.test(line) ||
      (index > 0 && /^[ \t]/.test(line)) ||
      (index === lines.length - 1 && line === ''),
  );
  const block = lines.join('\n');
  return isBlock && /^from:/im.test(block) && KNOWN_HEADER.test(block);
}

async function readHead(file: OpenedFile): Promise<{ encoding: Encoding; text: string }> {
  const head = await readAt(file, 0, HEAD);
  const encoding: Encoding =
    head[0] === 0xff && head[1] === 0xfe
      ? 'utf-16le'
      : head[0] === 0xfe && head[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  return { encoding, text: new TextDecoder(encoding).decode(head) };
}

async function isText(file: OpenedFile, encoding: Encoding): Promise<boolean> {
  if (encoding !== 'utf-8' && file.size % 2 !== 0) return false;
  for await (const piece of piecesOf(file)) {
    if (encoding === 'utf-8' ? holdsNotText(piece) : NOT_TEXT.test(unitsOf(piece, encoding))) return false;
  }
  return true;
}

/** Pieces are of an even length, so no unit is cut, and half of a surrogate pair does no harm here. */
function unitsOf(piece: Buffer, encoding: Encoding): string {
  return (encoding === 'utf-16le' ? piece : Buffer.from(piece).swap16()).toString('utf16le');
}

/** `NOT_TEXT` as a table: 1 for each byte that no text holds. */
const IS_NOT_TEXT = Uint8Array.from({ length: 256 }, (_, byte) =>
  NOT_TEXT.test(String.fromCharCode(byte)) ? 1 : 0,
);

/** The same as `NOT_TEXT`, four bytes at a time: nearly all of them are plain letters, and files are large. */
function holdsNotText(piece: Buffer): boolean {
  const aligned = piece.byteOffset % 4 === 0 ? piece : Uint8Array.from(piece);
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length >>> 2);
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? 0;
    // Sets the top bit of each byte below 0x20, and now and then of one above it, which the table clears.
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
