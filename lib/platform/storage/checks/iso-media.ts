import 'server-only';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { checkPixels } from './image.ts';
import { type OpenedFile, type Reading, readAt, windowOn } from './opened-file.ts';

const MAX_BOXES = 1_000_000;
const MAX_DEPTH = 8;

/** Brands of still pictures coded with HEVC (ISO/IEC 23008-12, annex B), and those that only name the container. */
const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx']);
const PICTURE_BRANDS = new Set([...HEIC_BRANDS, 'mif1', 'msf1', 'mif2']);
/** Brands of QuickTime, of pictures and of streams that no player opens by themselves. */
const OTHER_BRANDS = new Set(['qt  ', 'avif', 'avis', 'crx ', 'jp2 ', 'jpx ']);

/** `from` and `end`: of its content. */
type Box = { readonly type: string; readonly from: number; readonly end: number };

/**
 * Checks a HEIC or HEIF picture: the boxes of the file (ISO/IEC 14496-12), a brand of pictures, and no more pixels than
 * allowed. Pixels are not decoded.
 */
export async function checkHeif(file: OpenedFile): Promise<UploadRefusal | null> {
  const boxes = await boxesOf(file);
  if (typeof boxes === 'string') return boxes;
  const brands = await brandsOf(file, boxes);
  if (!brands.some((brand) => PICTURE_BRANDS.has(brand)) || brands[0] === 'avif' || brands[0] === 'avis')
    return 'content-mismatch';
  if (!boxes.some(({ type }) => type === 'meta')) return 'damaged';
  let hasSize = false;
  for await (const { type, from, end } of within(file, boxes, new Set(['meta', 'iprp', 'ipco']))) {
    if (type !== 'ispe') continue;
    const size = await readAt(file, from, Math.min(12, end - from));
    if (size.length < 12) return 'damaged';
    const pixels = checkPixels(size.readUInt32BE(4), size.readUInt32BE(8));
    if (pixels) return pixels;
    hasSize = true;
  }
  return hasSize ? null : 'damaged';
}

/**
 * Checks an MP4 or M4A file: the boxes of the file, a brand that is neither QuickTime nor a picture, a track of sound
 * (or of film, for MP4) and data. Sound and pictures are not decoded.
 */
export async function checkMp4(file: OpenedFile, extension: string): Promise<UploadRefusal | null> {
  const boxes = await boxesOf(file);
  if (typeof boxes === 'string') return boxes;
  const [brand = ''] = await brandsOf(file, boxes);
  if (OTHER_BRANDS.has(brand) || PICTURE_BRANDS.has(brand)) return 'content-mismatch';
  const tracks = new Set<string>();
  for await (const { type, from } of within(file, boxes, new Set(['moov', 'trak', 'mdia'])))
    if (type === 'hdlr') tracks.add((await readAt(file, from + 8, 4)).toString('latin1'));
  const isFilm = tracks.has('vide');
  if (!isFilm && !tracks.has('soun')) return 'damaged';
  if (isFilm && extension === 'm4a') return 'really:mp4';
  return boxes.some(({ type }) => type === 'mdat') ? null : 'damaged';
}

/** The boxes of the file, which must begin with its brands and fill it. */
export async function boxesOf(file: OpenedFile): Promise<readonly Box[] | UploadRefusal> {
  const start = await readAt(file, 0, 12);
  if (start.length < 12 || start.toString('latin1', 4, 8) !== 'ftyp') return 'content-mismatch';
  const boxes: Box[] = [];
  const read = windowOn((position, length) => readAt(file, position, length));
  for (let at = 0; at < file.size; ) {
    const box = await boxAt(read, at, file.size);
    if (!box || boxes.length >= MAX_BOXES) return 'damaged';
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}

/** Null if it is cut off or is no box. Padding of zeros at the end of a file counts as one. */
async function boxAt(read: Reading, at: number, end: number): Promise<Box | null> {
  const head = await read(at, 16);
  if (head.length < 8) return head.every((byte) => byte === 0) ? { type: '', from: end, end } : null;
  const type = head.toString('latin1', 4, 8);
  const short = head.readUInt32BE(0);
  if (short === 0) return { type, from: at + 8, end };
  if (short === 1 && head.length < 16) return null;
  const size = short === 1 ? Number(head.readBigUInt64BE(8)) : short;
  const from = at + (short === 1 ? 16 : 8);
  return size < from - at || at + size > end ? null : { type, from, end: at + size };
}

/** The main brand, then those with which the file is compatible. */
async function brandsOf(file: OpenedFile, [first]: readonly Box[]): Promise<readonly string[]> {
  if (!first) return [];
  const text = (await readAt(file, first.from, Math.min(1_024, first.end - first.from))).toString('latin1');
  return [text.slice(0, 4), ...(text.slice(8).match(/.{4}/gs) ?? [])];
}

/** The boxes inside these, and in theirs, as far as their types are in `open`. */
export async function* within(
  file: OpenedFile,
  boxes: readonly Box[],
  open: ReadonlySet<string>,
  depth = 0,
): AsyncGenerator<Box> {
  if (depth > MAX_DEPTH) return;
  for (const outer of boxes) {
    if (!open.has(outer.type)) continue;
    const read = windowOn((position, length) => readAt(file, position, length));
    // `meta` begins with a version and flags.
    for (let at = outer.from + (outer.type === 'meta' ? 4 : 0); at + 8 <= outer.end; ) {
      const box = await boxAt(read, at, outer.end);
      if (!box) break;
      yield box;
      yield* within(file, [box], open, depth + 1);
      at = box.end;
    }
  }
}
