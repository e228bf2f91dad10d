import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * Font families in the order of lookup. Amiri (Arabic) and Hind Siliguri (Bengali) have whole letters where Noto
 * composes them from parts, so their text can be searched and copied in any reader.
 */
const FONTS = [
  {
    family: 'Source Sans 3',
    package: 'source-sans-3',
    name: 'SourceSans3',
    weights: ['400Regular', '600SemiBold'],
  },
  { family: 'Noto Sans', package: 'noto-sans', name: 'NotoSans', weights: ['400Regular', '600SemiBold'] },
  { family: 'Amiri', package: 'amiri', name: 'Amiri', weights: ['400Regular', '700Bold'] },
  {
    family: 'Hind Siliguri',
    package: 'hind-siliguri',
    name: 'HindSiliguri',
    weights: ['400Regular', '600SemiBold'],
  },
  {
    family: 'Noto Sans Gurmukhi',
    package: 'noto-sans-gurmukhi',
    name: 'NotoSansGurmukhi',
    weights: ['400Regular', '600SemiBold'],
  },
  {
    family: 'Noto Sans Gujarati',
    package: 'noto-sans-gujarati',
    name: 'NotoSansGujarati',
    weights: ['400Regular', '600SemiBold'],
  },
  {
    family: 'Noto Sans Tamil',
    package: 'noto-sans-tamil',
    name: 'NotoSansTamil',
    weights: ['400Regular', '600SemiBold'],
  },
  {
    family: 'Noto Sans Symbols',
    package: 'noto-sans-symbols',
    name: 'NotoSansSymbols',
    weights: ['400Regular'],
  },
  {
    family: 'Noto Sans Symbols 2',
    package: 'noto-sans-symbols-2',
    name: 'NotoSansSymbols2',
    weights: ['400Regular'],
  },
  { family: 'Noto Sans Math', package: 'noto-sans-math', name: 'NotoSansMath', weights: ['400Regular'] },
  { family: 'Noto Emoji', package: 'noto-emoji', name: 'NotoEmoji', weights: ['400Regular'] },
] as const;

const MONOSPACED = {
  family: 'Source Code Pro',
  package: 'source-code-pro',
  name: 'SourceCodePro',
  weights: ['400Regular'],
} as const;

/** Whether one of the text fonts can show all of these code points together. */
export type Coverage = (codePoints: readonly number[]) => boolean;

/** The fonts of the documents, read once and shared by the compiler, the templates and coverage checks. */
export type PdfFonts = Readonly<{
  /** Font files for the compiler. */
  files: readonly Buffer[];
  /** Family names for the template, in order of preference. */
  families: readonly string[];
  monospaced: string;
  covers: Coverage;
}>;

/** Reads the fonts from node_modules. */
export function loadFonts(): PdfFonts {
  const require = createRequire(import.meta.url);
  const read = (font: { package: string; name: string }, weight: string) =>
    readFileSync(require.resolve(`@expo-google-fonts/${font.package}/${weight}/${font.name}_${weight}.ttf`));

  const families = FONTS.map((font) => font.weights.map((weight) => read(font, weight)));
  const characters = families.map((weights) => weights.map(charactersOf));
  return {
    files: [...families.flat(), ...MONOSPACED.weights.map((weight) => read(MONOSPACED, weight))],
    families: FONTS.map((font) => font.family),
    monospaced: MONOSPACED.family,
    covers: (codePoints) =>
      characters.some((weights) => codePoints.every((point) => weights.every((set) => set.has(point)))),
  };
}

/**
 * The code points that a TrueType font maps to a glyph, from its `cmap` table in format 12 or else 4 (OpenType 1.9).
 */
function charactersOf(font: Buffer): ReadonlySet<number> {
  const cmap = tableOffset(font, 'cmap');
  const formats = new Map<number, number>();
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index += 1) {
    const subtable = cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4);
    formats.set(font.readUInt16BE(subtable), subtable);
  }
  const full = formats.get(12);
  if (full !== undefined) return segmentedCoverage(font, full);
  const basic = formats.get(4);
  if (basic !== undefined) return basicCoverage(font, basic);
  throw new Error('The font has no character map in format 4 or 12.');
}

function tableOffset(font: Buffer, tag: string): number {
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const record = 12 + index * 16;
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  throw new Error(`The font has no ${tag} table.`);
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
