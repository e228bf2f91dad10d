import { addDays, addMonths, type CalendarDate } from '#lib/kernel/dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { citedNumbers } from '#lib/kernel/text/citations.ts';
import { excerpt } from '#lib/kernel/text/excerpt.ts';
import { NARRATIVES } from '#lib/record/assessments/rules.ts';
import { CATEGORIES, type Category } from '#lib/record/evidence/rules.ts';

/** `citedNumbers` for the narratives of one statement. */
export function numbersCitedBy(statement: Readonly<Record<NarrativeField, string>>): readonly number[] {
  return citedNumbers(NARRATIVES.map(({ field }) => statement[field]));
}

// A paragraph ends at an empty line, at a line end after a full stop of any script, or before a list item. Any other
// line end may be left over from pasted text.
const PARAGRAPH_END =
  /\n[^\S\n]*(?:\n|$)|(?<=(?![,،、])\p{Po}|\p{Pe}|\p{Pf})[^\S\n]*\n|\n(?=[^\S\n]*(?:[-*•–]|\d{1,2}[.)])\s)/u;

/** Paragraphs that make a claim. One that ends in a colon only introduces the next. */
function claimsIn(narrative: string): readonly string[] {
  return narrative
    .split(PARAGRAPH_END)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => /[\p{L}\p{N}]/u.test(paragraph) && !/[:：]$/u.test(paragraph));
}

/** The parts of an evidence item that claims and proof need. */
export type ProofItem = {
  readonly number: number;
  readonly category: Category;
  /** A calendar date, "2026-11-21". */
  readonly datedOn: CalendarDate | null;
};

/** Numbers of items that count as no evidence. `notClean`: in use, but no scan has found their file free of viruses. */
export type OutOfUse = {
  readonly withdrawn: readonly number[];
  readonly erased: readonly number[];
  readonly notClean: readonly number[];
};

/** The items attached to a statement, the numbers it cites that exist in the council's list, and both out of use. */
export type Proof = OutOfUse & {
  readonly attached: readonly ProofItem[];
  readonly inList: readonly number[];
};

export type NarrativeField = (typeof NARRATIVES)[number]['field'];

export type ClaimsAndProof = OutOfUse & {
  /** Number of paragraphs that make a claim. */
  readonly claims: number;
  /** Paragraphs without a reference to evidence that counts, by their first words, in page order. */
  readonly withoutProof: readonly { readonly field: NarrativeField; readonly quote: string }[];
  /**
   * Item numbers, ascending. Attached but never cited; cited but not attached; cited but not in the list. Items out of
   * use are in no other list.
   */
  readonly neverCited: readonly number[];
  readonly notAttached: readonly number[];
  readonly unknown: readonly number[];
  readonly byCategory: readonly { readonly category: Category; readonly count: number }[];
  /** Categories with recent attached items, and with attached items that are both recent and cited. */
  readonly covered: { readonly recent: readonly Category[]; readonly recentAndCited: readonly Category[] };
  readonly age: {
    /** Ignoring future dates. Null if no attached item has a date. */
    readonly oldest: CalendarDate | null;
    readonly newest: CalendarDate | null;
    readonly undated: number;
    /** Attached items dated more than two years before today in London, and those dated in the future, ascending. */
    readonly stale: readonly number[];
    readonly ahead: readonly number[];
  };
};

/** Evidence older than this many years is out of date. */
export const STALE_AFTER_YEARS = 2;

/** How far a statement's claims are backed by evidence. */
export function claimsAndProof(
  narratives: Readonly<Record<NarrativeField, string>>,
  { attached, inList, withdrawn, erased, notClean }: Proof,
  asOf: Date,
): ClaimsAndProof {
  const out = new Set([...withdrawn, ...erased, ...notClean]);
  const cited = new Set(numbersCitedBy(narratives).filter((number) => !out.has(number)));
  const items = attached.filter(({ number }) => !out.has(number)).toSorted((a, b) => a.number - b.number);
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
      .filter(({ claim }) => citedNumbers([claim]).every((number) => out.has(number)))
      .map(({ field, claim }) => ({ field, quote: excerpt(claim) })),
    neverCited: [...own].filter((number) => !cited.has(number)),
    notAttached: [...cited].filter((number) => !own.has(number) && listed.has(number)),
    unknown: [...cited].filter((number) => !own.has(number) && !listed.has(number)),
    withdrawn: eachOnce(withdrawn),
    erased: eachOnce(erased),
    notClean: eachOnce(notClean),
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

/** Categories of the items, without duplicates and in the standard order. */
function eachOnce(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].toSorted((a, b) => a - b);
}

function categoriesOf(items: readonly ProofItem[]): readonly Category[] {
  return CATEGORIES.filter((category) => items.some((item) => item.category === category));
}

/** The first date that is not out of date. If 29 February does not exist in that year, the day after. */
export function staleBefore(asOf: Date): CalendarDate {
  return addDays(addMonths(addDays(londonDay(asOf), -1), -12 * STALE_AFTER_YEARS), 1);
}
