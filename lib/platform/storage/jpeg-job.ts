import 'server-only';
import { readFile } from 'node:fs/promises';
import convert from 'heic-convert';

const QUALITY = 0.9;

/** A HEIC or HEIF picture on the disk. */
export type JpegJob = { readonly path: string };

/** Its first picture as JPEG, turned upright. Inside a worker process. */
export async function runJob({ path }: JpegJob): Promise<Uint8Array> {
  return new Uint8Array(await convert({ buffer: await readFile(path), format: 'JPEG', quality: QUALITY }));
}
