import 'server-only';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { type OpenedFile, readAt } from './opened-file.ts';

/** Some programs put this many zeros, or less, between the tag and the sound. */
const SEARCHED = 64 * 1024;
/** How many frames must follow each other. */
const FRAMES = 4;
const MAX_TAGS = 16;

/** Bits per second / 1,000 of MPEG-1 and of MPEG-2 and 2.5, layer III, by index. */
const RATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const RATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
/** Samples per second of MPEG-1, by index. MPEG-2 has half of them, MPEG-2.5 a quarter. */
const SAMPLES = [44_100, 48_000, 32_000];

/**
 * Checks an MP3 (MPEG audio layer III): tags of ID3 version 2 if any, then frames that follow each other. Sound is not
 * decoded.
 */
export async function checkMp3(file: OpenedFile): Promise<UploadRefusal | null> {
  let at = 0;
  for (let tags = 0; tags < MAX_TAGS; tags += 1) {
    const head = await readAt(file, at, 10);
    if (head.toString('latin1', 0, 3) !== 'ID3' || head.length < 10) break;
    at += 10 + syncsafe(head, 6) + ((head[5] ?? 0) & 0x10 ? 10 : 0);
  }
  if (at >= file.size) return at === 0 ? 'content-mismatch' : 'damaged';
  const window = await readAt(file, at, SEARCHED);
  for (let start = window.indexOf(0xff); start >= 0; start = window.indexOf(0xff, start + 1)) {
    // Most beginnings are none, and each read takes time.
    const isHeader = frameBytes(window.subarray(start, start + 4)) !== null;
    if (isHeader && (await holdsFrames(file, at + start))) return null;
    // Without a tag the sound must begin at once: anything else could be another kind of file.
    if (at === 0 && start > 0) break;
  }
  return at === 0 ? 'content-mismatch' : 'damaged';
}

async function holdsFrames(file: OpenedFile, from: number): Promise<boolean> {
  let at = from;
  for (let frames = 0; frames < FRAMES; frames += 1) {
    // A very short recording may end earlier.
    if (frames > 0 && at === file.size) return true;
    const bytes = frameBytes(await readAt(file, at, 4));
    if (bytes === null) return false;
    at += bytes;
  }
  return true;
}

/** The length of a frame from its header. Null if it is no header. */
function frameBytes(header: Buffer): number | null {
  if (header.length < 4) return null;
  const bits = header.readUInt32BE(0);
  const [version, layer] = [(bits >>> 19) & 3, (bits >>> 17) & 3];
  if (bits >>> 21 !== 0x7ff || version === 1 || layer !== 1) return null;
  const rate = (version === 3 ? RATES_1 : RATES_2)[(bits >>> 12) & 15] ?? 0;
  const samples = (SAMPLES[(bits >>> 10) & 3] ?? 0) / (version === 3 ? 1 : version === 2 ? 2 : 4);
  if (rate === 0 || samples === 0) return null;
  return Math.floor(((version === 3 ? 144 : 72) * rate * 1_000) / samples) + ((bits >>> 9) & 1);
}

/** A number of four bytes with seven bits each. */
function syncsafe(bytes: Buffer, at: number): number {
  return bytes.subarray(at, at + 4).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
}
