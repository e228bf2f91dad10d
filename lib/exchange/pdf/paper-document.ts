import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { AssessmentState } from '#lib/record/assessments/state.ts';
import type { Score, StatementId, ThemeId } from '#lib/scoring/index.ts';

/** One statement's line of a board paper. What nobody said is a dash or words that say so, never empty. */
export type PaperStatement = Readonly<{
  id: StatementId;
  name: string;
  theme: ThemeId;
  /** `null` while nobody has scored it. */
  score: Score | null;
  /** `4 by 31 March 2027`. */
  target: string;
  /** The challenge scores that count, and how far all scores lie apart. */
  challenge: string;
  /** Its score in the cycle before. */
  lastCycle: string;
  /** Against the cycle before: `Up 1`. */
  trend: string;
  /** How strong the evidence is, in one word. */
  strength: string;
  owner: string;
  /** When it is due: a date in words. */
  due: string;
  state: string;
  /** What a reader has to know, in order of weight. */
  flags: readonly string[];
}>;

/** One theme with its result: `75%`, or how many of its statements are scored. */
export type PaperTheme = Readonly<{ id: ThemeId; name: string; result: string }>;

/**
 * Everything a board paper says: where a council stands at one moment, in the words of its dashboard. The same document
 * gives the same bytes.
 *
 * All texts are plain text. Nothing in them is read as markup. A paper is two pages long whatever they are.
 *
 * @example
 * const pdf = await renderPaper({ council: { name: 'Exampleshire', isExample: true }, … });
 */
export type PaperDocument = Readonly<{
  council: Readonly<{ name: string; isExample: boolean }>;
  cycle: Readonly<{
    name: string;
    /** First and last calendar day of the cycle, such as `2026-04-01` and `2027-03-31`. */
    period: Readonly<{ startsOn: CalendarDate; endsOn: CalendarDate }>;
  }>;
  /** The moment that everything in it is of: ISO 8601 in UTC. Shown in London time. */
  asOf: string;
  /** Whether it is signed, and what was signed last. */
  standing: Readonly<{ heading: string; text: string | null }>;
  /** How far the scores are the council's, under its headline thresholds. */
  state: AssessmentState;
  /** Where the result stands in one line: `Good: 78 out of 100, 1 point from outstanding`. */
  headline: string;
  /** What else a board asks, named and in sentences, at most six: `What would change the band`, `Last cycle`. */
  facts: readonly Readonly<{ name: string; text: string }>[];
  /** What a board has to know, in order of weight: each names its statement. */
  flags: readonly string[];
  /** Four, in order. */
  themes: readonly PaperTheme[];
  /** All nine, in order. */
  statements: readonly PaperStatement[];
  /** SHA-256 of the dashboard that the paper is made of, 64 hexadecimal digits. */
  contentHash: string;
  /**
   * The last event of the council's audit chain at that moment: its number, from 1, and its hash of 64 hexadecimal digits.
   * Printed, it lets anybody check later that the history up to there was not rewritten.
   */
  audit: Readonly<{ seq: number; hash: string }>;
}>;
