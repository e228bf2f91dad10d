import 'server-only';
import type { CompoundEntry, CompoundFile } from './compound-file.ts';

/** Storages and streams of a VBA project ([MS-OVBA] 2.2), in lower case. */
const PROJECT_NAMES = new Set(['macros', 'vba', '_vba_project', '_vba_project_cur']);
/** The stream that lists the modules of a project. */
const MODULE_LIST = 'dir';

/** Larger than any unpacked module: the editor allows 65,534 lines. */
const LARGEST_UNPACKED = 16 * 1024 ** 2;

/**
 * Whether a compound file contains VBA that could do something. Programs leave projects in which every module is
 * empty; those do not count. A module is empty if its source has only attributes, options and comments, and its
 * compiled code, which programs may run instead, is too short for a procedure.
 *
 * @returns true also for a project that cannot be read
 */
export async function holdsVba(compound: CompoundFile): Promise<boolean> {
  const { entries } = compound;
  if (!entries.some((entry) => PROJECT_NAMES.has(entry.name.toLowerCase()))) return false;
  const lists = entries.filter(
    (entry) => entry.kind === 'stream' && entry.name.toLowerCase() === MODULE_LIST,
  );
  if (lists.length === 0) return true;
  for (const list of lists) if (await isActive(compound, list)) return true;
  return false;
}

/** Whether the project with this list has a module that is not empty or not in the list. */
async function isActive(compound: CompoundFile, list: CompoundEntry): Promise<boolean> {
  const modules = modulesIn(unpack(await readStream(compound, list)));
  if (modules === null) return true;
  const offsets = new Map(modules.map(({ name, offset }) => [name, offset]));
  const streams = compound.entries.filter(
    (entry) => entry.kind === 'stream' && entry.parent === list.parent && !isNoModule(entry),
  );
  for (const stream of streams) {
    const offset = offsets.get(stream.name.toLowerCase());
    if (offset === undefined || !isEmptyModule(await readStream(compound, stream), offset)) return true;
  }
  return streams.length !== modules.length;
}

/** Streams next to the modules: their list and the caches of programs. */
function isNoModule({ name }: CompoundEntry): boolean {
  return /^(?:dir|_vba_project|__srp_[0-9a-f]+)$/i.test(name);
}

async function readStream(compound: CompoundFile, stream: CompoundEntry): Promise<Buffer> {
  return compound.read(stream, 0, Math.min(stream.bytes, LARGEST_UNPACKED));
}

const RECORD = {
  version: 0x0009,
  moduleCount: 0x000f,
  listEnd: 0x0010,
  streamName: 0x001a,
  streamNameUnicode: 0x0032,
  offset: 0x0031,
  moduleEnd: 0x002b,
} as const;

type Module = { readonly name: string; readonly offset: number };

/**
 * [MS-OVBA] 2.3.4.2: the name of each module's stream, in lower case, and where its source begins. `null` if the list
 * is truncated or its count is wrong.
 */
function modulesIn(list: Buffer | null): readonly Module[] | null {
  const modules: Module[] = [];
  let [name, offset, count] = ['', -1, -1];
  for (let at = 0; list !== null && at + 6 <= list.length; ) {
    const type = list.readUInt16LE(at);
    if (type === RECORD.listEnd) return modules.length === count ? modules : null;
    // In this record type the length leaves out the last two bytes.
    const bytes = type === RECORD.version ? 6 : list.readUInt32LE(at + 2);
    const data = list.subarray(at + 6, at + 6 + bytes);
    if (data.length < bytes) return null;
    if (type === RECORD.moduleCount && bytes === 2) count = data.readUInt16LE(0);
    if (type === RECORD.streamName) name = data.toString('latin1').toLowerCase();
    if (type === RECORD.streamNameUnicode && bytes > 0) name = data.toString('utf16le').toLowerCase();
    if (type === RECORD.offset && bytes === 4) offset = data.readUInt32LE(0);
    if (type === RECORD.moduleEnd) {
      if (name === '' || offset < 0) return null;
      modules.push({ name, offset });
      [name, offset] = ['', -1];
    }
    at += 6 + bytes;
  }
  return null;
}

/** A line of source without effect. */
const IDLE_LINE =
  /^\s*(?:attribute\s+[\w.]+\s*=\s*(?:"[^"]*"|[\w.+-]+)|option\s+[\w ]+|'.*|rem(?:\s.*)?)?\s*$/i;

function isEmptyModule(stream: Buffer, offset: number): boolean {
  if (stream.length === 0) return true;
  const source = offset <= stream.length ? unpack(stream.subarray(offset)) : null;
  if (source === null) return false;
  return (
    source
      .toString('latin1')
      .split(/\r\n|\n|\r/)
      .every((line) => IDLE_LINE.test(line)) && !holdsProcedure(stream.subarray(0, offset))
  );
}

/** Start of the table of compiled lines: mark and version, followed by the number of lines. Undocumented. */
const LINE_TABLE = Buffer.from([0xfe, 0xca, 0x01, 0x00]);
/** Bytes after the mark in a module with no lines, for each line in the table, and for compiled options. */
const COMPILED = { empty: 30, line: 12, options: 8 };

/** Whether the compiled part of a module is long enough for a procedure: an empty one takes 16 bytes. */
function holdsProcedure(compiled: Buffer): boolean {
  const at = compiled.indexOf(LINE_TABLE);
  if (at < 0) return compiled.length > 0;
  const lines = at + 6 <= compiled.length ? compiled.readUInt16LE(at + 4) : 0;
  return compiled.length - at > COMPILED.empty + COMPILED.line * lines + COMPILED.options;
}

const CONTAINER = 0x01;
const CHUNK_BYTES = 4096;

/** Decompresses [MS-OVBA] 2.4.1: chunks of up to 4,096 bytes that refer back to earlier bytes. `null` if invalid. */
function unpack(packed: Buffer): Buffer | null {
  if (packed[0] !== CONTAINER) return null;
  const chunks: Buffer[] = [];
  let total = 0;
  for (let at = 1; at + 2 <= packed.length; ) {
    const head = packed.readUInt16LE(at);
    const end = at + (head & 0x0fff) + 3;
    if (((head >> 12) & 0b111) !== 0b011) return null;
    const data = packed.subarray(at + 2, end);
    const chunk = head & 0x8000 ? unpackChunk(data) : data;
    if (chunk === null) return null;
    chunks.push(chunk);
    total += chunk.length;
    if (total > LARGEST_UNPACKED) return null;
    at = end;
  }
  return Buffer.concat(chunks);
}

function unpackChunk(data: Buffer): Buffer | null {
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let length = 0;
  for (let at = 0; at < data.length; ) {
    const flags = data.readUInt8(at);
    at += 1;
    for (let bit = 0; bit < 8 && at < data.length; bit += 1) {
      if ((flags & (1 << bit)) === 0) {
        if (length >= CHUNK_BYTES) return null;
        chunk[length] = data.readUInt8(at);
        length += 1;
        at += 1;
        continue;
      }
      if (at + 2 > data.length) return null;
      const token = data.readUInt16LE(at);
      at += 2;
      // The longer the chunk so far, the more of the 16 bits hold the distance back: at least 4.
      const bits = Math.max(4, Math.ceil(Math.log2(length)));
      const back = (token >> (16 - bits)) + 1;
      const count = (token & (0xffff >> bits)) + 3;
      if (back > length || length + count > CHUNK_BYTES) return null;
      for (let copied = 0; copied < count; copied += 1, length += 1)
        chunk[length] = chunk[length - back] ?? 0;
    }
  }
  return chunk.subarray(0, length);
}
