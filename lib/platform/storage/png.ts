import { crc32, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The parts that make the picture. All others are text, times, profiles, animation or programs' own. */
const KEPT = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];

/** Samples of a pixel by colour type: grey, colour, palette, grey with opacity, colour with opacity. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/** The columns and rows of each pass of an interlaced picture: first column, first row, and the steps between them. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;
const WHOLE = [[0, 0, 1, 1]] as const;

export type PngProblem = 'not a PNG' | 'damaged' | 'animated' | 'too large';

export type PlainPng = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
};

/**
 * The same picture without anything else in its file. Checks what a decoder would: checksums, the order of chunks, and
 * that the pixels are there in full. `side`: the most pixels across or down.
 */
export function plainPng(
  given: Uint8Array<ArrayBuffer>,
  side: number,
): PlainPng | { readonly problem: PngProblem } {
  const file = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  if (!file.subarray(0, 8).equals(SIGNATURE)) return { problem: 'not a PNG' };
  const chunks = chunksOf(file);
  const [header] = chunks ?? [];
  if (!chunks || header?.type !== 'IHDR' || header.data.length !== 13) return { problem: 'damaged' };
  if (chunks.some(({ type }) => type === 'acTL')) return { problem: 'animated' };
  const [width, height] = [header.data.readUInt32BE(0), header.data.readUInt32BE(4)];
  if (width > side || height > side) return { problem: 'too large' };
  const kept = chunks.filter(({ type }) => KEPT.includes(type));
  if (!isWhole(header.data, kept)) return { problem: 'damaged' };
  const bytes = new Uint8Array(Buffer.concat([SIGNATURE, ...kept.map(({ whole }) => whole)]));
  return { bytes, width, height };
}

type Chunk = { readonly type: string; readonly data: Buffer; readonly whole: Buffer };

/** The chunks up to the end of the picture. Null if one is cut off or does not match its checksum. */
function chunksOf(file: Buffer): readonly Chunk[] | null {
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= file.length; ) {
    const end = at + 12 + file.readUInt32BE(at);
    if (end > file.length || crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4))
      return null;
    const type = file.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: file.subarray(at + 8, end - 4), whole: file.subarray(at, end) });
    if (type === 'IEND') return chunks;
    at = end;
  }
  return null;
}

/** Whether the kept chunks are in order and hold every pixel that the header announces. */
function isWhole(header: Buffer, kept: readonly Chunk[]): boolean {
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth = 0, colourType = 0, compression, filter, interlace = 2] = header.subarray(8);
  const samples = SAMPLES[colourType];
  if (!samples || !DEPTHS[colourType]?.includes(depth)) return false;
  if (width < 1 || height < 1 || compression !== 0 || filter !== 0 || interlace > 1) return false;
  // Each kind once, except the pixels, which may be in several chunks.
  const order = kept.map(({ type }) => type).join(' ');
  if (!/^IHDR( PLTE)?( tRNS)?( IDAT)+ IEND$/.test(order)) return false;
  const sizeOf = (wanted: string) => kept.find(({ type }) => type === wanted)?.data.length;
  const colours = (sizeOf('PLTE') ?? 0) / 3;
  if (sizeOf('PLTE') === undefined ? colourType === 3 : !isPalette(colours, colourType, depth)) return false;
  const seeThrough = sizeOf('tRNS');
  const most = { 0: 2, 2: 6, 3: colours }[colourType] ?? -1;
  if (seeThrough !== undefined && (seeThrough > most || (colourType !== 3 && seeThrough !== most)))
    return false;
  const lengths = linesOf(width, height, depth * samples, interlace === 1 ? PASSES : WHOLE);
  const expected = lengths.reduce((sum, { rows, bytes }) => sum + rows * (bytes + 1), 0);
  const pixels = inflated(
    kept.filter(({ type }) => type === 'IDAT').map(({ data }) => data),
    expected,
  );
  if (pixels?.length !== expected) return false;
  let at = 0;
  for (const { rows, bytes } of lengths) {
    for (let row = 0; row < rows; row += 1, at += bytes + 1) if ((pixels[at] ?? 5) > 4) return false;
  }
  return true;
}

function isPalette(colours: number, colourType: number, depth: number): boolean {
  if (!Number.isInteger(colours) || colours < 1 || colours > 256) return false;
  return colourType === 3 ? colours <= 2 ** depth : colourType === 2 || colourType === 6;
}

/** The rows of each pass, and the bytes in one. */
function linesOf(width: number, height: number, bits: number, passes: readonly (readonly number[])[]) {
  return passes
    .map(([left = 0, top = 0, across = 1, down = 1]) => ({
      columns: Math.ceil((width - left) / across),
      rows: Math.ceil((height - top) / down),
    }))
    .filter(({ columns, rows }) => columns > 0 && rows > 0)
    .map(({ columns, rows }) => ({ rows, bytes: Math.ceil((columns * bits) / 8) }));
}

/** Null if it is not one zlib stream and nothing else, or longer than expected. */
function inflated(parts: readonly Buffer[], expected: number): Buffer | null {
  const stream = Buffer.concat(parts);
  try {
    const { buffer, engine } = inflateSync(stream, {
      info: true,
      maxOutputLength: expected + 1,
    }) as unknown as Inflated;
    return engine.bytesWritten === stream.length ? buffer : null;
  } catch {
    return null;
  }
}

/** With `info`, which Node's types leave out. `bytesWritten`: the bytes of the stream that were read. */
type Inflated = { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };
