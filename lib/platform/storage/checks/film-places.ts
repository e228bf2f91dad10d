import 'server-only';
import type { Patch } from '#lib/platform/storage/patches.ts';
import { boxesOf, within } from './iso-media.ts';
import { type OpenedFile, readAt } from './opened-file.ts';

/**
 * A place as ISO 6709 writes it, for example `+51.5014-000.1419/`: in `©xyz` and in the keys of Apple. Some programs omit
 * the last letter; then only numbers with fractions are taken for a place.
 */
const ISO_6709 =
  /[+-]\d{2,6}(?:\.\d+)?[+-]\d{3,7}(?:\.\d+)?(?:[+-]\d+(?:\.\d+)?)?(?:CRS\w{1,20})?\/|[+-]\d{2,6}\.\d+[+-]\d{3,7}\.\d+(?:[+-]\d+(?:\.\d+)?)?/g;
const OPEN = new Set(['moov', 'udta', 'trak', 'meta']);
const FREE = Buffer.from('free');
/** Marks the box that holds XMP (ISO 16684-3). */
const XMP_BOX = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex');

/**
 * Patches for the places in the description of a film or recording, which is apart from its pictures and sound.
 *
 * @param placesIn finds those in XMP
 */
export async function filmPlaces(
  file: OpenedFile,
  placesIn: (bytes: Buffer) => readonly Patch[] | null,
): Promise<readonly Patch[] | null> {
  const boxes = await boxesOf(file);
  if (typeof boxes === 'string') return [];
  const patches: Patch[] = [];
  for (const { type, from, end } of boxes) {
    const isXmp = type === 'uuid' && (await readAt(file, from, 16)).equals(XMP_BOX);
    if (!isXmp && type !== 'moov' && type !== 'meta' && type !== 'udta') continue;
    const content = await readAt(file, from, end - from);
    const inXmp = placesIn(content);
    if (inXmp === null) return null;
    patches.push(...inXmp.map(({ at, bytes }) => ({ at: from + at, bytes })));
    const text = content.toString('latin1');
    for (const { index, 0: place } of text.matchAll(ISO_6709))
      patches.push({ at: from + index, bytes: Buffer.alloc(place.length, ' ') });
  }
  for await (const { type, from, end } of within(file, boxes, OPEN))
    if (type === 'loci')
      patches.push({ at: from - 4, bytes: Buffer.concat([FREE, Buffer.alloc(end - from)]) });
  return patches;
}
