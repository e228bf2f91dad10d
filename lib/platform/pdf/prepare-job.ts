import 'server-only';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import sharp from 'sharp';
import { isFull } from '#lib/platform/storage/storage-error.ts';
import { mayAct, mayBeOfLayer, mayShowHidden } from './doubts.ts';
import {
  openDocument,
  type PageLink,
  type PagePicture,
  type PdfDocument,
  PdfError,
  type PdfPage,
  type Size,
} from './pdfium.ts';

/**
 * What is to be done with a PDF on the disk.
 * - `copy`: its pages go into a new one.
 * - `reduce`: pictures on these pages of a copy are made as fine as is asked for.
 * - `split`: a copy becomes several, of so many pages each.
 * - `prove`: copies are set as it will be in a bundle. Apart from the others, so that its memory does not add to theirs.
 * - `draw`: pictures of these pages are made.
 */
export type PrepareJob =
  | { readonly do: 'copy'; readonly path: string; readonly into: string }
  | { readonly do: 'reduce'; readonly path: string; readonly pages: readonly number[] }
  | {
      readonly do: 'split';
      readonly path: string;
      readonly perFile: number;
      readonly paths: readonly string[];
    }
  | {
      readonly do: 'prove';
      readonly paths: readonly string[];
      readonly perFile: number;
      readonly sizes: readonly Size[];
    }
  | { readonly do: 'draw'; readonly path: string; readonly pages: readonly DrawnPage[] };
type DrawnPage = { readonly number: number; readonly into: string };

/** A page as it is seen, with the places on it that lead somewhere. In points. */
export type PreparedPage = Size & { readonly links: readonly PageLink[] };

export type PrepareAnswer =
  /** `fine`: the numbers of pages with pictures to reduce. */
  | { readonly made: 'copy'; readonly pages: readonly PreparedPage[]; readonly fine: readonly number[] }
  /** It has to be drawn. `layers`: it may have some that are hidden. `not set`: it cannot be set as pages. */
  | { readonly made: 'nothing'; readonly why: 'layers' | 'not set'; readonly pages: readonly PreparedPage[] }
  /** `bytes`: of all files together. */
  | { readonly made: 'parts'; readonly bytes: number }
  | { readonly made: 'reduced' | 'proof' | 'pictures' }
  | { readonly made: 'none'; readonly why: WhyNone };
export type WhyNone = 'password' | 'damaged' | 'too large' | 'too many pages';

/** Copying takes a fifth of a second for so many, and setting them two. */
const MOST_PAGES = 5_000;
const MOST_LINKS = 10_000;
/** The longest side of a page in points that readers need show (ISO 32000-1, annex C). */
const LONGEST_SIDE = 14_400;

/** Inside a worker process. Throws for what cannot be drawn. */
export async function runJob(job: PrepareJob): Promise<PrepareAnswer> {
  sharp.concurrency(1);
  sharp.cache(false);
  if (job.do === 'prove') return prove(job);
  const file = await readFile(job.path);
  try {
    const document = await openDocument(file);
    switch (job.do) {
      case 'copy':
        return await copy(document, file, job.into);
      case 'reduce':
        return await reduce(document, file, job);
      case 'split':
        return await split(document, job);
      case 'draw':
        for (const { number, into } of job.pages) await writeFile(into, await drawn(document, number));
        return { made: 'pictures' };
    }
  } catch (error) {
    if (error instanceof PdfError) return { made: 'none', why: REASONS[error.reason] };
    throw error;
  }
}

const REASONS: Readonly<Record<PdfError['reason'], WhyNone>> = {
  encrypted: 'password',
  damaged: 'damaged',
  'too-large': 'too large',
};

async function copy(document: PdfDocument, file: Buffer, into: string): Promise<PrepareAnswer> {
  if (document.pages === 0) return { made: 'none', why: 'damaged' };
  if (document.pages > MOST_PAGES) return { made: 'none', why: 'too many pages' };
  const { pages, hasLayers } = lookAt(document);
  try {
    let clean = document.copyPages();
    for (let number = 1; number <= pages.length; number += 1) settle(clean, number);
    // What was taken off the pages is still in the document.
    if (pages.some((_, at) => document.hasAnnotations(at + 1))) clean = clean.copyPages();
    const saved = clean.save();
    if (await mayShowHidden(saved, file, hasLayers)) return { made: 'nothing', why: 'layers', pages };
    if (await mayAct(saved)) return { made: 'nothing', why: 'not set', pages };
    await writeFile(into, saved);
    const fine = saved.length > pages.length * SMALL_PAGE ? pagesToReduce(clean) : [];
    return { made: 'copy', pages, fine };
  } catch (error) {
    if (isFull(error)) throw error;
    return { made: 'nothing', why: 'not set', pages };
  }
}

/** The pages of a document as they are seen, and whether an annotation is of a layer. */
function lookAt(document: PdfDocument): {
  readonly pages: readonly PreparedPage[];
  readonly hasLayers: boolean;
} {
  let left = MOST_LINKS;
  let hasLayers = false;
  const pages = Array.from({ length: document.pages }, (_, index) => {
    const size = document.sizeOf(index + 1);
    if (!document.hasAnnotations(index + 1)) return fitted(size, []);
    // This also gives fields their look, which is copied with them.
    using page = document.page(index + 1);
    hasLayers ||= page.hasAnnotation(({ hasLayer }) => hasLayer);
    const links = page.links(left);
    left -= links.length;
    return fitted(size, links);
  });
  return { pages, hasLayers };
}

/** Made smaller if it is larger than readers need show. */
function fitted({ width, height }: Size, links: readonly PageLink[]): PreparedPage {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  return {
    width: rounded(width * scale),
    height: rounded(height * scale),
    links: links.map((link) => ({
      ...link,
      x: rounded(link.x * scale),
      y: rounded(link.y * scale),
      width: rounded(link.width * scale),
      height: rounded(link.height * scale),
    })),
  };
}

function rounded(points: number): number {
  return Math.round(points * 100) / 100;
}

/** Pages with nothing to settle are not opened, which would take ten times as long. */
function settle(clean: PdfDocument, number: number): void {
  const hasAnnotations = clean.hasAnnotations(number);
  if (!hasAnnotations && !clean.isTurned(number)) return;
  using page = clean.page(number);
  if (hasAnnotations) page.flatten();
  page.turnPlainly();
}

/** A page with less is not worth the time to reduce it. */
const SMALL_PAGE = 300_000;
/** The courts’ guidance on bundles asks for at most 300. A little more is left as it is. */
const DOTS_PER_INCH = 300;
const FINE = 330;
const QUALITY = 80;

function finePictures(page: PdfPage): readonly PagePicture[] {
  return page.pictures().filter(({ dotsPerInch }) => dotsPerInch > FINE);
}

function pagesToReduce(document: PdfDocument): readonly number[] {
  return Array.from({ length: document.pages }, (_, at) => at + 1).filter((number) => {
    using page = document.page(number);
    return finePictures(page).length > 0;
  });
}

async function reduce(
  document: PdfDocument,
  file: Buffer,
  { path, pages }: Extract<PrepareJob, { do: 'reduce' }>,
): Promise<PrepareAnswer> {
  // A picture of which parts are seen through would lose that.
  const mayBeMasked = file.includes('/Mask') || /\/SMask (?!\/None)/.test(file.toString('latin1'));
  try {
    if (await reducePages(document, pages, mayBeMasked)) {
      // The larger pictures are still in the document, and not in a copy.
      const saved = document.copyPages().save();
      // A picture on many pages is in it for each of them.
      if (saved.length < file.length) await writeFile(path, saved);
    }
  } catch (error) {
    if (isFull(error)) throw error;
    // Otherwise they stay as they are.
  }
  return { made: 'reduced' };
}

/** Whether the pages still look the same and say the same: PDFium writes all of a page anew. */
async function reducePages(
  document: PdfDocument,
  pages: readonly number[],
  mayBeMasked: boolean,
): Promise<boolean> {
  for (const number of pages) {
    const before = await lookOf(document, number);
    {
      using page = document.page(number);
      for (const picture of finePictures(page))
        if (!mayBeMasked || picture.isOpaque()) picture.replace(await reduced(picture));
      page.keepPictures();
    }
    const after = await lookOf(document, number);
    if (after.text !== before.text || !areAlike(after.shades, before.shades)) return false;
  }
  return true;
}

/** The text of a page, and the mean shades of small areas of it. */
async function lookOf(document: PdfDocument, number: number) {
  using page = document.page(number);
  const { data, width, height } = page.draw(sizeWithin(page, 8 * AREAS));
  const areas = sharp(data, { raw: { width, height, channels: 4 } }).resize(AREAS, AREAS, {
    fit: 'fill',
    kernel: 'linear',
  });
  return { text: page.text(), shades: await areas.greyscale().raw().toBuffer() };
}

/** Across and down. */
const AREAS = 60;
/** Of 255. A reduced photo differs by 5. */
const ALIKE = 20;

function areAlike(one: Buffer, other: Buffer): boolean {
  return one.every((shade, at) => Math.abs(shade - (other[at] ?? 0)) <= ALIKE);
}

function sizeWithin({ width, height }: Size, longest: number): Size {
  const scale = longest / Math.max(width, height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

async function reduced(picture: PagePicture): Promise<Buffer> {
  const { data, width, height, channels } = picture.pixels();
  const scale = DOTS_PER_INCH / picture.dotsPerInch;
  return sharp(data, { raw: { width, height, channels } })
    .resize(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)), { fit: 'fill' })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .jpeg({ quality: QUALITY })
    .toBuffer();
}

async function split(
  document: PdfDocument,
  { perFile, paths }: Extract<PrepareJob, { do: 'split' }>,
): Promise<PrepareAnswer> {
  let bytes = 0;
  for (const [at, path] of paths.entries()) {
    const to = Math.min((at + 1) * perFile, document.pages);
    const part = document.copyPages(at * perFile + 1, to).save();
    bytes += part.length;
    await writeFile(path, part);
  }
  return { made: 'parts', bytes };
}

/** Each page is set in the shape in which PDFium sees it. */
const PROOF = `
#let (files, per-file, pages) = json(bytes(sys.inputs.proof))
#for (at, (width, height)) in pages.enumerate(start: 1) {
  page(width: width * 1pt, height: height * 1pt, margin: 0pt, context {
    let shown(..size) = image(files.at(int((at - 1) / per-file)), page: calc.rem(at - 1, per-file) + 1, ..size)
    let own = measure(shown())
    assert(calc.abs(own.width / own.height * height / width - 1) < 0.01)
    shown(width: width * 1pt, height: height * 1pt, fit: "stretch")
  })
}`;

/** Sets the pages of a PDF alone, as one that the compiler refuses would spoil a whole bundle. */
function prove({ paths, perFile, sizes }: Extract<PrepareJob, { do: 'prove' }>): PrepareAnswer {
  const compiler = NodeCompiler.create({ workspace: dirname(paths[0] ?? '') });
  const pages = sizes.map(({ width, height }) => [width, height]);
  const proof = JSON.stringify([paths.map((path) => basename(path)), perFile, pages]);
  try {
    compiler.pdf({ mainFileContent: PROOF, inputs: { proof } }, { creationTimestamp: 0 });
    return { made: 'proof' };
  } catch {
    return { made: 'nothing', why: 'not set', pages: [] };
  } finally {
    compiler.evictCache(0);
  }
}

const DRAWN_DOTS_PER_INCH = 200;
/** The most pixels across and down: A1 at that density. */
const LARGEST = 6_700;

async function drawn(document: PdfDocument, number: number): Promise<Buffer> {
  if (document.hasAnnotations(number)) {
    using page = document.page(number);
    page.removeAnnotations(mayBeOfLayer);
  }
  using page = document.page(number);
  const longest = (Math.max(page.width, page.height) * DRAWN_DOTS_PER_INCH) / 72;
  const { data, width, height } = page.draw(sizeWithin(page, Math.min(longest, LARGEST)));
  return sharp(data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .jpeg({ quality: QUALITY })
    .toBuffer();
}
