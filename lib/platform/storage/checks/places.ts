import 'server-only';
import { crc32 } from 'node:zlib';
import type { AllowedType } from '#lib/platform/storage/allowed-types.ts';
import type { Patch } from '#lib/platform/storage/patches.ts';
import { filmPlaces } from './film-places.ts';
import { type OpenedFile, piecesOf, readAt } from './opened-file.ts';

/**
 * Finds where a picture or film says at which place it was taken, as patches of the same length that take it out: the
 * coordinates in Exif, in XMP and in the boxes of a film. Everything else stays as it is, so that the picture itself
 * cannot change. Words about a place, which a person typed, stay too.
 *
 * @param file a file that has passed its check
 * @returns no patches for a kind without places. Null if there are coordinates that cannot be taken out
 */
export async function findPlaces(file: OpenedFile, type: AllowedType): Promise<readonly Patch[] | null> {
  const patches = await allPlaces(file, type);
  const bytes = patches?.reduce((sum, patch) => sum + patch.bytes.length, 0) ?? 0;
  return patches && patches.length <= MOST_PATCHES && bytes <= MOST_BYTES ? patches : null;
}

async function allPlaces(file: OpenedFile, type: AllowedType): Promise<readonly Patch[] | null> {
  switch (type.recognisedBy) {
    case 'mp4':
      return filmPlaces(file, placesIn);
    case 'png':
      return pngPlaces(file);
    case 'jpeg':
    case 'gif':
    case 'webp':
    case 'tiff':
    case 'heif':
      return (await holdsSigns(file)) ? placesIn(await readAt(file, 0, file.size)) : [];
    default:
      return [];
  }
}

/** Many more than a file has. The server's own process holds them, and goes through all of them for each piece. */
const MOST_PATCHES = 10_000;
const MOST_BYTES = 32 * 1024 * 1024;

/** Many more than a picture has. Each costs a search nearby. */
const MOST_SIGNS = 1_000;

/**
 * The entry of an Exif directory that leads to the coordinates: tag 34853, one number (Exif 3.0, 4.6.6). Of the types of
 * numbers that programs accept there.
 */
const EXIF_SIGNS = [3, 4, 8, 9, 13].flatMap((type) => [
  Buffer.from([0x25, 0x88, type, 0, 1, 0, 0, 0]),
  Buffer.from([0x88, 0x25, 0, type, 0, 0, 0, 1]),
]);
/** Begins the names of coordinates in XMP, after a prefix such as `exif` or `drone-dji`, or without one. */
const XMP_SIGNS = [':GPS', ':Gps', ':Latitude', ':Longitude', '<GPS'].map((sign) => Buffer.from(sign));
/** The same in XMP of two bytes for each letter, which almost no program writes. It cannot be taken out. */
const WIDE_SIGNS = [':\0G\0P\0S\0', '\0:\0G\0P\0S', ':\0G\0p\0s\0', '\0:\0G\0p\0s'].map((sign) =>
  Buffer.from(sign),
);
const SIGNS = [...EXIF_SIGNS, ...XMP_SIGNS, ...WIDE_SIGNS];

async function holdsSigns(file: OpenedFile): Promise<boolean> {
  for await (const piece of piecesOf(file, { keep: 8 }))
    if (SIGNS.some((sign) => piece.includes(sign))) return true;
  return false;
}

/** Patches for the coordinates in these bytes, whatever the format around them. */
function placesIn(bytes: Buffer): readonly Patch[] | null {
  const patches: Patch[] = [];
  let signs = 0;
  for (const sign of SIGNS) {
    for (let at = bytes.indexOf(sign); at >= 0; at = bytes.indexOf(sign, at + 1)) {
      signs += 1;
      if (signs > MOST_SIGNS || WIDE_SIGNS.includes(sign)) return null;
      const found = XMP_SIGNS.includes(sign) ? xmpPlace(bytes, at) : exifPlaces(bytes, at);
      if (found === null) return null;
      patches.push(...found);
    }
  }
  return patches;
}

/** Exif begins close before its first directory, except in a TIFF, which begins with the file. */
const EXIF_BEFORE = 256 * 1024;
const MOST_DIRECTORIES = 20;
const ENTRY_BYTES = 12;
/** The entry that leads to the directory of the camera's settings. */
const EXIF_DIRECTORY = 0x8769;
/** Types of numbers of two bytes. */
const SHORT_TYPES = new Set([3, 8]);
/** Bytes of one value, by type of an entry. */
const VALUE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];
/** Instead of the entry: padding that no program reads (tag 59932 of Microsoft, undefined, four bytes). */
const PADDING = { tag: 0xea1c, type: 7, count: 4 } as const;

/** Empty if the bytes only look like an entry of Exif. Null if there are too many places where it could begin. */
function exifPlaces(bytes: Buffer, entryAt: number): readonly Patch[] | null {
  const isLittle = bytes[entryAt] === 0x25;
  const header = Buffer.from(isLittle ? 'II*\0' : 'MM\0*', 'latin1');
  const near = bytes.subarray(Math.max(0, entryAt - EXIF_BEFORE), entryAt);
  const starts = bytes.subarray(0, 4).equals(header) ? [0] : [];
  for (let at = near.length; at >= 0 && starts.length < MOST_DIRECTORIES; ) {
    at = at === 0 ? -1 : near.lastIndexOf(header, at - 1);
    if (at >= 0) starts.push(entryAt - near.length + at);
  }
  for (const start of starts) {
    const exif = exifAt(bytes.subarray(start), isLittle);
    if (exif.leadsTo(entryAt - start))
      return exif.placePatches(entryAt - start).map(({ at, bytes: to }) => ({ at: start + at, bytes: to }));
  }
  return starts.length < MOST_DIRECTORIES ? [] : null;
}

/** Reads the directories of Exif, which have the form of a TIFF. */
function exifAt(bytes: Buffer, isLittle: boolean) {
  const short = (at: number) =>
    at + 2 > bytes.length ? 0 : isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
  const long = (at: number) =>
    at + 4 > bytes.length ? 0 : isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
  /** The directory is cleared with the values that its entries point to. */
  function clearDirectory(at: number): Patch[] {
    const count = Math.min(short(at), Math.floor((bytes.length - at - 2) / ENTRY_BYTES));
    if (at < 8 || count <= 0 || count > 64) return [];
    const patches = [zeros(at, 2 + count * ENTRY_BYTES)];
    for (let entry = at + 2; entry < at + 2 + count * ENTRY_BYTES; entry += ENTRY_BYTES) {
      const size = long(entry + 4) * (VALUE_BYTES[short(entry + 2)] ?? 0);
      const value = long(entry + 8);
      if (size > 4 && value >= 8 && value + size <= bytes.length) patches.push(zeros(value, size));
    }
    return patches;
  }
  /** The directories that the entries of this one lead to. */
  function directoriesIn(at: number, end: number): number[] {
    const found: number[] = [];
    for (let entry = at + 2; entry < Math.min(end, bytes.length); entry += ENTRY_BYTES)
      if (short(entry) === EXIF_DIRECTORY) found.push(long(entry + 8));
    return found;
  }
  return {
    /** Whether this is the position of an entry in the chain of directories, or in one that they lead to. */
    leadsTo(position: number): boolean {
      const next = [long(4)];
      for (let directories = 0; directories < MOST_DIRECTORIES; directories += 1) {
        const at = next.shift();
        if (at === undefined) return false;
        if (at < 8) continue;
        const end = at + 2 + short(at) * ENTRY_BYTES;
        if (position > at && position < end) return (position - at - 2) % ENTRY_BYTES === 0;
        next.push(...directoriesIn(at, end), long(end));
      }
      return false;
    },
    placePatches(entryAt: number): readonly Patch[] {
      const padding = Buffer.alloc(ENTRY_BYTES);
      padding[isLittle ? 'writeUInt16LE' : 'writeUInt16BE'](PADDING.tag, 0);
      padding[isLittle ? 'writeUInt16LE' : 'writeUInt16BE'](PADDING.type, 2);
      padding[isLittle ? 'writeUInt32LE' : 'writeUInt32BE'](PADDING.count, 4);
      const isShort = SHORT_TYPES.has(short(entryAt + 2));
      const directory = isShort ? short(entryAt + 8) : long(entryAt + 8);
      return [{ at: entryAt, bytes: padding }, ...clearDirectory(directory)];
    },
  };
}

function zeros(at: number, length: number): Patch {
  return { at, bytes: Buffer.alloc(length) };
}

const LONGEST_PREFIX = 40;
const LONGEST_VALUE = 1_000;

/** Letters of names, with those beyond ASCII, of which each byte is one here. */
const NAME = '[\\w\\x80-\\xff.-]';
const PREFIX = new RegExp(`${NAME}+$`);
/** An attribute, or its beginning. */
const XMP_ATTRIBUTE = new RegExp(`^${NAME}*:?${NAME}+\\s*=\\s*(["'])(?:.*?\\1)?`, 's');
/** An element after its bracket, with attributes if any: empty, or with a text. Or only its beginning. */
const XMP_ELEMENT = new RegExp(`^(${NAME}*:?${NAME}+)(?:\\s+[^<>]*?)?(?:/>|>[^<]*</\\1\\s*>|>|(?=\\s))`);

/** Blanks for an attribute or an element of XMP. Null if its end is not found; none if it is neither. */
function xmpPlace(bytes: Buffer, sign: number): readonly Patch[] | null {
  const hasPrefix = bytes[sign] !== 0x3c;
  const before = bytes.toString('latin1', Math.max(0, sign - LONGEST_PREFIX), sign);
  const prefix = hasPrefix ? PREFIX.exec(before)?.[0] : '';
  if (prefix === undefined) return [];
  const from = hasPrefix ? sign - prefix.length : sign + 1;
  const text = bytes.toString('latin1', from, sign + LONGEST_VALUE);
  if (bytes[from - 1] === 0x3c) {
    const [whole] = XMP_ELEMENT.exec(text) ?? [];
    if (whole === undefined) return [];
    return whole.endsWith('/>') || whole.includes('</') ? [blanks(from - 1, `<${whole}`)] : null;
  }
  const [whole, quote] = XMP_ATTRIBUTE.exec(text) ?? [];
  if (whole === undefined || quote === undefined) return [];
  return whole.indexOf(quote) < whole.length - 1 ? [blanks(from, whole)] : null;
}

function blanks(at: number, { length }: string): Patch {
  return { at, bytes: Buffer.alloc(length, ' ') };
}

/** Names of texts in which old programs packed all of Exif or XMP. */
const PACKED = /^(?:Raw profile type (?:exif|xmp|APP1)|XML:com\.adobe\.xmp)$/i;
/** A private chunk that programs skip. */
const SKIPPED_CHUNK = Buffer.from('skIp');
const LARGEST_TEXT = 16 * 1024 * 1024;

/** The chunks of a PNG have checksums, and may be packed: a packed one is cleared as a whole. */
async function pngPlaces(file: OpenedFile): Promise<readonly Patch[] | null> {
  const patches: Patch[] = [];
  for (let at = 8; at + 12 <= file.size; ) {
    const head = await readAt(file, at, 8);
    const [length, type] = [head.readUInt32BE(0), head.toString('latin1', 4)];
    if (/^(?:eXIf|zxIf|[itz](?:TX|EX)t)$/.test(type)) {
      if (length > LARGEST_TEXT) return null;
      const chunk = await readAt(file, at + 4, length + 4);
      const changed = clearChunk(chunk, type);
      if (changed === null) return null;
      if (changed) patches.push({ at: at + 4, bytes: withChecksum(changed) });
    }
    at += 12 + length;
  }
  return patches;
}

/** Without its coordinates; undefined if it has none. */
function clearChunk(chunk: Buffer, type: string): Buffer | null | undefined {
  const keyword = chunk.toString('latin1', 4, Math.max(4, chunk.indexOf(0, 4)));
  const isPacked = type === 'zTXt' || (type === 'iTXt' && chunk[4 + keyword.length + 1] === 1);
  const isOld = type !== 'eXIf' && PACKED.test(keyword) && (isPacked || /^raw/i.test(keyword));
  if (isOld || type === 'zxIf') return Buffer.concat([SKIPPED_CHUNK, Buffer.alloc(chunk.length - 4)]);
  const places = placesIn(chunk);
  if (!places) return null;
  if (places.length === 0) return undefined;
  const changed = Buffer.from(chunk);
  for (const { at, bytes } of places) changed.set(bytes, at);
  return changed;
}

function withChecksum(chunk: Buffer): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(chunk));
  return Buffer.concat([chunk, sum]);
}
