import type { AuditEvent } from '#lib/platform/audit/events.ts';
import { hashWords, type WordsHash } from '#lib/platform/audit/words.ts';

// The chain says what became of a council's rows. Told again from its first event, it says which rows there should be and
// what they should hold: what the database holds is compared with that. Each noun says it of its own in its events.ts.

/** An event as the chain holds it. `at`: ISO 8601 in UTC. */
export type ChainEvent = AuditEvent & {
  readonly at: string;
  readonly actorId: string | null;
  readonly actorRole: string;
};

export type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** What a row should be. Facts that no event tells are left out, and so are words of before events sealed them. */
export type RecordedRow = {
  readonly facts: Facts;
  readonly words?: WordsHash;
  /** Rows of this kind were not kept yet when the event was written, so it may be missing. */
  readonly isOptional?: boolean;
};

/** What a row is. `key` names it among the rows of its kind, as `RecordedRows` does. */
export type StoredRow = { readonly key: string; readonly facts: Facts; readonly words?: readonly string[] };

/** By a name that people can read, in which ids of cycles and people are put into words: "QS1, <id of the cycle>". */
export type RecordedRows = Map<string, RecordedRow>;

/** The rows of one kind, as far as the chain says. */
export type Replay = { readonly rows: RecordedRows; readonly apply: (event: ChainEvent) => void };

/** One kind of row whose facts all stand in the chain. Pure: whoever verifies does the reading. */
export type RecordKind<Row = never> = {
  /** The tables whose rows are compared. */
  readonly tables: readonly string[];
  readonly replay: () => Replay;
  /** SQL that reads every row of the council $1. */
  readonly select: string;
  readonly stored: (row: Row) => StoredRow;
};

/** Updates a row that the chain has recorded. */
export function changeRow(rows: RecordedRows, key: string, facts: Facts, words?: WordsHash): void {
  const before = rows.get(key);
  if (before) rows.set(key, { ...before, facts: { ...before.facts, ...facts }, ...(words && { words }) });
}

/** What a row is that it should not be: "score is 4, but the history says 3". Empty: nothing. */
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

/** On one line whatever it holds, and no longer than somebody reads. */
function inLine(value: Facts[string] | undefined): string {
  const text = JSON.stringify(value ?? null);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…"` : text;
}
