import type { Permission } from '#lib/platform/access/permissions.ts';
import type { EventOf, EventType } from '#lib/platform/audit/events.ts';

/** One thing that an event changed, before and after, in words. Null: there was or is nothing. */
export type Change = {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
};

/** The start of the texts that were saved with an event, by name: those that the reader may read and that are still there. */
export type FirstWords = Readonly<Partial<Record<string, string>>>;

/** How much of a text is enough for its first line, in characters. */
export const FIRST_WORDS = 400;

/**
 * Texts that stand with the record, as events hold none. `sql`: a select of one value for the event `e`, a row of
 * audit_events. Row security keeps it to the council.
 */
type KeptText = { readonly sql: string; readonly permission?: Permission };

/** What is said of events of one type to whoever reads the history. */
type Words<Type extends EventType> = {
  readonly title: (event: EventOf<Type>) => string;
  /** What changed in a sentence, where that says more. */
  readonly detail?: (event: EventOf<Type>, firstWords: FirstWords) => string | null;
  readonly changes?: (event: EventOf<Type>) => readonly Change[];
  /** Texts shown word by word: `sql` gives `{ before, after }`, each with a text by key of `names`, `before` null for none. */
  readonly texts?: { readonly names: Readonly<Record<string, string>>; readonly sql: string };
};

/** A score that an event tells or gives away: of one statement, or of any of the assessment's. */
export type ScoreOf = { readonly assessmentId: string; readonly statement: string | null };

export type EventDescription<Type extends EventType, Kind extends string = string> = Words<Type> & {
  /** What the history can be filtered by. */
  readonly kind: Kind;
  /** Why it was done, as its giver said it. */
  readonly reason?: KeptText;
  /** An object of first words by name. */
  readonly firstWords?: KeptText;
  /** What is said instead to a person from whom that score is hidden. Nothing but the title is taken over. */
  readonly blind?: Partial<Words<Type>> & { readonly scoreOf: (event: EventOf<Type>) => ScoreOf };
};

export type EventDescriptions<Type extends EventType = EventType, Kind extends string = string> = {
  readonly [One in Type]: EventDescription<One, Kind>;
};

/** What a noun says of its events, one entry for each type. */
export function describeEvents<Type extends EventType, Kind extends string>(
  descriptions: EventDescriptions<Type, Kind>,
): EventDescriptions<Type, Kind> {
  return descriptions;
}
