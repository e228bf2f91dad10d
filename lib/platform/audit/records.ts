import type { AuditEvent } from '#lib/platform/audit/events.ts';
import { hashWords, type WordsHash } from '#lib/platform/audit/words.ts';

// Replaying a council's chain from its first event gives the rows that should exist and their contents, which
// verification compares with the database. Each noun defines its replay in its events.ts.

/** An event as stored in the chain. `at`: ISO 8601 in UTC. */
export type ChainEvent = AuditEvent & {
  readonly at: string;
  readonly actorId: string | null;
  readonly actorRole: string;
};

export type Facts = Readonly<Record<string, string | number | boolean | null>>;

/**
 * A row as it should be. Left out are facts that no event records, texts older than text hashes, and the time of the
 * write: the event has a slightly later time, taken once the chain is locked.
 */
export type RecordedRow = {
  readonly facts: Facts;
  readonly words?: WordsHash;
  /** The row may be missing: rows of this kind were not kept yet when the event was written. */
  readonly isOptional?: boolean;
};

/** A row as stored. `key` is its key in `RecordedRows`. */
export type StoredRow = { readonly key: string; readonly facts: Facts; readonly words?: readonly string[] };

/** By a readable name. The verifier replaces ids of cycles and people in it: "QS1, <id of the cycle>". */
export type RecordedRows = Map<string, RecordedRow>;

/** The rows of one kind, built up from events. */
export type Replay = { readonly rows: RecordedRows; readonly apply: (event: ChainEvent) => void };

/** A kind of row that the chain records in full. Pure: the verifier does the reading. */
export type RecordKind<Row = never> = {
  /** The tables that are compared. */
  readonly tables: readonly string[];
  readonly replay: () => Replay;
  /** SQL that selects every row of the council $1. */
  readonly select: string;
  readonly stored: (row: Row) => StoredRow;
  /** Whether an event erased the words of an earlier one about the same subject. */
  readonly erasesWords?: (event: ChainEvent, earlier: ChainEvent) => boolean;
};

/** Updates a row already recorded; ignores others. */
export function changeRow(rows: RecordedRows, key: string, facts: Facts, words?: WordsHash): void {
  const before = rows.get(key);
  if (before) rows.set(key, { ...before, facts: { ...before.facts, ...facts }, ...(words && { words }) });
}

/** Differences between a stored row and the chain: "score is 4, but the history says 3". Empty: none. */
export function differences(recorded: RecordedRow, stored: StoredRow): string[] {
  const wrong = Object.entries(recorded.facts)
    .filter(([name, value]) => stored.facts[name] !== value)
    .map(
      ([name, value]) => `${name} is ${inLine(stored.facts[name])}, but the history says ${inLine(value)}`,
    );
  const { words } = recorded;
  const sameWords = !words || !stored.words || hashWords(stored.words, words.salt).hash === words.hash;
  return sameWords ? wrong : [...wrong, 'the text has changed since it was saved'];
}

const LONGEST = 80;

/** Keeps a value to one line of readable length. */
function inLine(value: Facts[string] | undefined): string {
  const text = JSON.stringify(value ?? null);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…"` : text;
}
