import 'server-only';
import { constants, inflateRawSync } from 'node:zlib';
import { freeBytes } from '#lib/platform/storage/free-bytes.ts';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { systemCode } from '#lib/platform/storage/storage-error.ts';
import type { ActiveContentId } from './active-content.ts';
import { type OpenedFile, readAt } from './opened-file.ts';
import { isOtherKind } from './other-kind.ts';
import { type Construct, isActiveAddress, readPdf } from './read-pdf.ts';

/**
 * Names that make a PDF act when opened, read or clicked, or that embed something in it, with the id of their refusal.
 * A file with one of them anywhere is refused: ISO 32000-2, 12.6.4 (actions), 12.5.6 (annotations), 7.11.4 (files).
 */
export const ACTIVE_NAMES: ReadonlyMap<string, ActiveContentId> = new Map<
  string | Construct,
  ActiveContentId
>([
  ['JavaScript', 'pdf-script'],
  ['JS', 'pdf-script'],
  ['OnInstantiate', 'pdf-script'],
  ['address of a script', 'pdf-script'],
  ['Launch', 'pdf-launch'],
  ['ImportData', 'pdf-launch'],
  ['external stream', 'pdf-launch'],
  ['thread of a file', 'pdf-launch'],
  ['SubmitForm', 'pdf-form'],
  ['XFA', 'pdf-form'],
  ['Rendition', 'pdf-media'],
  ['Movie', 'pdf-media'],
  ['RichMedia', 'pdf-media'],
  ['EF', 'pdf-attachment'],
  ['EmbeddedFile', 'pdf-attachment'],
  ['EmbeddedFiles', 'pdf-attachment'],
  ['FileAttachment', 'pdf-attachment'],
  ['GoToE', 'pdf-attachment'],
  ['AdditionalStreams', 'pdf-attachment'],
]);

/** Readers look for `%PDF-` this far from the start, as printers and scanners put commands before it. */
const HEAD = 1024;
/** The last `%%EOF` must be this close to the end. */
const TAIL = 64 * 1024;
/** Skipped before the compressed data. The checksum after it is ignored, as readers accept a wrong one. */
const ZLIB_HEADER_BYTES = 2;
/** Unpacked size of one object stream, and of all in the file. */
const LARGEST_UNPACKED = 32 * 1024 ** 2;
const MAX_UNPACKED = 256 * 1024 ** 2;

/**
 * Checks a PDF (ISO 32000) twice, and refuses it if either check fails: once with a PDF library that follows its
 * tables, as readers do, and once through all bytes outside streams and in object streams, whichever tables a reader
 * trusts.
 *
 * Refuses {@link ACTIVE_NAMES}, even where nothing refers to them; a file that the library cannot open or that has no
 * page; an unreadable object stream; and another kind of file before or after the PDF.
 */
export async function checkPdf(file: OpenedFile): Promise<UploadRefusal | null> {
  const head = (await readAt(file, 0, HEAD + 8)).toString('latin1');
  const start = head.search(/%PDF-\d/);
  if (start < 0 || isOtherKind(head.slice(0, start))) return 'content-mismatch';
  const ending = await checkEnding(file);
  if (ending) return ending;
  const bytes = await readAt(file, 0, file.size);
  // So that the process, which was large with it, can be kept for the next file.
  return checkBytes(bytes).finally(() => freeBytes(bytes));
}

async function checkBytes(bytes: Buffer): Promise<UploadRefusal | null> {
  const reading = await readPdf(bytes);
  if (reading === 'encrypted') return 'encrypted';
  const isReadable = reading !== 'unreadable';
  const isDecrypted = isReadable && reading.isEncrypted;
  // Encrypted object streams can be read only through the tables, as `readPdf` does.
  const swept = sweep(bytes, { unpacks: isReadable && !isDecrypted });
  if (typeof swept === 'string') return swept;
  if (swept.has('Encrypt') && !isDecrypted) return 'encrypted';
  if (!isReadable) return 'damaged';
  const names = new Set([...swept, ...reading.names]);
  for (const [name, content] of ACTIVE_NAMES) if (names.has(name)) return content;
  return reading.hasPage ? null : 'damaged';
}

/** Readers recover from a wrong ending by searching for objects, but not from a missing one. */
async function checkEnding(file: OpenedFile): Promise<UploadRefusal | null> {
  const tail = (await readAt(file, Math.max(0, file.size - TAIL), TAIL)).toString('latin1');
  if (!/startxref|trailer|\/XRef/.test(tail)) return 'damaged';
  const end = Math.max(
    tail.lastIndexOf('%%EOF') + 5,
    tail.lastIndexOf('startxref'),
    tail.lastIndexOf('trailer'),
  );
  return isOtherKind(tail.slice(end)) ? 'content-mismatch' : null;
}

/** The relevant names, decoded, outside streams and in object streams, or the reason to refuse the file. */
function sweep(
  bytes: Buffer,
  { unpacks }: { readonly unpacks: boolean },
): ReadonlySet<string> | UploadRefusal {
  const names = new Set<string>();
  let unpacked = 0;
  let wasObjectStream = false;
  for (let at = 0; ; ) {
    const start = streamStart(bytes, at);
    const between = bytes.toString('latin1', at, start ?? bytes.length);
    // A stream with two ends, or an end without a start: its objects may not be the ones that were read.
    if (between.includes('endstream') && (wasObjectStream || isObjectStream(namesIn(between))))
      return 'damaged';
    addNames(between, names);
    if (start === null) return names;
    const end = streamEnd(bytes, start);
    if (end === null) return 'damaged';
    const data = bytes.subarray(start, end);
    const text = between.slice(lastObject(between));
    const dictionary = namesIn(text);
    if (EXTERNAL.test(decodeNames(text))) names.add('external stream');
    if (holdsObject(data)) addNames(data.toString('latin1'), names);
    wasObjectStream = isObjectStream(dictionary);
    if (wasObjectStream && !isPlain(text)) return 'damaged';
    if (unpacks && wasObjectStream) {
      const objects = unpack(data, dictionary);
      if (typeof objects === 'string') return objects;
      unpacked += objects.length;
      if (unpacked > MAX_UNPACKED) return 'unpacks-too-large';
      addNames(objects.toString('latin1'), names);
    }
    at = end + 'endstream'.length;
  }
}

/** Where the data of the next stream begins: after `>> stream` and a line end. Readers allow blanks before that. */
function streamStart(bytes: Buffer, from: number): number | null {
  for (let found = bytes.indexOf('stream', from); found >= 0; found = bytes.indexOf('stream', found + 6)) {
    let before = found - 1;
    while (before >= from && isBlank(bytes[before])) before -= 1;
    if (bytes[before] !== 0x3e || bytes[before - 1] !== 0x3e) continue;
    let lineEnd = found + 6;
    while (isBlank(bytes[lineEnd]) && !isLineEnd(bytes[lineEnd])) lineEnd += 1;
    if (!isLineEnd(bytes[lineEnd])) continue;
    return bytes[lineEnd] === 0x0d && bytes[lineEnd + 1] === 0x0a ? lineEnd + 2 : lineEnd + 1;
  }
  return null;
}

/** Position of the next `endstream`. Searches for `stream`: Node is several times slower with seven letters or more. */
function streamEnd(bytes: Buffer, from: number): number | null {
  for (let found = bytes.indexOf('stream', from); found >= 0; found = bytes.indexOf('stream', found + 6)) {
    const isEnd = bytes[found - 1] === 0x64 && bytes[found - 2] === 0x6e && bytes[found - 3] === 0x65;
    if (isEnd && found - 3 >= from) return found - 3;
  }
  return null;
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === 0x0a || byte === 0x0d;
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0;
}

/**
 * Where the last object between two streams begins, with the dictionary of the next stream. Comments and strings may
 * contain `1 obj` too, so this takes the earlier of the results with and without them.
 */
function lastObject(between: string): number {
  const heads = Array.from(between.matchAll(/obj/g), ({ index }) => index).filter((index) =>
    /\d[\s\0]{0,9}$/.test(between.slice(Math.max(0, index - 10), index)),
  );
  const last = heads.at(-1) ?? 0;
  let [outside, next, depth] = [0, 0, 0];
  for (let at = 0; at < between.length && next < heads.length; at += 1) {
    const character = between[at];
    if (depth > 0 && character === '\\') at += 1;
    else if (character === '(') depth += 1;
    else if (character === ')' && depth > 0) depth -= 1;
    else if (depth === 0 && character === '%')
      while (at + 1 < between.length && !/[\r\n]/.test(between[at + 1] ?? '')) at += 1;
    while (next < heads.length && (heads[next] ?? 0) <= at) {
      if (heads[next] === at && depth === 0 && character === 'o') outside = at;
      next += 1;
    }
  }
  return Math.min(last, outside);
}

/** Whether the data of a stream contains the head of an object, such as `7 0 obj`, to which a table could point. */
function holdsObject(data: Buffer): boolean {
  for (let found = data.indexOf('obj'); found >= 0; found = data.indexOf('obj', found + 3)) {
    let before = found - 1;
    while (before >= 0 && isBlank(data[before])) before -= 1;
    const digit = data[before] ?? 0;
    if (before < found - 1 && digit >= 0x30 && digit <= 0x39) return true;
  }
  return false;
}

/** Recognised by type or by the keys that only object streams have, because readers ignore the type. */
function isObjectStream(dictionary: readonly string[]): boolean {
  return dictionary.includes('ObjStm') || (dictionary.includes('First') && dictionary.includes('N'));
}

/**
 * Whether the dictionary of an object stream can be read on its own: no comments or strings, no references except to
 * its length and the stream it extends, and literal numbers for `N` and `First`.
 */
function isPlain(dictionary: string): boolean {
  if (/[%(]/.test(dictionary)) return false;
  const text = decodeNames(dictionary).replace(/\/(?:Length|Extends) ?\d+ \d+ R/g, '');
  return !/ \d+ R(?![A-Za-z])/.test(text) && /\/N ?\d/.test(text) && /\/First ?\d/.test(text);
}

const FILTERS = new Map<string, 'flate' | 'hex' | 'other'>([
  ['FlateDecode', 'flate'],
  ['Fl', 'flate'],
  ['ASCIIHexDecode', 'hex'],
  ['AHx', 'hex'],
  ['ASCII85Decode', 'other'],
  ['A85', 'other'],
  ['LZWDecode', 'other'],
  ['LZW', 'other'],
  ['RunLengthDecode', 'other'],
  ['RL', 'other'],
  ['Crypt', 'other'],
]);

/** Unpacks an object stream with its filters, in order. Refuses filters that no program uses for these streams. */
function unpack(data: Buffer, dictionary: readonly string[]): Buffer | UploadRefusal {
  let unpacked: Buffer = data;
  for (const name of dictionary) {
    const filter = FILTERS.get(name);
    if (filter === 'other' || name === 'Predictor') return 'damaged';
    if (filter === 'hex')
      unpacked = Buffer.from(unpacked.toString('latin1').replace(/[^0-9a-f]/gi, ''), 'hex');
    if (filter === 'flate') {
      const inflated = inflate(unpacked);
      if (typeof inflated === 'string') return inflated;
      unpacked = inflated;
    }
  }
  return unpacked;
}

function inflate(packed: Buffer): Buffer | UploadRefusal {
  try {
    return inflateRawSync(packed.subarray(ZLIB_HEADER_BYTES), {
      maxOutputLength: LARGEST_UNPACKED,
      // Readers use as much of truncated data as they can.
      finishFlush: constants.Z_SYNC_FLUSH,
    });
  } catch (error) {
    return systemCode(error) === 'ERR_BUFFER_TOO_LARGE' ? 'unpacks-too-large' : 'damaged';
  }
}

const NAME = /\/((?:[A-Za-z0-9]|#[0-9A-Fa-f]{2}){1,127})(?=[\s\0()<>[\]{}/%]|$)/g;

function namesIn(text: string): readonly string[] {
  return Array.from(text.matchAll(NAME), ([, name = '']) =>
    name.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
  );
}

/** The text with names decoded and each run of blanks reduced to one. */
function decodeNames(text: string): string {
  return text
    .replace(/[\s\0]+/g, ' ')
    .replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** A file specification as the /F of a stream. A reference could be a font of that name; `readPdf` resolves those. */
const EXTERNAL = /\/F ?[(<]/;
/** How far from /Thread its file may be. */
const NEAR = 500;

function addNames(text: string, names: Set<string>): void {
  for (const name of namesIn(text)) if (ACTIVE_NAMES.has(name) || name === 'Encrypt') names.add(name);
  const decoded = decodeNames(text);
  for (const { index } of decoded.matchAll(/\/S ?\/Thread(?![A-Za-z0-9])/g)) {
    const around = decoded.slice(Math.max(0, index - NEAR), index + NEAR);
    if (/\/F ?(?:[(<]|\d+ \d+ R)/.test(around)) names.add('thread of a file');
  }
  for (const [, literal, hex] of decoded.matchAll(/\/URI ?(?:\(([^)]{0,1000})|<([0-9A-Fa-f ]{0,1000}))/g)) {
    const address = literal === undefined ? hexText(hex ?? '') : literalText(literal);
    if (isActiveAddress(address)) names.add('address of a script');
  }
}

function hexText(hex: string): string {
  return Buffer.from(hex.replaceAll(' ', ''), 'hex').toString('latin1');
}

/** A string with its octal codes decoded and other escapes removed. */
function literalText(text: string): string {
  return text
    .replace(/\\([0-7]{1,3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8) % 256))
    .replace(/\\[nrtbf ]/g, '')
    .replaceAll('\\', '');
}
