import 'server-only';
import { readFile } from 'node:fs/promises';
import convert from 'heic-convert';
import sharp, { type Sharp } from 'sharp';

/** A picture of more pixels is not decoded: 12,000 across and down. */
const MOST_PIXELS = 144_000_000;

// One thread, as others work on the machine too, and nothing of one file is kept while another is open.
sharp.concurrency(1);
sharp.cache(false);

type Box = { readonly width: number; readonly height: number };

/**
 * Opens a picture on the disk, upright and within a box. It takes whatever time and memory the file makes it take: only
 * for worker processes.
 *
 * @param isHeif - whether it is HEIC or HEIF, which `sharp` does not decode
 */
export async function openPicture(path: string, isHeif: boolean, box: Box): Promise<Sharp> {
  return within(box, await decoder(path, isHeif));
}

/**
 * Opens a page of a picture, from 1, as `openPicture` does. Of TIFF each is counted; a film has one, its first picture.
 *
 * @param box - by which way it is longer: when it is upright
 */
export async function openPicturePage(
  path: string,
  isHeif: boolean,
  page: number,
  box: { readonly upright: Box; readonly lying: Box },
): Promise<{ readonly picture: Sharp; readonly pages: number }> {
  const picture = await decoder(path, isHeif, page - 1);
  const { format, pages = 1, autoOrient } = await picture.metadata();
  const isLying = autoOrient.width > autoOrient.height;
  return {
    picture: within(isLying ? box.lying : box.upright, picture),
    pages: format === 'tiff' ? pages : 1,
  };
}

async function decoder(path: string, isHeif: boolean, page = 0): Promise<Sharp> {
  const file = isHeif
    ? Buffer.from(await convert({ buffer: await readFile(path), format: 'JPEG', quality: 1 }))
    : path;
  return sharp(file, { limitInputPixels: MOST_PIXELS, sequentialRead: true, page });
}

function within(box: Box, picture: Sharp): Sharp {
  return picture.autoOrient().resize({ ...box, fit: 'inside', withoutEnlargement: true });
}
