import type { Letterhead } from './letterhead.ts';

/** Running text, a list, or a table with a row of headings. `widths`: of its columns in proportion; equal without. */
export type PlanBlock =
  | Readonly<{ text: string }>
  | Readonly<{ items: readonly string[] }>
  /** An empty cell is set as "Not provided". */
  | Readonly<{
      columns: readonly string[];
      widths?: readonly number[];
      rows: readonly (readonly string[])[];
    }>;

/** A heading and what stands below it. */
export type PlanPart = Readonly<{ heading: string; blocks: readonly PlanBlock[] }>;

/** `parts`: below its own blocks. */
export type PlanSection = PlanPart & Readonly<{ parts?: readonly PlanPart[] }>;

/**
 * An improvement plan, or a report on its progress. All texts are plain text, never read as markup. The same document
 * gives the same bytes.
 */
export type PlanDocument = Readonly<{
  council: Readonly<{ name: string; isExample: boolean }>;
  letterhead?: Letterhead;
  /** "Improvement plan", "Progress report". */
  title: string;
  /** One line below the title: of what day it is, and what it counts. */
  facts: string;
  /** ISO 8601 in UTC. */
  madeAt: string;
  sections: readonly PlanSection[];
  /** SHA-256 of what it shows, 64 hexadecimal digits. */
  contentHash: string;
}>;
