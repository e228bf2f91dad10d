import type { Coverage } from './fonts.ts';

/** A line of text. If some words may be broken, a list of plain text and of such words in pieces. */
export type TextLine = string | readonly (string | readonly string[])[];

/** Lines that belong together and have the same direction. */
export type TextParagraph = Readonly<{ rtl: boolean; lang: string | null; lines: readonly TextLine[] }>;

/** Maximum characters without a space, above which a word gets places to break. */
export const WORD_LIMIT = { prose: 44, cell: 18, narrowCell: 12 } as const;

const BREAK_EVERY = 8;

const newlines = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
const controls = /[\p{Cc}--[\n\t]]/gv;
// Embeddings and overrides can make a name look like another. The others have no visible effect in print.
const invisible = /[\p{Default_Ignorable_Code_Point}--[\u00ad\u200b-\u200f\u2066-\u2069\ufe0e\ufe0f]]/gv;
const ignorable = /^\p{Default_Ignorable_Code_Point}$/u;
const rightToLeft = /^[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]$/u;
const leftToRight = /^\p{L}$/u;
const plain = /^[\t\n\x20-\x7e\xa0-\xac\xae-\xff\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u20ac]*$/;

const graphemes = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });

/**
 * Prepares typed text for a template: keeps paragraphs and line breaks, detects each paragraph's direction and
 * language, adds places to break long words, and replaces a character that no font has with its number, `[U+4E2D]`.
 */
export function packText(covers: Coverage) {
  function paragraphs(text: string, limit: number = WORD_LIMIT.prose): readonly TextParagraph[] {
    return clean(text)
      .split(/\n[ \t]*(?:\n[ \t]*)+/)
      .flatMap(byDirection)
      .map(({ rtl, lines }) => ({
        rtl,
        lang: languageOf(lines.join(' ')),
        lines: lines.map((line) => breakable(line, limit)),
      }));
  }

  function clean(text: string): string {
    const tidy = text
      .toWellFormed()
      .replace(newlines, '\n')
      .replace(controls, '')
      .replace(invisible, '')
      .trim();
    return plain.test(tidy) ? tidy.replaceAll('\t', '    ') : showable(tidy).replaceAll('\t', '    ');
  }

  /** A cluster must come from a single font, so it is looked up whole, as typed or composed. */
  function showable(text: string): string {
    const points = (cluster: string) =>
      Array.from(cluster.replace(/[\n\t]/g, ' '))
        .filter((character) => !ignorable.test(character))
        .map((character) => character.codePointAt(0) ?? 0);
    const shown = Array.from(graphemes.segment(text), ({ segment }) => {
      const asTyped = points(segment);
      if (covers(asTyped) || covers(points(segment.normalize('NFC')))) return segment;
      return Array.from(asTyped, (point) => {
        const alone = !/\p{M}/u.test(String.fromCodePoint(point)) && covers([point]);
        return alone ? String.fromCodePoint(point) : `[${codeNotation(point)}]`;
      }).join('');
    });
    return shown.join('').replaceAll('][U+', ' U+');
  }

  return { paragraphs, clean };
}

/** Truncates text to this many characters as people count them, and marks the omission. */
export function shorten(text: string, limit: number): string {
  // Text has at most as many characters as code units.
  if (text.length <= limit) return text;
  const characters = Array.from(graphemes.segment(text), ({ segment }) => segment);
  return characters.length <= limit ? text : `${characters.slice(0, limit).join('').trimEnd()}…`;
}

function codeNotation(point: number): string {
  return `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Splits a paragraph where the direction of its lines changes. A line without letters stays with the previous one. */
function byDirection(paragraph: string): { rtl: boolean; lines: string[] }[] {
  const parts: { rtl: boolean; lines: string[] }[] = [];
  for (const line of paragraph.split('\n')) {
    const last = parts.at(-1);
    const rtl = isRightToLeft(line) ?? last?.rtl ?? false;
    if (last && last.rtl === rtl) last.lines.push(line);
    else parts.push({ rtl, lines: [line] });
  }
  return parts;
}

/** The direction of the first letter, as in the Unicode bidirectional algorithm; `null` if there are no letters. */
function isRightToLeft(line: string): boolean | null {
  for (const character of line) {
    if (rightToLeft.test(character)) return true;
    if (leftToRight.test(character)) return false;
  }
  return null;
}

const languages: readonly (readonly [RegExp, string])[] = [
  [/[ٹڈڑںےہھۓ]/u, 'ur'],
  [/[پچژگکی]/u, 'fa'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Bengali}/u, 'bn'],
  [/\p{Script=Gurmukhi}/u, 'pa'],
  [/\p{Script=Gujarati}/u, 'gu'],
  [/\p{Script=Tamil}/u, 'ta'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Greek}/u, 'el'],
];

/**
 * The language of a paragraph that is mostly in a script other than Latin; otherwise `null`, the document's language.
 */
function languageOf(text: string): string | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters === 0 || latin * 2 >= letters) return null;
  return languages.find(([letter]) => letter.test(text))?.[1] ?? null;
}

/** Splits words that are longer than `limit` into pieces: after punctuation, then every few characters. */
function breakable(line: string, limit: number): TextLine {
  if (!new RegExp(`\\S{${limit + 1}}`).test(line)) return line;
  const parts: (string | readonly string[])[] = [];
  for (const word of line.split(/(?<=\s)/)) {
    const last = parts.at(-1);
    if (word.trimEnd().length > limit) parts.push(breakWord(word));
    else if (typeof last === 'string') parts[parts.length - 1] = last + word;
    else parts.push(word);
  }
  return parts;
}

function breakWord(word: string): string[] {
  return word.split(/(?<=[/_.\-?&=,;:@])(?![/_.\-?&=,;:@])/).flatMap((part) => {
    const clusters = Array.from(graphemes.segment(part), ({ segment }) => segment);
    return Array.from({ length: Math.ceil(clusters.length / BREAK_EVERY) }, (_, index) =>
      clusters.slice(index * BREAK_EVERY, (index + 1) * BREAK_EVERY).join(''),
    );
  });
}
