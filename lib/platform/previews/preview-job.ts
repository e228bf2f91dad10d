import 'server-only';
import { readFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { openPdf } from '#lib/platform/pdf/open-pdf.ts';
import { openPicture } from '#lib/platform/pictures/open-picture.ts';

/** Kinds of file that are drawn as they are. `phone picture`: HEIC or HEIF, which few programs open. */
export type DrawnKind = 'pdf' | 'picture' | 'phone picture';

/** A file on the disk, and which page of it to show. A picture has one. */
export type PreviewJob = { readonly path: string; readonly kind: DrawnKind; readonly page: number };

type Webp = Uint8Array<ArrayBuffer>;

/** A page, or null if the file has no such page, and how many it has. */
export type PreviewPage = { readonly webp: Webp | null; readonly pages: number };

/** Wide enough to read a page of A4 on a large screen. Only a strip is longer than this. */
const BOX = { width: 1_000, height: 2_000 } as const;
const QUALITY = 78;

/** Draws one page. Inside a worker process, and throws for what cannot be drawn. */
export async function runJob({ path, kind, page }: PreviewJob): Promise<PreviewPage> {
  if (kind === 'pdf') return drawPage(path, page);
  if (page !== 1) return { webp: null, pages: 1 };
  return { webp: await webpOf(await openPicture(path, kind === 'phone picture', BOX)), pages: 1 };
}

async function drawPage(path: string, page: number): Promise<PreviewPage> {
  const pdf = await openPdf(await readFile(path));
  const { pages } = pdf;
  if (page > pages) return { webp: null, pages };
  const { data, width, height } = await pdf.draw(page, BOX);
  return { webp: await webpOf(sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha()), pages };
}

/** Without what the file says about itself: of the picture only the pixels are kept. */
async function webpOf(picture: Sharp): Promise<Webp> {
  return new Uint8Array(await picture.webp({ quality: QUALITY, effort: 1 }).toBuffer());
}
