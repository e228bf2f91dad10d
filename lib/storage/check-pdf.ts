import 'server-only';
import { promisify } from 'node:util';
import { constants, inflateRaw } from 'node:zlib';
import { type OpenedFile, piecesOf, readAt } from './opened-file.ts';
import type { UploadRefusal } from './refusals.ts';
import { systemCode } from './storage-error.ts';

const inflateBytes = promisify(inflateRaw);
/** Before the packed data; the checksum after it is left out, as readers do not mind a wrong one. */
const ZLIB_HEADER_BYTES = 2;

/** How far from the end the last `%%EOF` may stand, with nothing but blanks after it. */
const TAIL = 64 * 1024;
/** Kept from one piece of the file to the next, so that no name and no stream dictionary is cut in two. */
const KEEP = 4096;
const LARGEST_OBJECT_STREAM = 8 * 1024 ** 2;
const LARGEST_UNPACKED = 32 * 1024 ** 2;
const MOST_UNPACKED = 256 * 1024 ** 2;

const ACTIVE_NAMES = new Set([
  'JavaScript',
  'JS',
  'Launch',
  'EmbeddedFile',
  'EmbeddedFiles',
  'RichMedia',
  'ImportData',
  'GoToE',
]);
const NAME = /\/((?:[A-Za-z]|#[0-9A-Fa-f]{2}){2,120})(?=[\s\0()<>[\]{}/%])/g;

/**
 * Checks a PDF (ISO 32000) as a whole, in one pass over its bytes.
 *
 * It must start with `%PDF-` and end with `startxref … %%EOF`, with nothing after that. A dictionary with `/Encrypt`
 * means a password (an owner's password too: such a file cannot be put into a pack). Scripts, launch actions,
 * embedded files and rich media are active content. Names written with `#xx` are decoded, and object streams packed
 * with Flate, where most programs put their dictionaries, are unpacked and searched too.
 *
 * The limit of this check: it reads names, not the object tree. It errs on the side of refusing (a name in a place
 * that nothing refers to counts). It does not see into object streams that are packed otherwise or hold more than
 * 8 MiB, nor objects that somebody took care to hide inside the data of another stream. It is no virus scanner.
 */
export async function checkPdf(file: OpenedFile): Promise<UploadRefusal | null> {
  const head = await readAt(file, 0, 16);
  if (!/^(\xef\xbb\xbf)?\s{0,4}%PDF-\d/.test(head.toString('latin1'))) return 'content-mismatch';
  const ending = await checkEnding(file);
  if (ending) return ending;
  const seen = await namesIn(file);
  if (typeof seen === 'string') return seen;
  if (seen.has('Encrypt')) return 'encrypted';
  for (const name of seen) if (ACTIVE_NAMES.has(name)) return 'active-content';
  return null;
}

async function checkEnding(file: OpenedFile): Promise<UploadRefusal | null> {
  const tail = (await readAt(file, Math.max(0, file.size - TAIL), TAIL)).toString('latin1');
  const end = tail.lastIndexOf('%%EOF');
  if (end < 0 || !tail.slice(0, end).includes('startxref')) return 'damaged';
  return /^[\s\0]*$/.test(tail.slice(end + 5)) ? null : 'content-mismatch';
}

/** Every name that matters outside of streams and inside object streams, decoded. Or why the file is refused. */
async function namesIn(file: OpenedFile): Promise<ReadonlySet<string> | UploadRefusal> {
  const seen = new Set<string>();
  let inStream = false;
  let packed: Buffer[] | null = null;
  let packedBytes = 0;
  let unpackedBytes = 0;
  // Where the piece before left off, counted from the start of this piece.
  let from = 0;

  for await (const bytes of piecesOf(file, { keep: KEEP })) {
    let at = from;
    for (;;) {
      if (!inStream) {
        const start = streamStart(bytes, at);
        addNames(bytes.toString('latin1', at, start ?? bytes.length), seen);
        if (start === null) {
          at = Math.max(at, bytes.length - KEEP);
          break;
        }
        inStream = true;
        packed = isPackedObjectStream(bytes, start) ? [] : null;
        packedBytes = 0;
        at = start;
      }
      const end = bytes.indexOf('endstream', at);
      const until = end < 0 ? Math.max(at, bytes.length - KEEP) : end;
      packedBytes += until - at;
      if (packedBytes > LARGEST_OBJECT_STREAM) packed = null;
      // A copy: the piece holds its bytes only until the next one.
      packed?.push(Buffer.from(bytes.subarray(at, until)));
      at = until;
      if (end < 0) break;
      if (packed) unpackedBytes += await addPackedNames(Buffer.concat(packed), seen);
      if (unpackedBytes > MOST_UNPACKED) return 'unpacks-too-large';
      inStream = false;
      at += 'endstream'.length;
    }
    from = at - Math.max(0, bytes.length - KEEP);
  }
  return inStream ? 'damaged' : seen;
}

/** Where the data of the next stream begins: after `>> stream` and a line end. */
function streamStart(bytes: Buffer, from: number): number | null {
  for (let found = bytes.indexOf('stream', from); found >= 0; found = bytes.indexOf('stream', found + 6)) {
    const lineEnd = bytes[found + 6];
    let before = found - 1;
    while (before >= from && isBlank(bytes[before])) before -= 1;
    if (bytes[before] !== 0x3e || bytes[before - 1] !== 0x3e) continue;
    // At the very end of a piece the line end is not there yet; the next piece has this place again.
    if (lineEnd === undefined) return null;
    if (lineEnd === 0x0a || lineEnd === 0x0d) return found + 7;
  }
  return null;
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0;
}

function isPackedObjectStream(bytes: Buffer, start: number): boolean {
  const before = bytes.toString('latin1', Math.max(0, start - KEEP), start);
  const dictionary = before.slice(Math.max(0, before.lastIndexOf('obj')));
  return /\/ObjStm\b/.test(dictionary) && /\/(FlateDecode|Fl)\b/.test(dictionary);
}

async function addPackedNames(packed: Buffer, seen: Set<string>): Promise<number> {
  const data = (packed[0] === 0x0a ? packed.subarray(1) : packed).subarray(ZLIB_HEADER_BYTES);
  try {
    const unpacked = await inflateBytes(data, {
      maxOutputLength: LARGEST_UNPACKED,
      // Data that is cut off is read as far as it goes, as readers do.
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    addNames(unpacked.toString('latin1'), seen);
    return unpacked.length;
  } catch (error) {
    // Too large to look into, so it must not pass. Or not packed as it says: no reader can see into it either.
    return systemCode(error) === 'ERR_BUFFER_TOO_LARGE' ? Number.POSITIVE_INFINITY : 0;
  }
}

function addNames(text: string, seen: Set<string>): void {
  for (const match of text.matchAll(NAME)) {
    const name = (match[1] ?? '').replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
    if (name === 'Encrypt' || ACTIVE_NAMES.has(name)) seen.add(name);
  }
}
