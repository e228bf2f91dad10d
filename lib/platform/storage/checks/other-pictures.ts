import 'server-only';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { checkPixels } from './image.ts';
import { type OpenedFile, readAt, windowOn } from './opened-file.ts';
import { isOtherKind } from './other-kind.ts';

/** How many bytes after the end of the picture are checked. */
const BEHIND = 64 * 1024;
const WINDOW = 64 * 1024;

const GIF = { frame: 0x2c, extension: 0x21, end: 0x3b } as const;
const MAX_FRAMES = 10_000;

/**
 * Checks a GIF (GIF89a): the size of its canvas, its blocks up to the end mark, and no other kind of file after it.
 * Pixels are not decoded.
 */
export async function checkGif(file: OpenedFile): Promise<UploadRefusal | null> {
  const start = await readAt(file, 0, 13);
  if (!/^GIF8[79]a/.test(start.toString('latin1'))) return 'content-mismatch';
  if (start.length < 13) return 'damaged';
  const pixels = checkPixels(start.readUInt16LE(6), start.readUInt16LE(8));
  if (pixels) return pixels;
  const read = windowOn((position, length) => readAt(file, position, length));
  const afterSubBlocks = subBlocksOf(file);
  let at: number | null = 13 + paletteBytes(start[10] ?? 0);
  for (let frames = 0; at !== null; ) {
    const head: Buffer = await read(at, 10);
    if (head[0] === GIF.end) {
      const behind = await readAt(file, at + 1, BEHIND);
      if (frames === 0) return 'damaged';
      return isOtherKind(behind.toString('latin1')) ? 'content-mismatch' : null;
    }
    if (head[0] === GIF.extension) at = await afterSubBlocks(at + 2);
    else if (head[0] === GIF.frame && head.length === 10) {
      frames += 1;
      if (frames > MAX_FRAMES) return 'too-complex';
      at = await afterSubBlocks(at + 10 + paletteBytes(head[9] ?? 0) + 1);
    } else return 'damaged';
  }
  return 'damaged';
}

/** Bytes of the palette that these flags announce. */
function paletteBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Finds the position after a chain of blocks of up to 255 bytes that ends with an empty one. Null if it is cut off. */
function subBlocksOf(file: OpenedFile): (from: number) => Promise<number | null> {
  // Kept from one chain to the next, because chains can be tiny and many.
  let start = 0;
  let window: Buffer = Buffer.alloc(0);
  return async (from) => {
    for (let at = from; ; ) {
      if (at < start || at >= start + window.length) {
        window = await readAt(file, at, WINDOW);
        start = at;
      }
      if (window.length === 0) return null;
      while (at < start + window.length) {
        const bytes = window[at - start] ?? 0;
        at += 1 + bytes;
        if (bytes === 0) return at;
      }
    }
  };
}

/**
 * Checks a WebP picture (RFC 9649): its chunks, which fill the length that its header announces, and no more pixels
 * than allowed. Pixels are not decoded.
 */
export async function checkWebp(file: OpenedFile): Promise<UploadRefusal | null> {
  const start = await readAt(file, 0, 12);
  if (start.toString('latin1', 0, 4) !== 'RIFF' || start.toString('latin1', 8, 12) !== 'WEBP')
    return 'content-mismatch';
  const end = 8 + start.readUInt32LE(4);
  if (end > file.size) return 'damaged';
  const read = windowOn((position, length) => readAt(file, position, length));
  let hasPicture = false;
  for (let at = 12; at < end; ) {
    const head = await read(at, 18);
    if (head.length < 8) return 'damaged';
    const size = webpSize(head);
    if (size === null) return 'damaged';
    if (size) {
      const pixels = checkPixels(size.width, size.height);
      if (pixels) return pixels;
    }
    if (/^(?:VP8 |VP8L|ANMF)$/.test(head.toString('latin1', 0, 4))) hasPicture = true;
    const bytes = head.readUInt32LE(4);
    at += 8 + bytes + (bytes % 2);
    if (at > end + 1) return 'damaged';
  }
  if (!hasPicture) return 'damaged';
  const behind = await readAt(file, end, BEHIND);
  return isOtherKind(behind.toString('latin1')) ? 'content-mismatch' : null;
}

/** The size in a chunk's first 18 bytes. Undefined for a chunk without one, null for one that is cut off. */
function webpSize(head: Buffer): { readonly width: number; readonly height: number } | null | undefined {
  const kind = head.toString('latin1', 0, 4);
  if (!/^VP8[ LX]$/.test(kind)) return undefined;
  if (head.length < 18) return null;
  if (kind === 'VP8X') return { width: head.readUIntLE(12, 3) + 1, height: head.readUIntLE(15, 3) + 1 };
  if (kind === 'VP8 ')
    return { width: head.readUInt16LE(14) & 0x3fff, height: head.readUInt16LE(16) & 0x3fff };
  if (head[8] !== 0x2f) return null;
  const bits = head.readUInt32LE(9);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

const TIFF = { width: 256, height: 257, short: 3 } as const;
/** Pages of a scan. Each is a directory of its own. */
const MAX_PAGES = 10_000;

/**
 * Checks a TIFF (revision 6.0): the chain of its pages, each with a size of no more pixels than allowed. Pixels are not
 * decoded. Pictures above 4 GB (BigTIFF) are damaged here, as a file cannot be so large.
 */
export async function checkTiff(file: OpenedFile): Promise<UploadRefusal | null> {
  const start = await readAt(file, 0, 8);
  const order = start.toString('latin1', 0, 4);
  if (order !== 'II*\0' && order !== 'MM\0*') return 'content-mismatch';
  if (start.length < 8) return 'damaged';
  const isLittle = order.startsWith('I');
  const short = (bytes: Buffer, at: number) => (isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const long = (bytes: Buffer, at: number) => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const seen = new Set<number>();
  for (let at = long(start, 4); at !== 0; ) {
    if (at < 8 || seen.has(at)) return 'damaged';
    if (seen.size >= MAX_PAGES) return 'too-complex';
    seen.add(at);
    const counted = await readAt(file, at, 2);
    if (counted.length < 2) return 'damaged';
    const bytes = short(counted, 0) * 12;
    const entries = await readAt(file, at + 2, bytes + 4);
    if (bytes === 0 || entries.length < bytes + 4) return 'damaged';
    const size = new Map<number, number>();
    for (let entry = 0; entry < bytes; entry += 12) {
      const value = short(entries, entry + 2) === TIFF.short ? short : long;
      size.set(short(entries, entry), value(entries, entry + 8));
    }
    const pixels = checkPixels(size.get(TIFF.width) ?? 0, size.get(TIFF.height) ?? 0);
    if (pixels) return pixels;
    at = long(entries, bytes);
  }
  return seen.size > 0 ? null : 'damaged';
}
