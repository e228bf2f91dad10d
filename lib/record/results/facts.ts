import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import type { Framework } from '#lib/frameworks/framework.ts';
import { frameworkOf } from '#lib/frameworks/known.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import {
  allPoints,
  BAND_NAMES,
  type Band,
  displayedScore,
  isScore,
  overall,
  type Scores,
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
export const DEFAULT_FRAMEWORK = CQC_2023.id;

/** The published facts of a council's assessment. */
export type ResultFacts = {
  readonly status: ResultStatus;
  /** False if a single unofficial source gives it: shown, but not counted. */
  readonly confirmed: boolean;
  /** A year, or a year and month: "2025", "2025-03". Null if not known. */
  readonly published: string | null;
  readonly score: number | null;
  readonly rating: Band;
  /** The id of the framework of the assessment. */
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

type Scored = Pick<ResultFacts, 'framework' | 'scores'>;

/** The statement scores, stored as "3343--334". */
export function statementScores({ framework, scores }: Scored): Scores {
  const of = frameworkOf(framework);
  return Object.fromEntries(
    of.statementIds.map((id, at) => {
      const score = Number(scores[at]);
      return [id, isScore(score, of) ? score : null];
    }),
  );
}

/** How many of the statement scores are known. */
export function knownStatements({ scores }: Pick<ResultFacts, 'scores'>): number {
  return scores.replaceAll('-', '').length;
}

/** `calculated`: no score was published, but all statement scores were, so lib/scoring calculates it. */
export type KnownScore = {
  readonly value: number;
  readonly points: number;
  readonly from: 'published' | 'calculated';
};

export function knownScore(facts: Scored & Pick<ResultFacts, 'score'>): KnownScore | null {
  const framework = frameworkOf(facts.framework);
  if (facts.score !== null) {
    return { value: facts.score, points: pointsOf(facts.score, framework), from: 'published' };
  }
  const result = overall(statementScores(facts), undefined, framework);
  if (result.state !== 'complete') return null;
  return { value: result.score, points: result.points, from: 'calculated' };
}

/** The only total that is shown as this score. */
function pointsOf(score: number, framework: Framework): number {
  const points = allPoints(framework).find((total) => displayedScore(total, framework) === score);
  if (points === undefined) throw new Error(`No total of ${framework.id} gives a score of ${score}`);
  return points;
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
