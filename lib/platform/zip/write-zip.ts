import { crc32 } from 'node:zlib';

/** A file of an archive. */
export type ZipEntry = {
  /** With `/` between folders: `Evidence/Report.pdf`. */
  readonly name: string;
  /** Its length, which its pieces must add up to. */
  readonly bytes: number;
  /** Called once, when its turn comes. */
  readonly read: () => AsyncIterable<Uint8Array>;
};

/** An entry whose pieces do not add up to its length: the file has changed or is damaged. */
export class ZipSizeError extends Error {
  override readonly name = 'ZipSizeError';
  readonly entry: string;

  constructor({ name, bytes }: ZipEntry, read: number) {
    super(`${name} has ${read} bytes instead of ${bytes}`);
    this.entry = name;
  }
}

// .ZIP File Format Specification (APPNOTE) 6.3.10, PKWARE 2022. Comments name its parts.
const LOCAL_HEADER = 0x04034b50;
const DATA_DESCRIPTOR = 0x08074b50;
const CENTRAL_HEADER = 0x02014b50;
const ZIP64_END = 0x06064b50;
const ZIP64_LOCATOR = 0x07064b50;
const END = 0x06054b50;
const ZIP64_EXTRA = 1;

const MAX_16 = 0xffff;
const MAX_32 = 0xffffffff;
const VERSION = 20;
const ZIP64_VERSION = 45;
/** 4.4.4: names are UTF-8, and the checksum follows the content. */
const FLAGS = 0x0808;
/** 4.4.2: made on Unix, so that the attributes are its own. */
const MADE_BY = 0x0300 | ZIP64_VERSION;
/** A plain file that its owner may write and everybody may read. */
const ATTRIBUTES = (0o100644 << 16) >>> 0;

type Written = Pick<ZipEntry, 'bytes'> & {
  readonly name: Buffer;
  readonly crc: number;
  readonly offset: number;
};

/**
 * An archive of these files as they are, not packed, piece by piece: its memory does not grow with their size. The same
 * files and moment give the same bytes.
 *
 * Each entry's time is `madeAt` in UTC, to two seconds. Nothing of a piece is used once it has been given on, so its
 * memory may be taken over.
 *
 * @throws {ZipSizeError}; an error for two entries of one name; any error of an entry's pieces
 *
 * @example
 * ```ts
 * await fileStore().append(file, 0, writeZip([{ name: 'a.txt', bytes: 2, read }], new Date()));
 * ```
 */
export async function* writeZip(
  entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>,
  madeAt: Date,
): AsyncGenerator<Uint8Array> {
  const time = dosTime(madeAt);
  const written: Written[] = [];
  const names = new Set<string>();
  let offset = 0;
  for await (const entry of entries) {
    if (names.has(entry.name)) throw new Error(`The archive has ${entry.name} twice`);
    names.add(entry.name);
    const name = Buffer.from(entry.name);
    const header = localHeader(name, entry.bytes, time);
    const start = offset;
    offset += header.length;
    yield header;
    let crc = 0;
    let bytes = 0;
    for await (const piece of entry.read()) {
      bytes += piece.length;
      if (bytes > entry.bytes) throw new ZipSizeError(entry, bytes);
      crc = crc32(piece, crc);
      yield piece;
    }
    if (bytes !== entry.bytes) throw new ZipSizeError(entry, bytes);
    const descriptor = dataDescriptor(crc, bytes);
    offset += bytes + descriptor.length;
    written.push({ name, bytes, crc, offset: start });
    yield descriptor;
  }
  const directoryAt = offset;
  for (const entry of written) {
    const header = centralHeader(entry, time);
    offset += header.length;
    yield header;
  }
  yield endOfDirectory(written.length, directoryAt, offset - directoryAt);
}

const isLong = (value: number): boolean => value >= MAX_32;

/** 4.3.7. With the flag of a descriptor, checksum and lengths are zero; the extra field makes those of the descriptor long. */
function localHeader(name: Buffer, bytes: number, time: number): Buffer {
  const extra = isLong(bytes) ? zip64Extra([0, 0]) : Buffer.alloc(0);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(LOCAL_HEADER, 0);
  header.writeUInt16LE(isLong(bytes) ? ZIP64_VERSION : VERSION, 4);
  header.writeUInt16LE(FLAGS, 6);
  header.writeUInt32LE(time, 10);
  header.writeUInt32LE(isLong(bytes) ? MAX_32 : 0, 18);
  header.writeUInt32LE(isLong(bytes) ? MAX_32 : 0, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra]);
}

/** 4.3.9. */
function dataDescriptor(crc: number, bytes: number): Buffer {
  const descriptor = Buffer.alloc(isLong(bytes) ? 24 : 16);
  descriptor.writeUInt32LE(DATA_DESCRIPTOR, 0);
  descriptor.writeUInt32LE(crc, 4);
  if (isLong(bytes)) {
    descriptor.writeBigUInt64LE(BigInt(bytes), 8);
    descriptor.writeBigUInt64LE(BigInt(bytes), 16);
  } else {
    descriptor.writeUInt32LE(bytes, 8);
    descriptor.writeUInt32LE(bytes, 12);
  }
  return descriptor;
}

/** 4.3.12. The extra field has only the values that are too long for their own fields, in their order (4.5.3). */
function centralHeader({ name, bytes, crc, offset }: Written, time: number): Buffer {
  const extra = zip64Extra([...(isLong(bytes) ? [bytes, bytes] : []), ...(isLong(offset) ? [offset] : [])]);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(CENTRAL_HEADER, 0);
  header.writeUInt16LE(MADE_BY, 4);
  header.writeUInt16LE(extra.length > 0 ? ZIP64_VERSION : VERSION, 6);
  header.writeUInt16LE(FLAGS, 8);
  header.writeUInt32LE(time, 12);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(Math.min(bytes, MAX_32), 20);
  header.writeUInt32LE(Math.min(bytes, MAX_32), 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(ATTRIBUTES, 38);
  header.writeUInt32LE(Math.min(offset, MAX_32), 42);
  return Buffer.concat([header, name, extra]);
}

/** 4.5.3. Empty if there are no long values. */
function zip64Extra(values: readonly number[]): Buffer {
  if (values.length === 0) return Buffer.alloc(0);
  const extra = Buffer.alloc(4 + values.length * 8);
  extra.writeUInt16LE(ZIP64_EXTRA, 0);
  extra.writeUInt16LE(values.length * 8, 2);
  values.forEach((value, index) => {
    extra.writeBigUInt64LE(BigInt(value), 4 + index * 8);
  });
  return extra;
}

/** 4.3.16, after 4.3.14 and 4.3.15 if a value is too long for it. */
function endOfDirectory(count: number, at: number, bytes: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(Math.min(count, MAX_16), 8);
  end.writeUInt16LE(Math.min(count, MAX_16), 10);
  end.writeUInt32LE(Math.min(bytes, MAX_32), 12);
  end.writeUInt32LE(Math.min(at, MAX_32), 16);
  if (count < MAX_16 && !isLong(at) && !isLong(bytes)) return end;
  const long = Buffer.alloc(56);
  long.writeUInt32LE(ZIP64_END, 0);
  long.writeBigUInt64LE(44n, 4);
  long.writeUInt16LE(MADE_BY, 12);
  long.writeUInt16LE(ZIP64_VERSION, 14);
  long.writeBigUInt64LE(BigInt(count), 24);
  long.writeBigUInt64LE(BigInt(count), 32);
  long.writeBigUInt64LE(BigInt(bytes), 40);
  long.writeBigUInt64LE(BigInt(at), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(ZIP64_LOCATOR, 0);
  locator.writeBigUInt64LE(BigInt(at + bytes), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([long, locator, end]);
}

/** 4.4.6, with the date in the upper half. In UTC, as the format has no time zone. */
function dosTime(at: Date): number {
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return ((date << 16) | time) >>> 0;
}
