import 'server-only';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { type OpenedFile, readAt } from './opened-file.ts';
import { isOtherKind } from './other-kind.ts';

/**
 * Limits for an unpacked zip package (Office, OpenDocument). Counted while unpacking; declared sizes are not trusted.
 */
const PACKAGE_LIMITS = {
  entries: 20_000,
  /** Total unpacked bytes. */
  unpackedBytes: 1024 ** 3,
  /** Unpacked bytes for each byte of the file, as in Apache POI … */
  ratio: 100,
  /** … above this many unpacked bytes. */
  ratioFromBytes: 64 * 1024 ** 2,
  /** Bytes of the lists that a check reads into memory. */
  listBytes: 16 * 1024 ** 2,
} as const;

/**
 * Entries up to these sizes, packed and unpacked, are unpacked in one call: a stream for each would take ten times as
 * long.
 */
const SMALL = { packed: 64 * 1024, unpacked: 1024 ** 2 } as const;

/** Space between entries that belongs to none: sizes written after the data, and little else. */
const LARGEST_GAP = 4096;

/** The end record of a zip: its mark, its length without the comment, and how far from the end to look for it. */
const END_MARK = 'PK\x05\x06';
const END_BYTES = 22;
const LONGEST_TAIL = END_BYTES + 0xffff;

const FIRST_ENTRY = 0x04034b50;
const END_OF_DIRECTORY = 0x06054b50;
const END_OF_DIRECTORY_64 = 0x06064b50;
const ENCRYPTED_FLAG = 0x1;
const UNIX_TYPE_MASK = 0o170000;
const UNIX_LINK = 0o120000;
const STORED = 0;
const DEFLATED = 8;

/** A package read to its end: every name in it as written, and the parts that the check asked for. */
export type WalkedPackage = {
  readonly names: readonly string[];
  readonly parts: ReadonlyMap<string, Buffer>;
};

/** Gets the pieces of a part in order, then a call of `end`. */
export type PartReader = { write(piece: Buffer): void; end(): void };

/** How a check reads a part: in full, as a list, or in pieces. */
export type PartUse = 'list' | PartReader;

class Refused extends Error {
  readonly reason: UploadRefusal;
  constructor(reason: UploadRefusal) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Walks a zip package: unpacks and counts every entry, compares checksums, and keeps parts or passes them on as
 * `purposeOf` decides from their name in lower case. Refuses anything that two readers could see as different
 * packages, paths outside the package, encrypted entries, and packages above {@link PACKAGE_LIMITS}.
 */
export async function walkPackage(
  file: OpenedFile,
  purposeOf: (name: string) => PartUse,
): Promise<WalkedPackage | UploadRefusal> {
  const start = await readAt(file, 0, 4);
  if (start.length < 4 || start.readUInt32LE(0) !== FIRST_ENTRY) return 'content-mismatch';
  const end = await endOfZip(file);
  if (typeof end === 'string') return end;
  let zip: ZipFile;
  try {
    zip = await fromRandomAccessReaderPromise(new FileReader(file), end.bytes, { autoClose: false });
  } catch {
    return 'damaged';
  }
  zip.on('error', () => {});
  try {
    return await walk(file, zip, end.record, purposeOf);
  } catch (error) {
    if (error instanceof Refused) return error.reason;
    if (error instanceof Error && /^strong encryption/.test(error.message)) return 'encrypted';
    if (error instanceof Error && /^(absolute path|invalid relative path)/.test(error.message))
      return 'content-mismatch';
    return 'damaged';
  } finally {
    zip.close();
  }
}

/** Gives the library access to the open file. */
class FileReader extends RandomAccessReader {
  readonly #file: OpenedFile;

  constructor(file: OpenedFile) {
    super();
    this.#file = file;
  }

  override _readStreamForRange(start: number, end: number) {
    return createReadStream(this.#file.path, { start, end: end - 1 });
  }

  // The library's own version creates a stream for each of the small records.
  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ) {
    readAt(this.#file, position, length).then((bytes) => {
      bytes.copy(buffer, offset);
      callback(bytes.length < length ? new Error('cut off') : null);
    }, callback);
  }
}

/**
 * The end of the package and of its last record. Its comment and any bytes after it must not be another kind of file.
 */
async function endOfZip(file: OpenedFile): Promise<{ bytes: number; record: number } | UploadRefusal> {
  const tailStart = Math.max(0, file.size - LONGEST_TAIL);
  const tail = await readAt(file, tailStart, LONGEST_TAIL);
  const mark = tail.lastIndexOf(END_MARK);
  if (mark < 0 || mark + END_BYTES > tail.length) return 'damaged';
  const end = mark + END_BYTES + tail.readUInt16LE(mark + END_BYTES - 2);
  if (end > tail.length) return 'damaged';
  const behind = [tail.subarray(mark + END_BYTES, end), tail.subarray(end)];
  if (behind.some((bytes) => isOtherKind(bytes.toString('latin1')))) return 'content-mismatch';
  return { bytes: tailStart + end, record: tailStart + mark };
}

async function walk(
  file: OpenedFile,
  zip: ZipFile,
  lastRecord: number,
  purposeOf: (name: string) => PartUse,
): Promise<WalkedPackage> {
  if (zip.entryCount > PACKAGE_LIMITS.entries) throw new Refused('unpacks-too-large');
  const directoryStart = Number(zip.readEntryCursor);
  const names = new Map<string, string>();
  const parts = new Map<string, Buffer>();
  const spans: { readonly from: number; readonly to: number }[] = [];
  const count = { unpacked: 0, listed: 0 };

  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.toLowerCase();
    if (names.has(name)) throw new Refused('content-mismatch');
    names.set(name, entry.fileName);
    const dataStart = await checkHeaders(zip, entry);
    spans.push({ from: entry.relativeOffsetOfLocalHeader, to: dataStart + entry.compressedSize });
    const kept = await unpack(file, zip, entry, dataStart, count, purposeOf(name));
    if (kept) parts.set(name, Buffer.concat(kept));
  }

  await checkEnd(file, zip, lastRecord);
  checkSpans(spans, directoryStart);
  return { names: [...names.values()], parts };
}

async function checkHeaders(zip: ZipFile, entry: Entry): Promise<number> {
  if (((entry.externalFileAttributes >>> 16) & UNIX_TYPE_MASK) === UNIX_LINK)
    throw new Refused('content-mismatch');
  const local = await zip.readLocalFileHeaderPromise(entry);
  if ((entry.generalPurposeBitFlag | local.generalPurposeBitFlag) & ENCRYPTED_FLAG)
    throw new Refused('encrypted');
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
    throw new Refused('content-mismatch');
  // Readers that trust different headers would see different packages.
  if (local.compressionMethod !== entry.compressionMethod || !local.fileName.equals(entry.fileNameRaw))
    throw new Refused('content-mismatch');
  return local.fileDataStart;
}

async function unpack(
  file: OpenedFile,
  zip: ZipFile,
  entry: Entry,
  dataStart: number,
  count: { unpacked: number; listed: number },
  use: PartUse,
): Promise<readonly Buffer[] | null> {
  const kept: Buffer[] = [];
  let bytes = 0;
  let checksum = 0;
  for await (const piece of piecesOfEntry(file, zip, entry, dataStart)) {
    bytes += piece.length;
    if (bytes > entry.uncompressedSize) throw new Refused('damaged');
    add(file, count, piece.length);
    checksum = crc32(piece, checksum);
    if (use !== 'list') {
      use.write(piece);
      continue;
    }
    count.listed += piece.length;
    if (count.listed > PACKAGE_LIMITS.listBytes) throw new Refused('unpacks-too-large');
    kept.push(piece);
  }
  if (bytes !== entry.uncompressedSize || checksum !== entry.crc32) throw new Refused('damaged');
  if (use === 'list') return kept;
  use.end();
  return null;
}

async function* piecesOfEntry(
  file: OpenedFile,
  zip: ZipFile,
  entry: Entry,
  dataStart: number,
): AsyncGenerator<Buffer, void, undefined> {
  if (entry.compressedSize <= SMALL.packed && entry.uncompressedSize <= SMALL.unpacked) {
    const packed = await readAt(file, dataStart, entry.compressedSize);
    if (entry.compressionMethod === STORED) yield packed;
    else yield inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.uncompressedSize) });
    return;
  }
  const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  const unpacked =
    entry.compressionMethod === DEFLATED
      ? pipeline(packed, createInflateRaw({ chunkSize: 256 * 1024 }), () => {})
      : packed;
  try {
    yield* unpacked as AsyncIterable<Buffer>;
  } finally {
    packed.destroy();
  }
}

function add(file: OpenedFile, count: { unpacked: number }, bytes: number): void {
  count.unpacked += bytes;
  const { unpackedBytes, ratio, ratioFromBytes } = PACKAGE_LIMITS;
  const allowed = Math.min(unpackedBytes, Math.max(ratioFromBytes, ratio * file.size));
  if (count.unpacked > allowed) throw new Refused('unpacks-too-large');
}

/**
 * The directory's last entry must be followed by the end record: a wrong count would hide the entries after it, and
 * other readers would use another package placed after it.
 */
async function checkEnd(file: OpenedFile, zip: ZipFile, lastRecord: number): Promise<void> {
  const cursor = Number(zip.readEntryCursor);
  const next = await readAt(file, cursor, 4);
  const mark = next.length === 4 ? next.readUInt32LE(0) : 0;
  const gap = lastRecord - cursor;
  if (mark === END_OF_DIRECTORY ? gap !== 0 : mark !== END_OF_DIRECTORY_64 || gap < 0 || gap > LARGEST_GAP)
    throw new Refused('content-mismatch');
}

function checkSpans(spans: { readonly from: number; readonly to: number }[], directoryStart: number): void {
  let end = 0;
  for (const span of spans.sort((one, other) => one.from - other.from)) {
    if (span.from < end || span.from - end > LARGEST_GAP || (end === 0 && span.from !== 0))
      throw new Refused('content-mismatch');
    end = span.to;
  }
  if (directoryStart < end || directoryStart - end > LARGEST_GAP) throw new Refused('content-mismatch');
}
