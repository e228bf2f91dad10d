import 'server-only';
import { openPicturePage } from './open-picture.ts';

/** A picture on the disk, which of its pages is wanted, from 1, and the path for the JPEG of it. */
export type PagePictureJob = {
  readonly path: string;
  readonly isHeif: boolean;
  readonly page: number;
  readonly into: string;
};

/** `pages`: how many the file has. `width`, `height`: of this one in points, on paper. */
export type PagePicture = { readonly pages: number; readonly width: number; readonly height: number };

/** A4 in points, and at 300 dots per inch. */
const PAPER = { width: 595.28, height: 841.89 } as const;
const DOTS = { width: 2_480, height: 3_508 } as const;
/** A small picture is as large as on a screen: 96 dots per inch. */
const POINTS_PER_DOT = 0.75;
const QUALITY = 80;

const BOX = { upright: DOTS, lying: { width: DOTS.height, height: DOTS.width } };

/** Writes a page of a picture as it fits on A4, without what the file says about itself. Inside a worker process. */
export async function runJob({ path, isHeif, page, into }: PagePictureJob): Promise<PagePicture> {
  const { picture, pages } = await openPicturePage(path, isHeif, page, BOX);
  const { width, height } = await picture
    .flatten({ background: 'white' })
    .jpeg({ quality: QUALITY })
    .toFile(into);
  const [across, down] = width > height ? [PAPER.height, PAPER.width] : [PAPER.width, PAPER.height];
  const scale = Math.min(POINTS_PER_DOT, across / width, down / height);
  return { pages, width: rounded(width * scale), height: rounded(height * scale) };
}

function rounded(points: number): number {
  return Math.round(points * 100) / 100;
}
