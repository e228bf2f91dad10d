import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const PACKAGES: Readonly<Record<string, string>> = {
  pdftotext: 'poppler-utils',
  pdfinfo: 'poppler-utils',
  pdffonts: 'poppler-utils',
  qpdf: 'qpdf',
};

/** Runs a PDF program on these bytes and returns its output. `FILE` is replaced by the PDF's path. */
async function inspect(pdf: Uint8Array, program: string, options: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pack-'));
  const path = join(folder, 'pack.pdf');
  try {
    await writeFile(path, pdf);
    const filled = options.map((option) => (option === 'FILE' ? path : option));
    const { stdout } = await run(program, filled, { maxBuffer: 256 * 1024 * 1024, timeout: 60_000 });
    return stdout;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new Error(
        `${program} is not installed. On Debian or Ubuntu: apt-get install -y ${PACKAGES[program]}`,
      );
    }
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The text of each page in order, with line breaks. */
export async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  const text = await inspect(pdf, 'pdftotext', ['-enc', 'UTF-8', 'FILE', '-']);
  return text.split('\f').slice(0, -1);
}

/**
 * The text between the headers and footers of the pages, in the file's order: cell by cell, in reading order. Lines of
 * right-to-left text are in drawing order; `pagesOf` corrects those.
 */
export async function pdfBodyOf(pdf: Uint8Array): Promise<string> {
  const text = await inspect(pdf, 'pdftotext', ['-raw', '-enc', 'UTF-8', 'FILE', '-']);
  const pages = text.split('\f').slice(0, -1);
  return pages.map((page) => page.trimEnd().split('\n').slice(1, -2).join('\n')).join('\n');
}

/** Every word with its page, from 1, and its position in points from the top. */
export async function wordsOf(
  pdf: Uint8Array,
): Promise<{ page: number; text: string; left: number; top: number; right: number; bottom: number }[]> {
  const pages = (await inspect(pdf, 'pdftotext', ['-bbox', '-enc', 'UTF-8', 'FILE', '-']))
    .split('<page ')
    .slice(1);
  return pages.flatMap((page, index) =>
    Array.from(
      page.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g),
      ([, left, top, right, bottom, text]) => ({
        page: index + 1,
        text: text ?? '',
        left: Number(left),
        top: Number(top),
        right: Number(right),
        bottom: Number(bottom),
      }),
    ),
  );
}

/** The structure tree: one line per element, headings with their titles. */
export function structureOf(pdf: Uint8Array): Promise<string> {
  return inspect(pdf, 'pdfinfo', ['-struct', 'FILE']);
}

/** Title, author, tags and so on, as `pdfinfo` names them. */
export async function informationOf(pdf: Uint8Array): Promise<Readonly<Record<string, string>>> {
  const lines = (await inspect(pdf, 'pdfinfo', ['FILE'])).split('\n');
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
}

/** The XMP metadata. */
export function metadataOf(pdf: Uint8Array): Promise<string> {
  return inspect(pdf, 'pdfinfo', ['-meta', 'FILE']);
}

/** One line per font: name, type, encoding, embedded, subset, has a map to Unicode. */
export async function fontsOf(pdf: Uint8Array): Promise<string[]> {
  return (await inspect(pdf, 'pdffonts', ['FILE'])).trim().split('\n').slice(2);
}

/** The output of `qpdf --check`; fails on a damaged file. */
export function validatePdf(pdf: Uint8Array): Promise<string> {
  return inspect(pdf, 'qpdf', ['--check', 'FILE']);
}

type PdfObject = Readonly<Record<string, unknown>>;

/** Every dictionary in the file. Strings begin with `u:`, names with `/`. */
export async function objectsOf(pdf: Uint8Array): Promise<PdfObject[]> {
  const json: { qpdf: [unknown, Record<string, { value?: PdfObject }>] } = JSON.parse(
    await inspect(pdf, 'qpdf', ['--json=2', '--json-key=qpdf', 'FILE']),
  );
  return Object.values(json.qpdf[1]).flatMap(({ value }) => (value ? [value] : []));
}

/** The bookmarks in file order. */
export async function bookmarksOf(pdf: Uint8Array): Promise<string[]> {
  const objects = await objectsOf(pdf);
  return objects
    .filter((object) => '/Dest' in object && typeof object['/Title'] === 'string')
    .map((object) => String(object['/Title']).replace(/^u:/, ''));
}

type Values = Readonly<Record<string, unknown>>;

/** A PDF taken apart. */
export type PdfTree = {
  readonly catalogue: Values;
  /** The references of its pages in order. */
  readonly pages: readonly string[];
  readonly names: ReadonlyMap<string, unknown>;
  readonly objects: readonly Values[];
  /** Looks an object up; gives what is no reference as it is. */
  of(value: unknown): Values;
};

export async function treeOf(pdf: Uint8Array): Promise<PdfTree> {
  const json: {
    pages: { object: string }[];
    qpdf: [unknown, Record<string, { value?: Values; stream?: { dict: Values } }>];
  } = JSON.parse(await inspect(pdf, 'qpdf', ['--json=2', '--json-key=qpdf', '--json-key=pages', 'FILE']));
  const objects = json.qpdf[1];
  const of = (value: unknown): Values => {
    if (typeof value !== 'string') return (value ?? {}) as Values;
    const found = objects[value === 'trailer' ? value : `obj:${value}`];
    return found?.value ?? found?.stream?.dict ?? {};
  };
  const catalogue = of(of('trailer')['/Root']);
  const names = new Map<string, unknown>();
  const collect = (node: Values) => {
    const list = listOf(node['/Names']);
    for (let index = 0; index < list.length; index += 2) {
      const place = of(list[index + 1]);
      names.set(String(list[index]), place['/D'] ?? place);
    }
    for (const kid of listOf(node['/Kids'])) collect(of(kid));
  };
  collect(of(of(catalogue['/Names'])['/Dests']));
  const pages = json.pages.map(({ object }) => object);
  return {
    catalogue,
    pages,
    names,
    objects: Object.keys(objects).map((key) => of(key.replace(/^obj:/, ''))),
    of,
  };
}

/** A link on a page, in points from the bottom left: to a page, from 1, or to an address. */
export type PdfLink = Readonly<{
  page: number;
  rect: readonly number[];
  to: number | null;
  address: string | null;
}>;

/** The links of every page in order. */
export function linksIn({ pages, names, of }: PdfTree): PdfLink[] {
  return pages.flatMap((page, index) =>
    listOf(of(of(page)['/Annots']))
      .map((annotation) => of(annotation))
      .filter((annotation) => annotation['/Subtype'] === '/Link')
      .map((annotation) => {
        const action = of(annotation['/A']);
        const place = annotation['/Dest'] ?? action['/D'];
        const address = action['/URI'];
        return {
          page: index + 1,
          rect: listOf(annotation['/Rect']).map(Number),
          to: pageOf(names.get(String(place)) ?? of(place), pages),
          address: typeof address === 'string' ? address.replace(/^u:/, '') : null,
        };
      }),
  );
}

/** Every bookmark with its depth, from 0, and the page that it opens, from 1. */
export function outlineIn({
  catalogue,
  pages,
  of,
}: PdfTree): { title: string; depth: number; to: number | null }[] {
  const found: { title: string; depth: number; to: number | null }[] = [];
  const walk = (first: unknown, depth: number) => {
    for (let item = first ? of(first) : null; item; item = item['/Next'] ? of(item['/Next']) : null) {
      const to = pageOf(of(item['/Dest']), pages);
      found.push({ title: String(item['/Title']).replace(/^u:/, ''), depth, to });
      if (item['/First']) walk(item['/First'], depth + 1);
    }
  };
  walk(of(catalogue['/Outlines'])['/First'], 0);
  return found;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function pageOf(destination: unknown, pages: readonly string[]): number | null {
  const index = pages.indexOf(String(listOf(destination)[0]));
  return index === -1 ? null : index + 1;
}
