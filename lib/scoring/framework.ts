import { deepFreeze } from './deep-freeze.ts';
import { quoteValue, ScoringError } from './errors.ts';

/** One of the nine quality statements of the CQC local authority assessment framework. */
export type StatementId = 'QS1' | 'QS2' | 'QS3' | 'QS4' | 'QS5' | 'QS6' | 'QS7' | 'QS8' | 'QS9';

/** One of the four themes that group the nine statements. */
export type ThemeId = 1 | 2 | 3 | 4;

/** A score for one statement, from 1 (significant shortfalls) to 4 (exceptional standard). */
export type Score = 1 | 2 | 3 | 4;

/**
 * A score for each of the nine statements; `null` means not scored yet. Every statement is present, so that "not
 * scored" is always explicit.
 */
export type Scores = Readonly<Record<StatementId, Score | null>>;

/** A quality statement: its name and what it covers. */
export interface Statement {
  readonly id: StatementId;
  /** The statement's published name, in sentence case. */
  readonly name: string;
  readonly theme: ThemeId;
  /** What the statement asks of a council, in this project's words and not CQC's. */
  readonly asks: string;
  /** Sub-topics for prompts and for tagging evidence; partly this project's wording. */
  readonly topics: readonly string[];
}

/** A theme and its statements, in framework order. */
export interface Theme {
  readonly id: ThemeId;
  readonly name: string;
  readonly statements: readonly StatementId[];
}

/**
 * The version of the wording below. Increase it when a statement's name or `asks`, a theme or the grouping changes.
 * Signed content carries the version that it answers.
 */
export const FRAMEWORK_VERSION = 1;

/**
 * The nine quality statements in framework order, QS1 to QS9.
 *
 * Names and grouping: CQC's assessment framework for local authorities. All nine count the same.
 *
 * @example
 * ```ts
 * STATEMENTS[6]; // { id: 'QS7', name: 'Safeguarding', theme: 3, … }
 * ```
 */
export const STATEMENTS: readonly Statement[] = deepFreeze([
  {
    id: 'QS1',
    name: 'Assessing needs',
    theme: 1,
    asks: 'Work out needs jointly with each person, keep them under review, make support effective',
    topics: [
      'Assessment, care planning and review',
      'Timeliness',
      'Unpaid carers',
      'Non-eligible needs',
      'Eligibility',
      'Financial assessment and charging',
      'Advocacy',
    ],
  },
  {
    id: 'QS2',
    name: 'Supporting people to live healthier lives',
    theme: 1,
    asks: 'Help people stay well and independent; prevent, reduce or delay need',
    topics: [
      'Prevent, reduce, delay',
      'Intermediate care and reablement',
      'Equipment and adaptations',
      'Information and advice',
      'Direct payments',
    ],
  },
  {
    id: 'QS3',
    name: 'Equity in experiences and outcomes',
    theme: 1,
    asks: 'Seek out those most likely to have worse experience or outcomes, and adapt',
    topics: ['Barriers and inequalities', 'Inclusion and accessibility'],
  },
  {
    id: 'QS4',
    name: 'Care provision, integration and continuity',
    theme: 2,
    asks: 'Understand local need so that care is joined up, flexible, gives choice and lasts',
    topics: ['Local need', 'Market shaping and commissioning', 'Capacity', 'Quality', 'Sustainability'],
  },
  {
    id: 'QS5',
    name: 'Partnerships and communities',
    theme: 2,
    asks: 'Work with partners so services feel seamless; share learning',
    topics: ['Shared objectives', 'Partnership arrangements', 'Impact', 'Voluntary sector'],
  },
  {
    id: 'QS6',
    name: 'Safe systems, pathways and transitions',
    theme: 3,
    asks: 'Keep care safe and continuous when people move between services',
    topics: [
      'Safety management',
      'Transitions (hospital discharge, children to adults)',
      'Contingency planning',
    ],
  },
  {
    id: 'QS7',
    name: 'Safeguarding',
    theme: 3,
    asks: 'Understand what safe means to each person; protect with partners; respect rights',
    topics: [
      'Systems and practice',
      'Local risks',
      'Concerns and section 42 enquiries',
      'Making safeguarding personal',
    ],
  },
  {
    id: 'QS8',
    name: 'Governance, management and sustainability',
    theme: 4,
    asks: 'Clear roles and accountability; act on information about risk, performance, outcomes',
    topics: ['Governance, accountability and risk', 'Strategic planning', 'Information security'],
  },
  {
    id: 'QS9',
    name: 'Learning, improvement and innovation',
    theme: 4,
    asks: 'Keep learning across council and system; encourage creative, fair approaches',
    topics: ['Continuous learning and professional development', 'Learning from feedback and complaints'],
  },
] as const satisfies readonly Statement[]);

/** The ids of the nine statements in framework order. */
export const STATEMENT_IDS: readonly StatementId[] = deepFreeze(STATEMENTS.map(({ id }) => id));

/**
 * The four themes in framework order. Theme 1 has three statements, the others two.
 *
 * @example
 * ```ts
 * THEMES[2]; // { id: 3, name: 'Ensuring safety', statements: ['QS6', 'QS7'] }
 * ```
 */
export const THEMES: readonly Theme[] = deepFreeze([
  { id: 1, name: 'Working with people', statements: ['QS1', 'QS2', 'QS3'] },
  { id: 2, name: 'Providing support', statements: ['QS4', 'QS5'] },
  { id: 3, name: 'Ensuring safety', statements: ['QS6', 'QS7'] },
  { id: 4, name: 'Leadership', statements: ['QS8', 'QS9'] },
] as const satisfies readonly Theme[]);

/** The lowest score a statement can have. */
export const LOWEST_SCORE = 1 satisfies Score;

/** The highest score a statement can have. */
export const HIGHEST_SCORE = 4 satisfies Score;

/** The four scores, lowest first. */
export const SCORES: readonly Score[] = deepFreeze([1, 2, 3, 4] as const);

/** CQC's words for each score. Show the number and the words together. */
export const SCORE_WORDS: Readonly<Record<Score, string>> = deepFreeze({
  1: 'Significant shortfalls',
  2: 'Some shortfalls',
  3: 'Good standard',
  4: 'Exceptional standard',
});

/**
 * The scores of a council that has scored nothing yet: every statement is `null`. Spread it under existing scores.
 *
 * @example
 * ```ts
 * const scores: Scores = { ...NO_SCORES, QS7: 3 };
 * ```
 */
export const NO_SCORES: Scores = deepFreeze({
  QS1: null,
  QS2: null,
  QS3: null,
  QS4: null,
  QS5: null,
  QS6: null,
  QS7: null,
  QS8: null,
  QS9: null,
});

/**
 * Whether a value, such as one from an address, is the id of a statement. Case matters.
 *
 * @example
 * ```ts
 * isStatementId('QS7'); // true
 * isStatementId('qs7'); // false
 * ```
 */
export function isStatementId(value: unknown): value is StatementId {
  return typeof value === 'string' && Object.hasOwn(NO_SCORES, value);
}

/**
 * The statement with this id.
 *
 * @throws {ScoringError} `statement-unknown`
 *
 * @example
 * ```ts
 * statement('QS7').name; // 'Safeguarding'
 * ```
 */
export function statement(id: StatementId): Statement {
  const found = STATEMENTS.find((candidate) => candidate.id === id);
  if (!found) throw statementUnknown(id);
  return found;
}

/** The error for an id that is not one of the nine statements. */
export function statementUnknown(id: unknown): ScoringError {
  return new ScoringError(
    'statement-unknown',
    `No quality statement is called ${quoteValue(id)}.`,
    typeof id === 'string' ? id : null,
  );
}
