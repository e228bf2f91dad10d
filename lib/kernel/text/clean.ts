import { limitCombiningMarks } from './combining-marks.ts';
import { isVisible } from './visible.ts';

/** Makes a text storable and changes nothing else: '\n' line ends, no NUL, no lone surrogates. */
export function storableText(typed: string): string {
  return typed.replace(/\r\n?/g, '\n').replaceAll('\u0000', '').toWellFormed();
}

/**
 * Cleans a text of several lines: NFC, '\n' line ends, and no invisible characters but those that do something where
 * they are, such as joiners in Persian and emoji. '' if nothing visible is left. Idempotent.
 *
 * @example
 * cleanText('Cafe\u0301\u200b\vTwo'); // 'Café\nTwo'
 */
export function cleanText(typed: string): string {
  const text = compose(stripInvisible(compose(typed.toWellFormed().replace(LINE_END, '\n'))));
  return isVisible(text) ? text : '';
}

/** Cleans a text of one line, such as a title: also collapses blanks to one space and trims them. */
export function cleanLine(typed: string): string {
  return cleanText(typed).replace(/\s+/g, ' ').trim();
}

/** Removes control characters from a text that leaves the service, because other programs refuse them. */
export function stripControls(text: string): string {
  return text.replace(/[\v\f]/g, '\n').replace(/(?![\t\n\r])\p{Cc}/gu, '');
}

/**
 * Whether a text reverses the direction of some of its words, so that it reads as something else. Marks around the whole
 * text, which some programs add when copying, do not count.
 */
export function hasDirectionOverride(text: string): boolean {
  return /[\u202a-\u202e\u2066-\u2069]/.test(text.trim().replace(EMBEDDED, '$1'));
}

const EMBEDDED = /^[\u202a\u202b\u2066-\u2068](.*)[\u202c\u2069][\s\u200b-\u200f\ufeff]*$/s;

const LINE_END = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

function compose(text: string): string {
  return limitCombiningMarks(text).normalize('NFC');
}

/** Removes invisible characters that have no effect where they are. */
function stripInvisible(text: string): string {
  const seen = text
    .replaceAll('\u001e', '\u2011') // Word's hyphen that does not break
    .replace(NEVER_SEEN, '')
    .replace(TAGS, '$1');
  return (RIGHT_TO_LEFT.test(seen) ? seen : seen.replace(DIRECTION_MARKS, ''))
    .replace(VARIANTS_OF_NOTHING, '')
    .replace(JOINERS, '$1')
    .replace(JOINERS_OF_NOTHING, '');
}

// Kept or removed by context, below.
const JOINER = String.raw`[\u200b-\u200d]`;
const VARIANT = String.raw`[\ufe00-\ufe0f\u180b-\u180f\u{e0100}-\u{e01ef}]`;
const TAG = String.raw`[\u{e0000}-\u{e007f}]`;
const DIRECTION_MARK = String.raw`[\u200e\u200f\u061c]`;

const NEVER_SEEN = new RegExp(
  String.raw`(?![\t\n])\p{Cc}|\p{Noncharacter_Code_Point}|[\ufff9-\ufffc]|` +
    `(?!${JOINER}|${VARIANT}|${TAG}|${DIRECTION_MARK})\\p{Default_Ignorable_Code_Point}`,
  'gu',
);
const JOINERS = new RegExp(`(${JOINER})${JOINER}+`, 'gu');
// The flags of England, Scotland and Wales are spelled in tags; anything else in tags is a hidden text.
const TAGS = new RegExp(
  String.raw`(\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f})|${TAG}`,
  'gu',
);
const DIRECTION_MARKS = new RegExp(DIRECTION_MARK, 'gu');
const RIGHT_TO_LEFT =
  /(?!\u061c)[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

// Marks of direction and variants have scripts too.
const scripts = (...names: string[]) =>
  `(?!\\p{Default_Ignorable_Code_Point})[${names.map((name) => `\\p{scx=${name}}`).join('')}]`;
// In these a joiner decides how the letters round it are drawn.
const JOINING = scripts(
  'Arabic',
  'Syriac',
  'Mandaic',
  'Nko',
  'Adlam',
  'Hanifi_Rohingya',
  'Mongolian',
  'Phags_Pa',
  'Devanagari',
  'Bengali',
  'Gurmukhi',
  'Gujarati',
  'Oriya',
  'Tamil',
  'Telugu',
  'Kannada',
  'Malayalam',
  'Sinhala',
  'Tibetan',
  'Newa',
  'Chakma',
);
// These scripts are written without spaces: a zero-width space marks where a line may break.
const UNSPACED = scripts('Thai', 'Lao', 'Khmer', 'Myanmar', 'Tai_Tham', 'Tibetan', 'Javanese', 'Balinese');
const VARIED = scripts('Han', 'Hiragana', 'Katakana', 'Mongolian', 'Phags_Pa', 'Myanmar', 'Manichaean');
const PICTURE = String.raw`\p{Extended_Pictographic}[\ufe0f\u20e3\p{Emoji_Modifier}]*`;

const VARIANTS_OF_NOTHING = new RegExp(
  String.raw`(?<!${VARIED}|(?![#*0-9])[\p{Emoji}\p{S}])(?<![#*0-9](?=\ufe0f\u20e3))${VARIANT}`,
  'gu',
);
const JOINERS_OF_NOTHING = new RegExp(
  [
    String.raw`(?<!${UNSPACED}\p{M}*)\u200b|\u200b(?![\p{L}\p{M}])`,
    String.raw`(?<!${JOINING}\p{M}*)\u200c|\u200c(?![\p{L}\p{M}])`,
    String.raw`(?<!${JOINING}\p{M}*)(?<!${PICTURE})\u200d|(?<!${JOINING}\p{M}*)\u200d(?!\p{Extended_Pictographic})`,
  ].join('|'),
  'gu',
);
