import 'server-only';
import type { Patch } from '#lib/platform/storage/patches.ts';
import { boxesOf, within } from './iso-media.ts';
import { type OpenedFile, readAt } from './opened-file.ts';

/** A place as ISO 6709 writes it, for example `+51.5014-000.1419/`: in `©xyz` and in the keys of Apple. */
const ISO_6709 = /[+-]\d{2,6}(?:\.\d+)?[+-]\d{3,7}(?:\.\d+)?(?:[+-]\d+(?:\.\d+)?)?(?:CRS\w{1,20})?\//g;
const OPEN = new Set(['moov', 'udta', 'trak', 'meta']);
const FREE = Buffer.from('free');

/** Patches for the places in the description of a film or recording, which is apart from its pictures and sound. */
export async function filmPlaces(file: OpenedFile): Promise<readonly Patch[]> {
  const boxes = await boxesOf(file);
  if (typeof boxes === 'string') return [];
  const patches: Patch[] = [];
  for (const { type, from, end } of boxes) {
    if (type !== 'moov' && type !== 'meta' && type !== 'udta') continue;
    const text = (await readAt(file, from, end - from)).toString('latin1');
    for (const { index, 0: place } of text.matchAll(ISO_6709))
      patches.push({ at: from + index, bytes: Buffer.alloc(place.length, '0') });
  }
  for await (const { type, from, end } of within(file, boxes, OPEN))
    if (type === 'loci')
      patches.push({ at: from - 4, bytes: Buffer.concat([FREE, Buffer.alloc(end - from)]) });
  return patches;
}
