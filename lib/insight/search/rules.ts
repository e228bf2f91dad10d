import { capitalise } from '#lib/kernel/format.ts';
import { segmentsOf } from '#lib/kernel/text/citations.ts';
import { fold } from '#lib/kernel/text/fold.ts';
import { can, type Permission, type Role } from '#lib/platform/access/permissions.ts';
import type { TextUnit } from '#lib/platform/reading/pages.ts';

// What people type into the search, and what is shown of what it finds.

/** The kinds of result, in the order of the page. */
export const RESULT_KINDS = {
  evidence: 'Evidence',
  statements: 'Statements',
  comments: 'Comments',
  measures: 'Measures',
  topics: 'Topics',
  help: 'Help',
} as const;
export type ResultKind = keyof typeof RESULT_KINDS;

/** What entries of a kind are about, and who may read it. The kinds are those of the view `search_sources`. */
const ENTRIES: Readonly<Record<string, Permission>> = {
  item: 'evidence:view',
  use: 'evidence:view',
  content: 'evidence:download',
  statement: 'assessment:view',
  comment: 'comment:view',
  measure: 'measures:view',
};

/** What a person in this role may search in. */
export function entriesFor(holder: { readonly role: Role }): readonly string[] {
  return Object.entries(ENTRIES).flatMap(([kind, permission]) => (can(holder, permission) ? [kind] : []));
}

/** How many of each kind are shown together, and of one kind on a page. */
export const SHOWN_TOGETHER = 5;
export const RESULTS_PAGE_SIZE = 20;

/** The most words of a search. Further ones are left out, and the page says so. */
export const MOST_WORDS = 20;

/** How many pages of files with the words of a phrase are looked at. In SQL: `find_in_council`. */
export const MOST_PAGES = 5_000;

/**
 * The terms of a search: words, and in quotation marks words that must follow each other. Nothing else has a meaning, so
 * that every text can be searched for.
 *
 * @example
 * termsOf('carers “short breaks”').terms; // ['carers', 'short breaks']
 */
export function termsOf(typed: string): { readonly terms: readonly string[]; readonly areAll: boolean } {
  const parts = fold(typed).split('"');
  // An opening mark without a closing one means nothing.
  const open = parts.length % 2 === 0 ? parts.length - 1 : parts.length;
  const terms = parts.flatMap((part, index) =>
    index % 2 === 1 && index < open
      ? [wordsOf(part).join(' ')]
      : part.split(' ').map((one) => wordsOf(one).join(' ')),
  );
  const all = [...new Set(terms.filter((term) => term !== ''))];
  return { terms: all.slice(0, MOST_WORDS), areAll: all.length <= MOST_WORDS };
}

/** The words of a folded text, cut as the database's `search_text` does. */
export function wordsOf(folded: string): readonly string[] {
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A text in pieces, of which some are what was searched for. */
export type Passage = readonly { readonly text: string; readonly found: boolean }[];

/** Which words of a text are what was searched for, given folded. */
export type IsFound = (word: string) => boolean;

const PASSAGE = 240;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

type FoundWord = { readonly start: number; readonly end: number; readonly word: string };

/** The whole text with what was found marked. */
export function marked(text: string, isFound: IsFound): Passage {
  return pieces(text, foundIn(text, isFound));
}

/**
 * The part of a text with the most of the different words that were searched for, cut between words. Null if it has none
 * of them.
 */
export function passageOf(text: string, isFound: IsFound): Passage | null {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const found = foundIn(line, isFound);
  const [first] = found;
  if (!first) return null;
  const { best } = found.reduce(
    (so, one, index) => {
      const within = found.slice(index, index + 30).filter(({ end }) => end <= one.start + PASSAGE * 0.7);
      const score = new Set(within.map(({ word }) => word)).size * 100 + Math.min(within.length, 50);
      return score > so.score ? { best: one, score } : so;
    },
    { best: first, score: 0 },
  );
  const start = wordStart(line, best.start - PASSAGE * 0.3);
  const end = wordEnd(line, start + PASSAGE);
  const shown = found.filter((one) => one.start >= start && one.end <= end);
  const cut = pieces(
    line.slice(start, end),
    shown.map((one) => ({ ...one, start: one.start - start, end: one.end - start })),
  );
  return [
    ...(start > 0 ? [{ text: '… ', found: false }] : []),
    ...cut,
    ...(end < line.length ? [{ text: ' …', found: false }] : []),
  ];
}

function foundIn(text: string, isFound: IsFound): readonly FoundWord[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    word: fold(word),
  })).filter(({ word }) => wordsOf(word).some(isFound));
}

function pieces(text: string, found: readonly FoundWord[]): Passage {
  let at = 0;
  const parts = found.flatMap(({ start, end }) => {
    const before = text.slice(at, start);
    at = end;
    return [
      { text: before, found: false },
      { text: text.slice(start, end), found: true },
    ];
  });
  return [...parts, { text: text.slice(at), found: false }].filter(({ text: one }) => one !== '');
}

function wordStart(text: string, from: number): number {
  if (from <= 0) return 0;
  const space = text.indexOf(' ', Math.floor(from));
  // A language without blanks has no better place.
  return space === -1 || space - from > 60 ? wholeCharacter(text, Math.floor(from)) : space + 1;
}

function wordEnd(text: string, to: number): number {
  if (to >= text.length) return text.length;
  const space = text.lastIndexOf(' ', to);
  return to - space > 60 ? wholeCharacter(text, to) : space;
}

/** Never between the halves of a character. */
function wholeCharacter(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at;
}

/** Every word of the texts, folded, that begins with the letter of a stem: what else could be it? */
export function candidatesIn(texts: readonly string[], stems: readonly string[]): readonly string[] {
  const letters = new Set(stems.map((stem) => stem.charAt(0)));
  return [...new Set(texts.flatMap((text) => wordsOf(fold(text))))].filter((word) =>
    letters.has(word.charAt(0)),
  );
}

/** Shorter words have too many others beside them. */
export const SHORTEST_TO_CORRECT = 4;

/** Whether two words differ by one slip: a letter left out, added, changed, or two swapped. */
export function isOneSlip(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) [endA, endB] = [endA - 1, endB - 1];
  const [left, right] = [a.slice(start, endA), b.slice(start, endB)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

/**
 * A search with the words that no title has replaced by the most used one with a slip between them. Null if there is
 * nothing to replace.
 */
export function corrected(terms: readonly string[], titles: readonly string[]): readonly string[] | null {
  const counts = new Map<string, number>();
  for (const title of titles)
    for (const word of wordsOf(fold(title))) counts.set(word, (counts.get(word) ?? 0) + 1);
  const known = [...counts].toSorted(([, a], [, b]) => b - a).map(([word]) => word);
  const better = terms.map((term) =>
    wordsOf(term)
      .map((word) =>
        word.length < SHORTEST_TO_CORRECT || counts.has(word)
          ? word
          : (known.find((other) => isOneSlip(word, other)) ?? word),
      )
      .join(' '),
  );
  return better.some((term, index) => term !== terms[index]) ? better : null;
}

/** Terms as they would be typed. */
export function typedAs(terms: readonly string[]): string {
  return terms.map((term) => (term.includes(' ') ? `“${term}”` : term)).join(' ');
}

/** The reference of an item, alone or with a page: "E12", "e 12", "E12 p.4". Null if something else was typed. */
export function referenceIn(
  typed: string,
): { readonly reference: string; readonly page: number | null } | null {
  const [only, ...others] = segmentsOf(typed.trim().replace(/^e\s(?=\d)/i, 'E'));
  if (!only || only.number === null || others.length > 0) return null;
  return { reference: `E${only.number}`, page: only.page };
}

/**
 * The name that a page of a file goes by: "Page 4", "Slide 2, Waits". A sheet goes by its own, as the rest of a long one
 * has no number that people know: "Sheet “Waiting list”".
 */
export function describePage(unit: TextUnit, number: number, label: string): string {
  if (unit === 'sheet' && label !== '') return `Sheet “${label}”`;
  return `${capitalise(unit)} ${number}${unit !== 'page' && label !== '' ? `, ${label}` : ''}`;
}
