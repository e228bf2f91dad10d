import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

type Weights = readonly [regular: string, bold?: string];

/** A family of Google Fonts, by the name of its package and that of its files. */
function google(family: string, name: string, file: string, weights: Weights) {
  const files = weights.map((weight) => `@expo-google-fonts/${name}/${weight}/${file}_${weight}.ttf`);
  return { family, files };
}

const NOTO: Weights = ['400Regular', '600SemiBold'];

const EMOJI = 'Noto Emoji';

/**
 * Font families in the order of lookup. Amiri (Arabic), Hind Siliguri (Bengali) and Battambang (Khmer) have whole letters where Noto
 * composes them from parts, so their text can be searched and copied in any reader. Scripts come before symbols,
 * because Noto Sans Math has lone Arabic letters; the large fonts come last, because each font up to the one that has
 * a character is opened.
 */
const FONTS: readonly Readonly<{ family: string; files: readonly string[] }>[] = [
  google('Source Sans 3', 'source-sans-3', 'SourceSans3', NOTO),
  google('Noto Sans', 'noto-sans', 'NotoSans', NOTO),
  google('Amiri', 'amiri', 'Amiri', ['400Regular', '700Bold']),
  google('Hind Siliguri', 'hind-siliguri', 'HindSiliguri', NOTO),
  google('Noto Sans Gurmukhi', 'noto-sans-gurmukhi', 'NotoSansGurmukhi', NOTO),
  google('Noto Sans Gujarati', 'noto-sans-gujarati', 'NotoSansGujarati', NOTO),
  google('Noto Sans Tamil', 'noto-sans-tamil', 'NotoSansTamil', NOTO),
  google('Noto Sans Telugu', 'noto-sans-telugu', 'NotoSansTelugu', NOTO),
  google('Noto Sans Malayalam', 'noto-sans-malayalam', 'NotoSansMalayalam', NOTO),
  google('Noto Sans Sinhala', 'noto-sans-sinhala', 'NotoSansSinhala', NOTO),
  google('Noto Sans Ethiopic', 'noto-sans-ethiopic', 'NotoSansEthiopic', NOTO),
  google('Noto Sans Hebrew', 'noto-sans-hebrew', 'NotoSansHebrew', NOTO),
  google('Noto Sans Kannada', 'noto-sans-kannada', 'NotoSansKannada', NOTO),
  google('Noto Sans Armenian', 'noto-sans-armenian', 'NotoSansArmenian', NOTO),
  google('Noto Sans Georgian', 'noto-sans-georgian', 'NotoSansGeorgian', NOTO),
  google('Noto Sans Myanmar', 'noto-sans-myanmar', 'NotoSansMyanmar', NOTO),
  google('Battambang', 'battambang', 'Battambang', ['400Regular', '700Bold']),
  google('Noto Sans Lao', 'noto-sans-lao', 'NotoSansLao', NOTO),
  google('Noto Sans Thai', 'noto-sans-thai', 'NotoSansThai', NOTO),
  google('Noto Sans Symbols', 'noto-sans-symbols', 'NotoSansSymbols', ['400Regular']),
  google('Noto Sans Symbols 2', 'noto-sans-symbols-2', 'NotoSansSymbols2', ['400Regular']),
  google('Noto Sans Math', 'noto-sans-math', 'NotoSansMath', ['400Regular']),
  google(EMOJI, 'noto-emoji', 'NotoEmoji', ['400Regular']),
  // Chinese and Japanese.
  {
    family: 'Noto Sans S Chinese',
    files: ['Regular', 'Bold'].map((weight) => `@embedpdf/fonts-sc/fonts/NotoSansHans-${weight}.otf`),
  },
  // Korean. It has kana too.
  google('NanumGothic', 'nanum-gothic', 'NanumGothic', ['400Regular', '700Bold']),
];

const MONOSPACED = google('Source Code Pro', 'source-code-pro', 'SourceCodePro', ['400Regular']);

/** Whether one of the text fonts can show all of these code points together. */
export type Coverage = (codePoints: readonly number[]) => boolean;

/** The fonts of the documents, shared by the compiler, the templates and coverage checks. */
export type PdfFonts = Readonly<{
  /** Paths of the font files. The compiler opens a file when a character needs it. */
  files: readonly string[];
  /** Family names for the template: those of text in order of preference. */
  names: Readonly<{ text: readonly string[]; monospaced: string; emoji: string }>;
  covers: Coverage;
}>;

/** Finds the fonts in node_modules. Nothing of a font is read before a text needs it. */
export function loadFonts(): PdfFonts {
  const families = FONTS.map(({ files }) => {
    const paths = files.map(pathOf);
    let sets: readonly ReadonlySet<number>[] | undefined;
    return {
      paths,
      covers: (codePoints: readonly number[]) => {
        sets ??= paths.map((path) => charactersOf(characterMapOf(path)));
        return codePoints.every((point) => sets?.every((set) => set.has(point)));
      },
    };
  });
  return {
    files: [...families.flatMap(({ paths }) => paths), ...MONOSPACED.files.map(pathOf)],
    names: { text: FONTS.map(({ family }) => family), monospaced: MONOSPACED.family, emoji: EMOJI },
    covers: (codePoints) => families.some(({ covers }) => covers(codePoints)),
  };
}

/** Not by its name as a module, because a package need not export its font files. */
function pathOf(file: string): string {
  const [, name = '', rest = ''] = /^(@[^/]+\/[^/]+)\/(.+)$/.exec(file) ?? [];
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const path = folders.map((folder) => join(folder, name, rest)).find(existsSync);
  if (path === undefined) throw new Error(`The font ${file} is not installed.`);
  return path;
}

/** The `cmap` table of a font file, without reading the rest, which may be megabytes. */
function characterMapOf(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const header = readAt(file, 0, 12);
    const tables = readAt(file, 12, header.readUInt16BE(4) * 16);
    for (let record = 0; record < tables.length; record += 16) {
      if (tables.toString('latin1', record, record + 4) === 'cmap')
        return readAt(file, tables.readUInt32BE(record + 8), tables.readUInt32BE(record + 12));
    }
    throw new Error(`${path} has no cmap table.`);
  } finally {
    closeSync(file);
  }
}

function readAt(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  if (readSync(file, bytes, { position }) !== length) throw new Error('The font ends too early.');
  return bytes;
}

/** The code points that a `cmap` table maps to a glyph, by its format 12 or else 4 (OpenType 1.9). */
function charactersOf(cmap: Buffer): ReadonlySet<number> {
  const formats = new Map<number, number>();
  for (let index = 0; index < cmap.readUInt16BE(2); index += 1) {
    const subtable = cmap.readUInt32BE(4 + index * 8 + 4);
    formats.set(cmap.readUInt16BE(subtable), subtable);
  }
  const full = formats.get(12);
  if (full !== undefined) return segmentedCoverage(cmap, full);
  const basic = formats.get(4);
  if (basic !== undefined) return basicCoverage(cmap, basic);
  throw new Error('The font has no character map in format 4 or 12.');
}

function segmentedCoverage(font: Buffer, table: number): Set<number> {
  const points = new Set<number>();
  for (let group = 0; group < font.readUInt32BE(table + 12); group += 1) {
    const record = table + 16 + group * 12;
    const first = font.readUInt32BE(record);
    const glyph = font.readUInt32BE(record + 8);
    for (let point = first; point <= font.readUInt32BE(record + 4); point += 1) {
      if (glyph + point - first !== 0) points.add(point);
    }
  }
  return points;
}

function basicCoverage(font: Buffer, table: number): Set<number> {
  const points = new Set<number>();
  const size = font.readUInt16BE(table + 6);
  const ends = table + 14;
  const starts = ends + size + 2;
  const deltas = starts + size;
  const ranges = deltas + size;
  for (let segment = 0; segment < size; segment += 2) {
    const start = font.readUInt16BE(starts + segment);
    const delta = font.readUInt16BE(deltas + segment);
    const range = font.readUInt16BE(ranges + segment);
    for (let point = start; point <= font.readUInt16BE(ends + segment) && point < 0xffff; point += 1) {
      const listed = range === 0 ? point : font.readUInt16BE(ranges + segment + range + (point - start) * 2);
      if (listed !== 0 && ((listed + delta) & 0xffff) !== 0) points.add(point);
    }
  }
  return points;
}
