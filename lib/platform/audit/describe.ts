import type { Permission } from '#lib/platform/access/permissions.ts';
import type { EventOf, EventType } from '#lib/platform/audit/events.ts';

/** One change made by an event, in words. Null: no value before or after. */
export type Change = {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
};

/** What only the council has a name for, by key. */
export type OwnNames = readonly { readonly key: string; readonly name: string }[];

/** The opening words of texts saved with an event, by name. Only those that still exist and the reader may see. */
export type FirstWords = Readonly<Partial<Record<string, string>>>;

/** Length of an excerpt that is enough for a first line, in characters. */
export const FIRST_WORDS = 400;

/**
 * A text kept with the record, because events hold no text. `sql` selects one value for the event `e`, a row of
 * audit_events. Row security limits it to the council.
 */
type StoredText = { readonly sql: string; readonly permission?: Permission };

/** SQL for the words of the event `e`. Null if it has none, or they were erased. */
export const EVENT_WORDS =
  'select w.words from event_words w where w.council_id = e.council_id and w.seq = e.seq';

/** The wording of one type of event in the history. */
type Words<Type extends EventType> = {
  readonly title: (event: EventOf<Type>) => string;
  /** A sentence on what changed, where the title is not enough. */
  readonly detail?: (event: EventOf<Type>, firstWords: FirstWords) => string | null;
  readonly changes?: (event: EventOf<Type>, own: OwnNames) => readonly Change[];
  /** Texts compared word by word: `sql` gives `{ before, after }`, each keyed as `names`, `before` null for none. */
  readonly texts?: { readonly names: Readonly<Record<string, string>>; readonly sql: string };
};

/** The score that an event reveals: of one statement, or any score of the assessment (`statement` null). */
export type ScoreOf = { readonly assessmentId: string; readonly statement: string | null };

export type EventDescription<Type extends EventType, Kind extends string = string> = Words<Type> & {
  /** The history can be filtered by kind. */
  readonly kind: Kind;
  /** The reason the person gave. */
  readonly reason?: StoredText;
  /** An object of opening words by name. */
  readonly firstWords?: StoredText;
  /** The wording for a person from whom that score is hidden. Only the title is inherited. */
  readonly blind?: Partial<Words<Type>> & { readonly scoreOf: (event: EventOf<Type>) => ScoreOf };
};

export type EventDescriptions<Type extends EventType = EventType, Kind extends string = string> = {
  readonly [One in Type]: EventDescription<One, Kind>;
};

/** Checks that a noun describes each of its event types. */
export function describeEvents<Type extends EventType, Kind extends string>(
  descriptions: EventDescriptions<Type, Kind>,
): EventDescriptions<Type, Kind> {
  return descriptions;
}
