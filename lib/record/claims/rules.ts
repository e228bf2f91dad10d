import { addDays, addMonths, type CalendarDate, londonDay } from '#lib/kernel/dates.ts';
import { excerpt } from '#lib/kernel/text/excerpt.ts';
import { NARRATIVES } from '#lib/record/assessments/rules.ts';
import { CATEGORIES, type Category, numberOf } from '#lib/record/evidence/rules.ts';

/** A stretch of a narrative: plain text, or a reference to the evidence item of that number. */
export type Segment = { readonly text: string; readonly number: number | null };

// "E12" or "e12", not within a word, not the start of a file name or decimal (E12.pdf, E12.5), not of a postcode (E8 1EA).
const REFERENCE =
  /(?<![\p{L}\p{N}\p{M}_])[Ee][1-9]\d{0,8}(?![\p{L}\p{N}\p{M}_]|\.[\p{Ll}\d]| \d[A-Z]{2}(?![\p{L}\p{N}]))/gu;
// Nearly every word lacks this, and it is quick to find.
const MAY_REFER = /[Ee][1-9]/;
// Longest of what REFERENCE looks at behind a reference.
const LOOKS_AHEAD = 5;
const ADDRESS =
  /:\/\/|@|^[^\p{L}\p{N}]*www\.|^[^\p{L}\p{N}]*[\p{L}\p{N}][\p{L}\p{N}-]*(?:\.[\p{L}\p{N}-]+)+\//iu;

/**
 * A narrative cut at its references, in order and without loss. "E12" is one, as is "e12"; "E012", "CE12" and "E12" in
 * an address are not. Of a range such as "E3-E7" only its two ends are references.
 */
export function segmentsOf(narrative: string): readonly Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  for (const { 0: word, index: at } of narrative.matchAll(/\S+/gu)) {
    if (!MAY_REFER.test(word) || ADDRESS.test(word)) continue;
    const seen = narrative.slice(at, at + word.length + LOOKS_AHEAD);
    for (const { 0: reference, index } of seen.matchAll(REFERENCE)) {
      if (index >= word.length) break;
      if (at + index > from) segments.push({ text: narrative.slice(from, at + index), number: null });
      segments.push({ text: reference, number: numberOf(reference) });
      from = at + index + reference.length;
    }
  }
  if (from < narrative.length) segments.push({ text: narrative.slice(from), number: null });
  return segments;
}

/** The numbers of the items that narratives cite, each once, lowest first. */
export function citedIn(narratives: readonly string[]): readonly number[] {
  const numbers = narratives.flatMap((text) => segmentsOf(text).flatMap(({ number }) => number ?? []));
  return [...new Set(numbers)].toSorted((a, b) => a - b);
}

/** The same for the narratives of one statement. */
export function citedInNarratives(statement: Readonly<Record<NarrativeField, string>>): readonly number[] {
  return citedIn(NARRATIVES.map(({ field }) => statement[field]));
}

// An empty line ends a paragraph, and so does a line end after a full stop of any script, or before an item of a list.
// Any other line end may come from a text that was copied in.
const PARAGRAPH_END =
  /\n[^\S\n]*(?:\n|$)|(?<=(?![,،、])\p{Po}|\p{Pe}|\p{Pf})[^\S\n]*\n|\n(?=[^\S\n]*(?:[-*•–]|\d{1,2}[.)])\s)/u;

/** The paragraphs that claim something. One that ends in a colon leads to the next and claims nothing by itself. */
function claimsIn(narrative: string): readonly string[] {
  return narrative
    .split(PARAGRAPH_END)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => /[\p{L}\p{N}]/u.test(paragraph) && !/[:：]$/u.test(paragraph));
}

/** An evidence item, as far as claims and proof ask. */
export type ProofItem = {
  readonly number: number;
  readonly category: Category;
  /** A calendar date, "2026-11-21". */
  readonly datedOn: CalendarDate | null;
};

/** What a statement has for proof: the items attached to it, and of all that it cites those in the council's list. */
export type Proof = { readonly attached: readonly ProofItem[]; readonly inList: readonly number[] };

export type NarrativeField = (typeof NARRATIVES)[number]['field'];

export type ClaimsAndProof = {
  /** Paragraphs that claim something. */
  readonly claims: number;
  /** Paragraphs without a reference, by their first words, in the order of the page. */
  readonly withoutProof: readonly { readonly field: NarrativeField; readonly quote: string }[];
  /** Numbers of items, lowest first: attached and in no narrative; cited and not attached; cited and nowhere. */
  readonly neverCited: readonly number[];
  readonly notAttached: readonly number[];
  readonly unknown: readonly number[];
  readonly byCategory: readonly { readonly category: Category; readonly count: number }[];
  /** The categories of the attached items that are recent, and of those that are recent and cited. */
  readonly covered: { readonly recent: readonly Category[]; readonly recentAndCited: readonly Category[] };
  readonly age: {
    /** Of the dates that have come. Null where no attached item has one. */
    readonly oldest: CalendarDate | null;
    readonly newest: CalendarDate | null;
    readonly undated: number;
    /** Items about a day more than two years before today in London, and about one after it, lowest first. */
    readonly stale: readonly number[];
    readonly ahead: readonly number[];
  };
};

/** Years after which evidence is old. */
export const STALE_AFTER_YEARS = 2;

/** Every fact about what a statement claims and what proves it. */
export function claimsAndProof(
  narratives: Readonly<Record<NarrativeField, string>>,
  { attached, inList }: Proof,
  asOf: Date,
): ClaimsAndProof {
  const cited = new Set(citedInNarratives(narratives));
  const items = attached.toSorted((a, b) => a.number - b.number);
  const own = new Set(items.map(({ number }) => number));
  const listed = new Set(inList);
  const [limit, today] = [staleBefore(asOf), londonDay(asOf)];
  const dated = items.filter(({ datedOn }) => datedOn !== null && datedOn <= today);
  const dates = dated.flatMap(({ datedOn }) => datedOn ?? []).toSorted();
  const recent = dated.filter(({ datedOn }) => datedOn !== null && datedOn >= limit);
  const claims = NARRATIVES.flatMap(({ field }) =>
    claimsIn(narratives[field]).map((claim) => ({ field, claim })),
  );
  return {
    claims: claims.length,
    withoutProof: claims
      .filter(({ claim }) => citedIn([claim]).length === 0)
      .map(({ field, claim }) => ({ field, quote: excerpt(claim) })),
    neverCited: [...own].filter((number) => !cited.has(number)),
    notAttached: [...cited].filter((number) => !own.has(number) && listed.has(number)),
    unknown: [...cited].filter((number) => !own.has(number) && !listed.has(number)),
    byCategory: CATEGORIES.map((category) => ({
      category,
      count: items.filter((item) => item.category === category).length,
    })),
    covered: {
      recent: categoriesOf(recent),
      recentAndCited: categoriesOf(recent.filter(({ number }) => cited.has(number))),
    },
    age: {
      oldest: dates[0] ?? null,
      newest: dates.at(-1) ?? null,
      undated: items.filter(({ datedOn }) => datedOn === null).length,
      stale: numbersOf(items.filter(({ datedOn }) => datedOn !== null && datedOn < limit)),
      ahead: numbersOf(items.filter(({ datedOn }) => datedOn !== null && datedOn > today)),
    },
  };
}

function numbersOf(items: readonly ProofItem[]): readonly number[] {
  return items.map(({ number }) => number);
}

/** In the order of the categories, each once. */
function categoriesOf(items: readonly ProofItem[]): readonly Category[] {
  return CATEGORIES.filter((category) => items.some((item) => item.category === category));
}

/** The first date that is not old yet. Of a 29 February two years ago, which there is not, it is the day after. */
export function staleBefore(asOf: Date): CalendarDate {
  return addDays(addMonths(addDays(londonDay(asOf), -1), -12 * STALE_AFTER_YEARS), 1);
}
