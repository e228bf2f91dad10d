import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { citedNumbers, segmentsOf } from '#lib/kernel/text/citations.ts';
import { excerpt } from '#lib/kernel/text/excerpt.ts';
import { describePersonalData, findPersonalData } from '#lib/kernel/text/personal-data.ts';
import type { TextUnit } from '#lib/platform/reading/pages.ts';
import { NARRATIVES } from '#lib/record/assessments/rules.ts';
import { isExpired, staleBefore } from '#lib/record/evidence/concerns.ts';
import type { EvidenceState, ScanState } from '#lib/record/evidence/lifecycle.ts';
import { CATEGORIES, type Category, referenceOf } from '#lib/record/evidence/rules.ts';
import type { Voice } from '#lib/record/evidence/voices.ts';

/** `citedNumbers` for the narratives of one statement. */
export function numbersCitedBy(statement: Readonly<Record<NarrativeField, string>>): readonly number[] {
  return citedNumbers(NARRATIVES.map(({ field }) => statement[field]));
}

// A paragraph ends at an empty line, at a line end after a full stop of any script, or before a list item. Any other
// line end may be left over from pasted text.
const PARAGRAPH_END =
  /\n[^\S\n]*(?:\n|$)|(?<=(?![,،、])\p{Po}|\p{Pe}|\p{Pf})[^\S\n]*\n|\n(?=[^\S\n]*(?:[-*•–]|\d{1,2}[.)])\s)/u;

/** Paragraphs that make a claim. One that ends in a colon only introduces the next. */
export function paragraphsIn(narrative: string): readonly string[] {
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
  /** The last day on which it should be reviewed. */
  readonly reviewBy?: CalendarDate | null;
};

/** What decides whether an item counts as evidence. */
export type Standing = {
  readonly state: EvidenceState;
  readonly scan: ScanState;
  readonly needsRedaction: boolean;
};

/** An item on a statement. What most items do not have is null, because there are thousands. */
export type AttachedItem = ProofItem & {
  readonly voices: readonly Voice[] | null;
  /** Why it does not count as evidence. */
  readonly out: Standing | null;
};

/**
 * Numbers of items that count as no evidence. `notClean`: in use, but no scan has found their file free of viruses.
 * `unredacted`: in use, but kept out of packs until they are redacted.
 */
export type OutOfUse = {
  readonly withdrawn: readonly number[];
  readonly erased: readonly number[];
  readonly notClean: readonly number[];
  readonly unredacted: readonly number[];
};

export const NONE_OUT_OF_USE: OutOfUse = { withdrawn: [], erased: [], notClean: [], unredacted: [] };

/** All of them. */
export function outOf({ withdrawn, erased, notClean, unredacted }: OutOfUse): ReadonlySet<number> {
  return new Set([...withdrawn, ...erased, ...notClean, ...unredacted]);
}

/** The items attached to a statement, the numbers it cites that exist in the council's list, and both out of use. */
export type Proof = OutOfUse & {
  readonly attached: readonly ProofItem[];
  readonly inList: readonly number[];
};

/** What is known of the files of items once they have been read, which makes no event: see `textsRead`. */
export type ReadProof = {
  /** Items in use with a file that seems to hold data of people, which nobody has checked. Ascending. */
  readonly unchecked: readonly number[];
  /** How many pages, slides or sheets the files of items have. */
  readonly lengths: readonly {
    readonly number: number;
    readonly units: number;
    readonly unit: Exclude<TextUnit, 'part'>;
  }[];
};

export const NOTHING_READ: ReadProof = { unchecked: [], lengths: [] };

/** The pages that narratives cite although the file has no such page: "E12 has 24 pages: page 99 does not exist". */
export function pagesMissing(
  narratives: Readonly<Record<NarrativeField, string>>,
  lengths: ReadProof['lengths'],
): readonly string[] {
  const lengthOf = new Map(lengths.map((length) => [length.number, length]));
  const lines = NARRATIVES.flatMap(({ field }) =>
    segmentsOf(narratives[field]).flatMap(({ number, page }) => {
      const length = number === null ? undefined : lengthOf.get(number);
      if (!length || page === null || page <= length.units) return [];
      const { units, unit } = length;
      return `${referenceOf(length.number)} has ${formatCount(units, unit)}: ${unit} ${page} does not exist`;
    }),
  );
  return [...new Set(lines)];
}

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
    /** Attached items whose last day to be reviewed has passed. */
    readonly expired: readonly number[];
  };
};

/** The narratives that seem to hold personal data, and what: "1 NHS number". */
export function personalDataIn(
  narratives: Readonly<Record<NarrativeField, string>>,
): readonly { readonly field: NarrativeField; readonly found: string }[] {
  return NARRATIVES.flatMap(({ field }) => {
    const found = describePersonalData(findPersonalData(narratives[field]));
    return found === null ? [] : { field, found };
  });
}

/** How far a statement's claims are backed by evidence. */
export function claimsAndProof(
  narratives: Readonly<Record<NarrativeField, string>>,
  { attached, inList, ...outOfUse }: Proof,
  asOf: Date,
): ClaimsAndProof {
  const out = outOf(outOfUse);
  const cited = new Set(numbersCitedBy(narratives).filter((number) => !out.has(number)));
  const items = attached.filter(({ number }) => !out.has(number)).toSorted((a, b) => a.number - b.number);
  const own = new Set(items.map(({ number }) => number));
  const listed = new Set(inList);
  const [limit, today] = [staleBefore(asOf), londonDay(asOf)];
  const dated = items.filter(({ datedOn }) => datedOn !== null && datedOn <= today);
  const dates = dated.flatMap(({ datedOn }) => datedOn ?? []).toSorted();
  const recent = dated.filter(({ datedOn }) => datedOn !== null && datedOn >= limit);
  const claims = NARRATIVES.flatMap(({ field }) =>
    paragraphsIn(narratives[field]).map((claim) => ({ field, claim })),
  );
  return {
    claims: claims.length,
    withoutProof: claims
      .filter(({ claim }) => citedNumbers([claim]).every((number) => out.has(number)))
      .map(({ field, claim }) => ({ field, quote: excerpt(claim) })),
    neverCited: [...own].filter((number) => !cited.has(number)),
    notAttached: [...cited].filter((number) => !own.has(number) && listed.has(number)),
    unknown: [...cited].filter((number) => !own.has(number) && !listed.has(number)),
    withdrawn: eachOnce(outOfUse.withdrawn),
    erased: eachOnce(outOfUse.erased),
    notClean: eachOnce(outOfUse.notClean),
    unredacted: eachOnce(outOfUse.unredacted),
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
      expired: numbersOf(items.filter((item) => isExpired({ reviewBy: item.reviewBy ?? null }, today))),
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
