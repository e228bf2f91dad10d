import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import type { AssessmentState } from '#lib/record/assessments/state.ts';
import {
  BAND_NAMES,
  type Band,
  isScore,
  overall,
  type Score,
  type Scores,
  STATEMENT_IDS,
  type StatementId,
  type ThresholdSetId,
} from '#lib/scoring/index.ts';

/** A council in England with adult social care duties. */
export type Authority = {
  readonly gssCode: string;
  readonly name: string;
  readonly type: string;
  readonly region: string;
};

/** The origin of a row. `before`: the shipped row that a correction replaces. */
export type Origin =
  | { readonly kind: 'shipped'; readonly on: CalendarDate }
  | {
      readonly kind: 'corrected';
      readonly by: string;
      readonly at: Date;
      readonly before: { readonly facts: ResultFacts; readonly on: CalendarDate } | null;
    };

/** The published facts of a council's assessment. `scores`: one character per statement in order, "-" if not known. */
export type ResultFacts = {
  /** A year, or a year and month: "2025", "2025-03". */
  readonly published: string;
  readonly score: number | null;
  readonly rating: Band;
  readonly scores: string;
  readonly basis: string;
  readonly source: string;
};

/** CQC's published result for one council, with this council's correction if any. */
export type ResultRow = {
  readonly id: string;
  readonly authority: Authority;
  /** "Camden", without "London Borough of". */
  readonly council: string;
  readonly isPilot: boolean;
  readonly facts: ResultFacts;
  readonly origin: Origin;
};

/** This council's own assessment as one person may see it. */
export type OwnResult =
  | { readonly state: 'none' }
  /** Statements this person must challenge before they see the scores. */
  | { readonly state: 'hidden'; readonly statements: readonly StatementId[] }
  | {
      readonly state: 'known';
      readonly cycle: string;
      readonly scores: Scores;
      readonly result: AssessmentState;
      /** The last signed version of the same cycle. Null if none. */
      readonly signed: {
        readonly version: number;
        readonly at: Date;
        readonly result: AssessmentState;
      } | null;
    };

export type Listing = {
  readonly rows: readonly ResultRow[];
  /** All types and regions of councils in England. */
  readonly types: readonly string[];
  readonly regions: readonly string[];
  readonly thresholds: ThresholdSetId;
  readonly own: OwnResult;
  /** GSS code of the council making the request. Null for an example council. */
  readonly ownCode: string | null;
};

const PILOT = '-pilot';

/** The id of a row in addresses and events. */
export function resultId(gssCode: string, isPilot: boolean): string {
  return `${gssCode}${isPilot ? PILOT : ''}`;
}

/** Parses an id made by `resultId`. Null if it is not one. */
export function parseResultId(id: string): { readonly gssCode: string; readonly isPilot: boolean } | null {
  const [, gssCode, pilot] = /^(E\d{8})(-pilot)?$/.exec(id) ?? [];
  return gssCode === undefined ? null : { gssCode, isPilot: pilot !== undefined };
}

/** "Camden" for "London Borough of Camden": the usual short name. */
export function shortName(name: string): string {
  if (name === 'City of London Corporation') return 'City of London';
  return name
    .replace(/^(London Borough|Royal Borough|City|Council) of (the )?/, '')
    .replace(/ ((Metropolitan )?(Borough|District|City|County) )?Council$/, '')
    .trim();
}

/** "Camden", or "Birmingham (pilot)". */
export function resultName(council: string, id: string): string {
  return id.endsWith(PILOT) ? `${council} (pilot)` : council;
}

/** Parses the nine scores as stored, "3343--334". */
export function parseStoredScores(kept: string): Scores {
  return Object.fromEntries(
    STATEMENT_IDS.map((id, at) => {
      const score = Number(kept[at]);
      return [id, isScore(score) ? score : null];
    }),
  ) as Record<StatementId, Score | null>;
}

/** How many of the nine statement scores are known. */
export function knownStatements(facts: Pick<ResultFacts, 'scores'>): number {
  return Object.values(parseStoredScores(facts.scores)).filter((score) => score !== null).length;
}

/** `worked-out`: no score was published, but all nine statement scores were, so lib/scoring calculates it. */
export type KnownScore = { readonly value: number; readonly from: 'published' | 'calculated' };

export function knownScore(facts: Pick<ResultFacts, 'score' | 'scores'>): KnownScore | null {
  if (facts.score !== null) return { value: facts.score, from: 'published' };
  const result = overall(parseStoredScores(facts.scores));
  return result.state === 'complete' ? { value: result.score, from: 'calculated' } : null;
}

/** "March 2025", or "2025" if the month is not known. */
export function describePublished(published: string): string {
  return published.length === 4 ? published : formatDate(`${published}-01`).replace(/^1 /, '');
}

/** "Good, 78, statement scores 333343333, published May 2024. How complete: published. Source: CQC report". */
export function describeResultFacts({
  published,
  score,
  rating,
  scores,
  basis,
  source,
}: ResultFacts): string {
  const known = /[1-4]/.test(scores) ? [`statement scores ${scores}`] : [];
  const parts = [BAND_NAMES[rating], score ?? 'score not known', ...known];
  return `${parts.join(', ')}, published ${describePublished(published)}. ${basis && `How complete: ${basis}. `}Source: ${source}`;
}

export function sameResult(one: ResultFacts | null, other: ResultFacts | null): boolean {
  if (!one || !other) return one === other;
  return FACTS.every((name) => one[name] === other[name]);
}

const FACTS = ['published', 'score', 'rating', 'scores', 'basis', 'source'] as const;

export function describeOrigin(origin: Origin): string {
  return origin.kind === 'shipped'
    ? `Shipped with the service on ${formatDate(origin.on)}`
    : `${origin.before ? 'Corrected' : 'Added'} by ${origin.by} on ${formatDate(origin.at)}`;
}
