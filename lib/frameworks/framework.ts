import { deepFreeze } from './deep-freeze.ts';

/** The id of a statement in its framework, such as "QS7". */
export type StatementId = string;

/** The number of a theme in its framework, from 1. */
export type ThemeId = number;

/** A score for one statement: a whole number on its framework's scale. */
export type Score = number;

/** CQC's four ratings, lowest first. */
export const BANDS = deepFreeze(['inadequate', 'requires-improvement', 'good', 'outstanding'] as const);

export type Band = (typeof BANDS)[number];

/** The id of a threshold set in its framework, such as "62-80". */
export type ThresholdSetId = string;

/**
 * What a topic is stored as: "carers" for one that cuts across statements, "qs1.timeliness" for one of a statement. A
 * topic of a council’s own is "own.3".
 */
export type TopicKey = string;

/** The number of a council’s own topic, or null. */
export function ownTopicNumber(key: TopicKey): number | null {
  const [, number] = OWN_TOPIC.exec(key) ?? [];
  return number === undefined ? null : Number(number);
}

export const OWN_TOPIC = /^own\.([1-9]\d{0,5})$/;

/** The same if it is written as the key of a topic. */
export function toTopicKey(value: unknown): TopicKey | undefined {
  return typeof value === 'string' && /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)?$/.test(value) ? value : undefined;
}

/** The key of a statement’s topic. It is made of its name, so a topic that is renamed becomes another one. */
export function topicKey(statement: StatementId, name: string): TopicKey {
  const bare = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\p{M}'’]+/gu, '');
  const words = bare.match(/[a-z0-9]+/g) ?? [];
  return `${statement.toLowerCase()}.${words.join('_')}`;
}

/** Where a kind of text comes from, and on which terms it may be used. */
export interface Credit {
  readonly source: string;
  readonly licence: string;
}

/** A statement: its name and what it covers. */
export interface Statement {
  readonly id: StatementId;
  /** The statement's published name, in sentence case. */
  readonly name: string;
  readonly theme: ThemeId;
  /** What the statement asks of a council. */
  readonly asks: string;
  /** Sub-topics for prompts and for tagging evidence. */
  readonly topics: readonly string[];
  /** Questions that help to answer it. */
  readonly prompts: readonly string[];
  /** What a council with each score looks like. Empty, or a text for every score of the scale. */
  readonly characteristics: Readonly<Record<Score, string>>;
  /** How often its score counts in the total: a whole number from 1. */
  readonly weight: number;
}

/** A theme and its statements, in framework order. */
export interface Theme {
  readonly id: ThemeId;
  readonly name: string;
  readonly statements: readonly StatementId[];
}

/** A score of the scale in words. */
export interface ScoreLevel {
  readonly score: Score;
  readonly words: string;
}

/** The end of a band, as its source states it. */
export interface BandLimit {
  readonly band: Band;
  /** The range in the words of its source, for display: `above 62, under 80`. */
  readonly stated: string;
  /** The percentage at which the band ends, a whole number up to 100. */
  readonly limit: number;
  /** Whether exactly that percentage still belongs to the band. */
  readonly includesLimit: boolean;
}

/**
 * The highest whole total within a band: it compares the exact percentage of the highest points with the limit, by
 * whole numbers.
 */
export function lastTotalOf({ limit, includesLimit }: BandLimit, highestPoints: number): number {
  const hundredths = limit * highestPoints;
  return includesLimit ? Math.floor(hundredths / 100) : Math.ceil(hundredths / 100) - 1;
}

/** A named set of boundaries between the bands, lowest band first. */
export interface ThresholdLimits {
  readonly id: ThresholdSetId;
  readonly name: string;
  /** Its name inside a sentence that compares two sets. Part of signed content, so it must never change. */
  readonly nameInReason: string;
  /** The publisher, place and date. */
  readonly origin: string;
  readonly bands: readonly BandLimit[];
}

/** A category of evidence. */
export interface EvidenceCategory {
  readonly id: string;
  readonly name: string;
  /** Whether evidence of it is needed for every statement. */
  readonly isNeeded: boolean;
}

/** How an earlier framework continues in a later one. A statement is neither split nor merged. */
export type Mapping = {
  /** The id of the earlier framework. */
  readonly from: string;
  /** The earlier statement for each that continues one, under the same name or another. All others are new. */
  readonly statements: Readonly<Record<StatementId, StatementId>>;
  /** The statements whose scores mean the same as before: they are carried forward, and trends are drawn. */
  readonly comparable: readonly StatementId[];
  /** Whether scores out of 100 mean the same as before. */
  readonly isTotalComparable: boolean;
  /** The score of the later scale for each of the earlier one. */
  readonly scores: Readonly<Record<Score, Score>>;
};

/** `up`: the next whole percent. `half-up`: the nearest, and a half upwards. */
export type Rounding = 'up' | 'half-up';

export type FrameworkStatus = 'draft' | 'in-force' | 'superseded';

/** The kinds of text in a framework, each with its credit. */
export type TextKind = 'names' | 'asks' | 'topics' | 'scale' | 'categories' | 'prompts' | 'characteristics';

/** A framework as it is written down, before it is checked. */
export interface FrameworkDescription {
  /** Permanent: cycles, results and signed versions name it. */
  readonly id: string;
  readonly name: string;
  /** Increase it when a statement's name or `asks`, a theme or the grouping changes. Signed content carries it. */
  readonly version: number;
  /** Who published it and where. */
  readonly source: string;
  readonly status: FrameworkStatus;
  /** The first and last day on which it is in force, `2023-12-01`. Null: not known, or no end. */
  readonly from: string | null;
  readonly to: string | null;
  readonly credits: Readonly<Record<TextKind, Credit>>;
  readonly themes: readonly { readonly id: ThemeId; readonly name: string }[];
  /** In framework order, which is also the order of themes. */
  readonly statements: readonly Statement[];
  /** Consecutive whole numbers, lowest first. */
  readonly scale: readonly ScoreLevel[];
  /** How scores become points: the sum of each score times its statement's weight. */
  readonly aggregation: 'weighted-sum';
  /** How the percentage of the highest points becomes the score shown. */
  readonly rounding: Rounding;
  readonly thresholdSets: readonly ThresholdLimits[];
  /** The set of a council that has not chosen one. */
  readonly defaultThresholds: ThresholdSetId;
  /** The set by which the regulator's own ratings are decided. */
  readonly regulatorThresholds: ThresholdSetId;
  /** The score that is brought to leadership's notice whatever the band. Null: none. */
  readonly notice: {
    readonly score: Score;
    /** Plain sentences. Part of signed content, so they must never change. */
    readonly why: string;
    /** What shows that it does not cap the band: the end of a sentence. */
    readonly precedent: string;
  } | null;
  readonly categories: readonly EvidenceCategory[];
  /** The statement about moving between services, which reviews of local systems look at. Null: none. */
  readonly transitions: StatementId | null;
  /** How earlier frameworks continue in this one: at most one for each. */
  readonly mappings: readonly Mapping[];
}

/** A checked framework, with what follows from it. Frozen; compare frameworks by identity or by `id`. */
export interface Framework extends FrameworkDescription {
  readonly themes: readonly Theme[];
  readonly statementIds: readonly StatementId[];
  readonly scores: readonly Score[];
  readonly lowestScore: Score;
  readonly highestScore: Score;
  /** The points if every statement has the lowest score, and the highest. */
  readonly lowestPoints: number;
  readonly highestPoints: number;
}
