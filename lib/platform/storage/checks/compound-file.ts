import 'server-only';
import type { Reading } from './opened-file.ts';

/** First bytes of a compound file: an old Office file, or a new one with a password. */
export const COMPOUND_SIGNATURE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

const LAST_REGULAR_SECTOR = 0xfffffffa;
const FREE_SECTOR = 0xffffffff;
/** Shorter streams are in the small sectors ([MS-CFB] 2.2). */
const SMALL_LIMIT = 4096;
const DIRECTORY_ENTRY = 128;
const MAX_ENTRIES = 50_000;
const HEADER_TABLE_ENTRIES = 109;

/** Bytes that may be a compound file (a file on disk or a part of a package), and how many. */
export type CompoundBytes = { readonly size: number; readonly read: Reading };

/** A storage or stream, at any depth of a compound file. */
export type CompoundEntry = {
  readonly name: string;
  /** The index of its storage in the directory; `null` for the root and for an entry in no storage. */
  readonly parent: number | null;
  readonly kind: 'storage' | 'stream' | 'root';
  readonly start: number;
  readonly bytes: number;
};

/** An open compound file: its directory, and access to parts of any stream. */
export type CompoundFile = {
  readonly entries: readonly CompoundEntry[];
  /** Up to `length` bytes of a stream from `position`; fewer at its end. */
  read(entry: CompoundEntry, position: number, length: number): Promise<Buffer>;
  /** Whether the byte at this position belongs to a stream or a table. */
  isUsed(position: number): boolean;
  /** The end of the last sector in use. */
  readonly end: number;
};

/**
 * Opens a compound file ([MS-CFB]) without loading it: header, allocation table, directory. Streams are read by
 * following the table, which takes 4 bytes of memory for each sector of the file. Unused sectors are ignored, whatever
 * the table says about them: programs leave marks there, and bytes after the last one.
 *
 * @returns `null` if a table or chain is broken, loops or points outside the file
 */
export async function openCompoundFile({ size, read }: CompoundBytes): Promise<CompoundFile | null> {
  const header = await read(0, 512);
  if (header.length < 512 || !header.subarray(0, 8).equals(COMPOUND_SIGNATURE)) return null;
  const shift = header.readUInt16LE(30);
  if (header.readUInt16LE(28) !== 0xfffe || (shift !== 9 && shift !== 12) || header.readUInt16LE(32) !== 6)
    return null;
  const sectorSize = 2 ** shift;
  const sectorCount = Math.ceil(size / sectorSize) - 1;
  const readSector = (sector: number) => read((sector + 1) * sectorSize, sectorSize);

  const tableSectors = await readTableSectors(header, sectorCount, readSector);
  const table = tableSectors && (await readTable(tableSectors, sectorSize, readSector));
  if (!table) return null;
  const directoryChain = chainOf(table, header.readUInt32LE(48));
  const directory = await readWhole(directoryChain, readSector);
  if (!directory || directory.length / DIRECTORY_ENTRY > MAX_ENTRIES) return null;
  const entries = readDirectory(directory, shift === 9);
  const root = entries[0];
  if (root?.kind !== 'root') return null;

  const smallTableChain = chainOf(table, header.readUInt32LE(60));
  const smallTableBytes = await readWhole(smallTableChain, readSector);
  const rootChain = chainOf(table, root.start);
  if (!smallTableBytes || !rootChain) return null;
  const smallTable = numbersOf(smallTableBytes);
  if (header.readUInt32LE(56) !== SMALL_LIMIT) return null;
  const large = entries.filter(({ kind, bytes }) => kind === 'stream' && bytes >= SMALL_LIMIT);
  const used = sectorsOf(table, sectorCount, sectorSize, [root, ...large]);
  if (!used) return null;
  for (const sector of [...tableSectors, ...(directoryChain ?? []), ...(smallTableChain ?? [])])
    used[sector] = 1;
  const chains = new Map<CompoundEntry, readonly number[] | null>();

  async function readPieces(
    chain: readonly number[],
    unit: number,
    place: (sector: number) => number | null,
    position: number,
    length: number,
  ): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for (let at = position; at < position + length; ) {
      const sector = chain[Math.floor(at / unit)];
      const from = sector === undefined ? null : place(sector);
      if (from === null) break;
      const piece = await read(from + (at % unit), Math.min(unit - (at % unit), position + length - at));
      if (piece.length === 0) break;
      pieces.push(piece);
      at += piece.length;
    }
    return Buffer.concat(pieces);
  }

  return {
    entries,
    isUsed: (position) => used[Math.floor(position / sectorSize) - 1] === 1,
    end: (used.lastIndexOf(1) + 2) * sectorSize,
    async read(entry, position, length) {
      const small = entry.bytes < SMALL_LIMIT;
      let chain = chains.get(entry);
      if (chain === undefined) {
        // Many entries can share a long chain, so none is followed further than its stream needs.
        chain = chainOf(small ? smallTable : table, entry.start, entry.bytes / (small ? 64 : sectorSize));
        chains.set(entry, chain);
      }
      const wanted = Math.min(length, entry.bytes - position);
      if (!chain || wanted <= 0) return Buffer.alloc(0);
      if (!small)
        return readPieces(chain, sectorSize, (sector) => (sector + 1) * sectorSize, position, wanted);
      const placeSmall = (sector: number) => {
        const host = rootChain[Math.floor((sector * 64) / sectorSize)];
        return host === undefined ? null : (host + 1) * sectorSize + ((sector * 64) % sectorSize);
      };
      return readPieces(chain, 64, placeSmall, position, wanted);
    },
  };
}

/** The sectors of the allocation table: the header lists up to 109, a chain of sectors the others. */
async function readTableSectors(
  header: Buffer,
  sectorCount: number,
  readSector: (sector: number) => Promise<Buffer>,
): Promise<readonly number[] | null> {
  const sectors = Array.from({ length: HEADER_TABLE_ENTRIES }, (_, index) =>
    header.readUInt32LE(76 + index * 4),
  );
  const seen = new Set<number>();
  for (let next = header.readUInt32LE(68); next < LAST_REGULAR_SECTOR; ) {
    if (seen.has(next) || next >= sectorCount) return null;
    seen.add(next);
    const numbers = numbersOf(await readSector(next));
    for (const number of numbers.subarray(0, -1)) sectors.push(number);
    next = numbers.at(-1) ?? LAST_REGULAR_SECTOR;
  }
  const used = sectors.filter((sector) => sector < LAST_REGULAR_SECTOR);
  // Listing a sector twice would turn a small file into a large table.
  const isSound = new Set(used).size === used.length && used.every((sector) => sector < sectorCount);
  return isSound ? used : null;
}

async function readTable(
  sectors: readonly number[],
  sectorSize: number,
  readSector: (sector: number) => Promise<Buffer>,
): Promise<Uint32Array> {
  const perSector = sectorSize / 4;
  const table = new Uint32Array(sectors.length * perSector).fill(FREE_SECTOR);
  for (const [index, sector] of sectors.entries()) {
    table.set(numbersOf(await readSector(sector)), index * perSector);
  }
  return table;
}

/** 1 for each sector of these streams. `null` if one continues past the end of the file, or two share a sector. */
function sectorsOf(
  table: Uint32Array,
  sectorCount: number,
  sectorSize: number,
  streams: readonly CompoundEntry[],
): Uint8Array | null {
  const used = new Uint8Array(sectorCount);
  for (const { start, bytes } of streams) {
    let sector = start;
    for (let at = 0; at < bytes; at += sectorSize) {
      if (sector >= sectorCount || used[sector] === 1) return null;
      used[sector] = 1;
      sector = table[sector] ?? FREE_SECTOR;
    }
  }
  return used;
}

/** The first `most` sectors of a chain in order; `null` if it loops or leaves the table. */
function chainOf(table: Uint32Array, start: number, most = Infinity): readonly number[] | null {
  const chain: number[] = [];
  for (let sector = start; sector < LAST_REGULAR_SECTOR && chain.length < most; ) {
    const next = table[sector];
    if (next === undefined || chain.length >= table.length) return null;
    chain.push(sector);
    sector = next;
  }
  return chain;
}

async function readWhole(
  chain: readonly number[] | null,
  readSector: (sector: number) => Promise<Buffer>,
): Promise<Buffer | null> {
  if (!chain || chain.length > MAX_ENTRIES) return null;
  const sectors: Buffer[] = [];
  for (const sector of chain) sectors.push(await readSector(sector));
  return Buffer.concat(sectors);
}

const KINDS: ReadonlyMap<number, CompoundEntry['kind']> = new Map([
  [1, 'storage'],
  [2, 'stream'],
  [5, 'root'],
]);

function readDirectory(directory: Buffer, narrow: boolean): readonly CompoundEntry[] {
  const parents = parentsIn(directory);
  const entries: CompoundEntry[] = [];
  for (let at = 0; at + DIRECTORY_ENTRY <= directory.length; at += DIRECTORY_ENTRY) {
    const kind = KINDS.get(directory.readUInt8(at + 66));
    if (kind === undefined) continue;
    const nameBytes = Math.min(64, Math.max(2, directory.readUInt16LE(at + 64))) - 2;
    entries.push({
      name: directory.toString('utf16le', at, at + nameBytes),
      parent: parents.get(at / DIRECTORY_ENTRY) ?? null,
      kind,
      start: directory.readUInt32LE(at + 116),
      // In files with small sectors the upper half of the length may hold garbage.
      bytes: directory.readUInt32LE(at + 120) + (narrow ? 0 : directory.readUInt32LE(at + 124) * 2 ** 32),
    });
  }
  return entries;
}

/** Maps each entry to its storage, both by index. A storage names one of its entries, and that entry the others. */
function parentsIn(directory: Buffer): ReadonlyMap<number, number> {
  const count = Math.floor(directory.length / DIRECTORY_ENTRY);
  const parents = new Map<number, number>();
  for (let storage = 0; storage < count; storage += 1) {
    const left = [directory.readUInt32LE(storage * DIRECTORY_ENTRY + 76)];
    for (let entry = left.pop(); entry !== undefined; entry = left.pop()) {
      if (entry >= count || parents.has(entry)) continue;
      parents.set(entry, storage);
      left.push(
        directory.readUInt32LE(entry * DIRECTORY_ENTRY + 68),
        directory.readUInt32LE(entry * DIRECTORY_ENTRY + 72),
      );
    }
  }
  return parents;
}

function numbersOf(bytes: Buffer): Uint32Array {
  const numbers = new Uint32Array(Math.floor(bytes.length / 4));
  for (let index = 0; index < numbers.length; index += 1) numbers[index] = bytes.readUInt32LE(index * 4);
  return numbers;
}
