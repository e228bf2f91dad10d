import 'server-only';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { type OpenedFile, piecesOf, readAt, windowOn } from './opened-file.ts';
import { isOtherKind } from './other-kind.ts';

/** Maximum width times height: an A2 page scanned at 600 dots per inch has 139 million pixels. */
const MAX_PIXELS = 150_000_000;

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MAX_CHUNKS = 1_000_000;
/** How many bytes after the end of the picture are checked. */
const BEHIND = 64 * 1024;

/**
 * Checks a PNG by walking its chunks: signature, `IHDR` first, at least one `IDAT`, `IEND`, no other kind
 * of file after it, and no more than {@link MAX_PIXELS}. Pixels are not decoded.
 */
export async function checkPng(file: OpenedFile): Promise<UploadRefusal | null> {
  const start = await readAt(file, 0, 33);
  if (!start.subarray(0, 8).equals(PNG_SIGNATURE)) return 'content-mismatch';
  if (start.length < 33 || start.readUInt32BE(8) !== 13 || start.toString('latin1', 12, 16) !== 'IHDR')
    return 'damaged';
  const pixels = checkPixels(start.readUInt32BE(16), start.readUInt32BE(20));
  if (pixels) return pixels;
  let hasData = false;
  let chunks = 0;
  const read = windowOn((position, length) => readAt(file, position, length));
  for (let at = 8; at < file.size && chunks < MAX_CHUNKS; chunks += 1) {
    const head = await read(at, 8);
    if (head.length < 8) return 'damaged';
    const type = head.toString('latin1', 4, 8);
    const end = at + 12 + head.readUInt32BE(0);
    if (!/^[A-Za-z]{4}$/.test(type) || end > file.size) return 'damaged';
    if (type === 'IDAT') hasData = true;
    if (type === 'IEND') {
      if (!hasData) return 'damaged';
      const behind = await readAt(file, end, BEHIND);
      return isOtherKind(behind.toString('latin1')) ? 'content-mismatch' : null;
    }
    at = end;
  }
  return 'damaged';
}

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);

/**
 * Checks a JPEG: signature, segments up to the first scan, a frame with no more than {@link MAX_PIXELS}, and the
 * end mark after the scan. Bytes after the end mark are allowed, because phones put previews and moving pictures
 * there; a zip package hidden there is refused by `checkContent`. Pixels are not decoded.
 */
export async function checkJpeg(file: OpenedFile): Promise<UploadRefusal | null> {
  const start = await readAt(file, 0, 3);
  if (start.length < 3 || start[0] !== 0xff || start[1] !== 0xd8 || start[2] !== 0xff)
    return 'content-mismatch';
  let hasFrame = false;
  const read = windowOn((position, length) => readAt(file, position, length));
  let at = 2;
  for (let segments = 0; segments < MAX_CHUNKS; segments += 1) {
    const head = await read(at, 9);
    const marker = head[1];
    if (head.length < 4 || head[0] !== 0xff || marker === undefined) return 'damaged';
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrame(marker)) {
      if (head.length < 9) return 'damaged';
      const pixels = checkPixels(head.readUInt16BE(7), head.readUInt16BE(5));
      if (pixels) return pixels;
      hasFrame = true;
    }
    if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd9)) return 'damaged';
    at += 2 + head.readUInt16BE(2);
    if (marker === START_OF_SCAN) return hasFrame ? checkScan(file, at) : 'damaged';
  }
  return 'damaged';
}

async function checkScan(file: OpenedFile, from: number): Promise<UploadRefusal | null> {
  for await (const piece of piecesOf(file, { start: from, keep: 1 })) {
    if (piece.includes(END_OF_IMAGE)) return null;
  }
  return 'damaged';
}

/** Start-of-frame markers: C0 to CF without the tables C4 and CC and the reserved C8. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Refuses a picture without an area, or with more pixels than allowed. */
export function checkPixels(width: number, height: number): UploadRefusal | null {
  if (width === 0 || height === 0) return 'damaged';
  return width * height > MAX_PIXELS ? 'too-many-pixels' : null;
}
