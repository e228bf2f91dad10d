import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { Letterhead } from './letterhead.ts';

/** A point of accuracy as its PDF shows it. */
export type AccuracyDocumentPoint = Readonly<{
  number: number;
  /** The number of the draft, and the page of it. */
  draft: number;
  page: number;
  /** Name of a quality statement. Null: none in particular. */
  statement: string | null;
  says: string;
  correct: string;
  /** "E12, version 2, page 4: Practice audit". Null: none. */
  evidence: string | null;
  /** What became of it, if that is known. */
  outcome: string | null;
}>;

/** The points on the draft report of an inspection, in the order of its pages. The same document gives the same bytes. */
export type AccuracyDocument = Readonly<{
  council: Readonly<{ name: string; isExample: boolean }>;
  letterhead?: Letterhead;
  inspection: string;
  /** The number of the draft that is checked, and the day it came. */
  draft: Readonly<{ number: number; receivedOn: CalendarDate }>;
  due: CalendarDate;
  /** ISO 8601 in UTC. */
  madeAt: string;
  points: readonly AccuracyDocumentPoint[];
}>;
