import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { AssessmentState } from '#lib/record/assessments/state.ts';
import type { Score, StatementId, ThemeId } from '#lib/scoring/index.ts';
import type { Letterhead } from './letterhead.ts';

/** A statement's line in a board paper. Missing values are a dash or words such as "No owner", never empty. */
export type PaperStatement = Readonly<{
  id: StatementId;
  name: string;
  theme: ThemeId;
  /** `null` if not scored. */
  score: Score | null;
  /** `4 by 31 March 2027`. */
  target: string;
  /** The challenge scores that count, and the spread of all scores. */
  challenge: string;
  /** Its score in the previous cycle. */
  lastCycle: string;
  /** The change since the previous cycle: `Up 1`. */
  trend: string;
  /** The strength of its evidence, in one word. */
  strength: string;
  owner: string;
  /** The due date in words. */
  due: string;
  state: string;
  /** Most important first. */
  flags: readonly string[];
}>;

/** A theme with its result: `75%`, or how many of its statements are scored. */
export type PaperTheme = Readonly<{ id: ThemeId; name: string; result: string }>;

/**
 * The content of a board paper: a council's result at one moment, in the words of its dashboard. The same document
 * gives the same bytes.
 *
 * All texts are plain text, never read as markup. A paper always has two pages.
 *
 * @example
 * const pdf = await renderPaper({ council: { name: 'Exampleshire', isExample: true }, … });
 */
export type PaperDocument = Readonly<{
  council: Readonly<{ name: string; isExample: boolean }>;
  /** Left out of what must stay the same: signed and closed content, and papers of links. */
  letterhead?: Letterhead;
  cycle: Readonly<{
    name: string;
    /** First and last calendar day of the cycle, such as `2026-04-01` and `2027-03-31`. */
    period: Readonly<{ startsOn: CalendarDate; endsOn: CalendarDate }>;
  }>;
  /** The moment of all its figures: ISO 8601 in UTC. Shown in London time. */
  asOf: string;
  /** Whether it is signed, and the last signed result. */
  standing: Readonly<{ heading: string; text: string | null }>;
  /** The result and how certain it is, under the council's headline thresholds. */
  state: AssessmentState;
  /** What would reach the next band or, from the highest, leave it: one sentence. */
  next: string;
  /** Up to six other facts, each with a name and sentences: `What would change the band`, `Last cycle`. */
  facts: readonly Readonly<{ name: string; text: string }>[];
  /** Most important first. Each names its statement. */
  flags: readonly string[];
  /** All of the framework, in its order. */
  themes: readonly PaperTheme[];
  /** All of the framework, in its order. */
  statements: readonly PaperStatement[];
  /** SHA-256 of the paper's dashboard, 64 hexadecimal digits. */
  contentHash: string;
  /**
   * The last event of the council's audit chain at that moment: its number, from 1, and its hash of 64 hexadecimal
   * digits. Anyone can use it later to check that the history up to there was not rewritten.
   */
  audit: Readonly<{ seq: number; hash: string }>;
}>;
