import { segmentsOf } from '#lib/kernel/text/citations.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';
import type { Coverage } from './fonts.ts';

/**
 * A line of text. If some words may be broken, or refer to evidence, a list of plain text, of such words in pieces, and of
 * references.
 */
export type TextLine = string | readonly (string | readonly string[] | TextCitation)[];

/** Words that refer to evidence, and what they lead to. */
export type TextCitation = { readonly text: string } & Target;

/** What a reference leads to: the label of a place in the document, or a place elsewhere in words. */
export type Target =
  | { readonly to: string; readonly elsewhere: null }
  | { readonly to: null; readonly elsewhere: string };

/**
 * What a reference to an item, or to a page of it, leads to. Null: nothing.
 *
 * @param reference - `E12`
 */
export type TargetOf = (reference: string, page: number | null) => Target | null;

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
  function paragraphs(
    text: string,
    limit: number = WORD_LIMIT.prose,
    targetOf: TargetOf = () => null,
  ): readonly TextParagraph[] {
    return clean(text)
      .split(/\n[ \t]*(?:\n[ \t]*)+/)
      .flatMap(byDirection)
      .map(({ rtl, lines }) => ({
        rtl,
        lang: languageOf(lines.join(' ')),
        lines: lines.map((line) => withCitations(line, limit, targetOf)),
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

/** By letters that only this language has, or by script: the language written most in it. */
const languages: readonly (readonly [RegExp, string])[] = [
  [/[ڕڵۆێ]/u, 'ckb'],
  [/[ټډړښږڼځڅ]/u, 'ps'],
  [/[ٹڈڑںےہھۓ]/u, 'ur'],
  [/[پچژگکی]/u, 'fa'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Lao}/u, 'lo'],
  [/\p{Script=Khmer}/u, 'km'],
  [/\p{Script=Myanmar}/u, 'my'],
  [/\p{Script=Bengali}/u, 'bn'],
  [/\p{Script=Gurmukhi}/u, 'pa'],
  [/\p{Script=Gujarati}/u, 'gu'],
  [/\p{Script=Tamil}/u, 'ta'],
  [/\p{Script=Telugu}/u, 'te'],
  [/\p{Script=Kannada}/u, 'kn'],
  [/\p{Script=Malayalam}/u, 'ml'],
  [/\p{Script=Sinhala}/u, 'si'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/[ቐ-ቝ]/u, 'ti'],
  [/\p{Script=Ethiopic}/u, 'am'],
  [/[ґєії]/iu, 'uk'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Georgian}/u, 'ka'],
  [/\p{Script=Armenian}/u, 'hy'],
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

// Scripts without spaces, in which Typst finds the places to break by their own rules.
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3000-\u30ff\uff00-\uffef]/v;
const wordEnd = new RegExp(
  `(?<=\\s)|(?<=${unspaced.source})(?!${unspaced.source})|(?<!${unspaced.source})(?=${unspaced.source})`,
  'v',
);

/** A line with its references to evidence, as far as they lead anywhere. */
function withCitations(line: string, limit: number, targetOf: TargetOf): TextLine {
  const parts: (string | TextCitation)[] = [];
  for (const { text, number, page } of segmentsOf(line)) {
    const target = number === null ? null : targetOf(referenceOf(number), pageNamed(text, page));
    const last = parts.at(-1);
    if (target) parts.push({ text, ...target });
    else if (typeof last === 'string') parts[parts.length - 1] = last + text;
    else parts.push(text);
  }
  const [only = '', ...others] = parts;
  if (others.length === 0 && typeof only === 'string') return breakable(only, limit);
  return parts.flatMap((part) => (typeof part === 'string' ? breakable(part, limit) : part));
}

/** The page that words name. A sheet of a table can be of many pages. */
export function pageNamed(words: string, page: number | null): number | null {
  return /sheet/i.test(words) ? null : page;
}

/** Splits words that are longer than `limit` into pieces: after punctuation, then every few characters. */
function breakable(line: string, limit: number): TextLine {
  if (!new RegExp(`\\S{${limit + 1}}`).test(line)) return line;
  const parts: (string | readonly string[])[] = [];
  for (const word of line.split(wordEnd)) {
    const last = parts.at(-1);
    if (word.trimEnd().length > limit && !unspaced.test(word)) parts.push(breakWord(word));
    else if (typeof last === 'string') parts[parts.length - 1] = last + word;
    else parts.push(word);
  }
  const [only = '', ...others] = parts;
  return others.length === 0 && typeof only === 'string' ? only : parts;
}

function breakWord(word: string): string[] {
  return word.split(/(?<=[/_.\-?&=,;:@])(?![/_.\-?&=,;:@])/).flatMap((part) => {
    const clusters = Array.from(graphemes.segment(part), ({ segment }) => segment);
    return Array.from({ length: Math.ceil(clusters.length / BREAK_EVERY) }, (_, index) =>
      clusters.slice(index * BREAK_EVERY, (index + 1) * BREAK_EVERY).join(''),
    );
  });
}
