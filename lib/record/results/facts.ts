import { formatDate } from '#lib/kernel/format-dates.ts';
import {
  BAND_NAMES,
  type Band,
  isScore,
  overall,
  type Score,
  type Scores,
  STATEMENT_IDS,
  type StatementId,
} from '#lib/scoring/index.ts';

/** What a result is of, the earliest first. A council has at most one result of each kind. */
export const RESULT_KINDS = ['pilot', 'first', 'review', 'next'] as const;
export type ResultKind = (typeof RESULT_KINDS)[number];

export const KIND_NAMES: Readonly<Record<ResultKind, string>> = {
  pilot: 'Pilot, indicative',
  first: 'First assessment',
  review: 'Review',
  next: 'Next round',
};

export const RESULT_STATUSES = ['published', 'under-review', 'withdrawn', 'replaced'] as const;
export type ResultStatus = (typeof RESULT_STATUSES)[number];

export const STATUS_NAMES: Readonly<Record<ResultStatus, string>> = {
  published: 'Published',
  'under-review': 'Under review',
  withdrawn: 'Withdrawn',
  replaced: 'Replaced',
};

/** The framework of a result that names none. */
export const DEFAULT_FRAMEWORK = 'cqc-2023';

/** The published facts of a council's assessment. */
export type ResultFacts = {
  readonly status: ResultStatus;
  /** False if a single unofficial source gives it: shown, but not counted. */
  readonly confirmed: boolean;
  /** A year, or a year and month: "2025", "2025-03". Null if not known. */
  readonly published: string | null;
  readonly score: number | null;
  readonly rating: Band;
  readonly framework: string;
  /** One character for each statement of the framework in order, "-" if not known. */
  readonly scores: string;
  /** How complete the row is, in words. */
  readonly basis: string;
  readonly source: string;
};

/** Facts added after the first events, with the values of every row before them. */
const LATER_FACTS = { status: 'published', confirmed: true, framework: DEFAULT_FRAMEWORK } as const;

/** Facts as an event records them. */
export type RecordedFacts = Omit<ResultFacts, keyof typeof LATER_FACTS> & Partial<ResultFacts>;

export function readRecordedFacts(recorded: RecordedFacts): ResultFacts {
  return { ...LATER_FACTS, ...recorded };
}

const FACTS = [
  'status',
  'confirmed',
  'published',
  'score',
  'rating',
  'framework',
  'scores',
  'basis',
  'source',
] as const satisfies readonly (keyof ResultFacts)[];

/** Only the facts of a row with more columns. */
export function pickFacts(row: ResultFacts): ResultFacts {
  return Object.fromEntries(FACTS.map((name) => [name, row[name]])) as ResultFacts;
}

export function sameResult(one: ResultFacts | null, other: ResultFacts | null): boolean {
  if (!one || !other) return one === other;
  return FACTS.every((name) => one[name] === other[name]);
}

/** Parses the statement scores as stored, "3343--334". */
export function parseStoredScores(kept: string): Scores {
  return Object.fromEntries(
    STATEMENT_IDS.map((id, at) => {
      const score = Number(kept[at]);
      return [id, isScore(score) ? score : null];
    }),
  ) as Record<StatementId, Score | null>;
}

/** How many of the statement scores are known. */
export function knownStatements(facts: Pick<ResultFacts, 'scores'>): number {
  return Object.values(parseStoredScores(facts.scores)).filter((score) => score !== null).length;
}

/** `calculated`: no score was published, but all statement scores were, so lib/scoring calculates it. */
export type KnownScore = { readonly value: number; readonly from: 'published' | 'calculated' };

export function knownScore(facts: Pick<ResultFacts, 'score' | 'scores'>): KnownScore | null {
  if (facts.score !== null) return { value: facts.score, from: 'published' };
  const result = overall(parseStoredScores(facts.scores));
  return result.state === 'complete' ? { value: result.score, from: 'calculated' } : null;
}

/** "March 2025", "2025" if the month is not known, or "Date not known". */
export function describePublished(published: string | null): string {
  if (published === null) return 'Date not known';
  return published.length === 4 ? published : formatDate(`${published}-01`).replace(/^1 /, '');
}

/** "Good, 78, statement scores 333343333, published May 2024. How complete: published. Source: CQC report". */
export function describeResultFacts({
  status,
  confirmed,
  published,
  score,
  rating,
  scores,
  basis,
  source,
}: ResultFacts): string {
  const parts = [
    BAND_NAMES[rating],
    score ?? 'score not known',
    /\d/.test(scores) && `statement scores ${scores}`,
    published === null ? 'date not known' : `published ${describePublished(published)}`,
    status !== 'published' && STATUS_NAMES[status].toLowerCase(),
    !confirmed && 'not confirmed',
  ].filter((part) => part !== false);
  return `${parts.join(', ')}. ${basis && `How complete: ${basis}. `}Source: ${source}`;
}
