import 'server-only';
import { CHAIN_START, type HashedFields, hashEvent } from '#lib/platform/audit/record.ts';
import {
  type ChainEvent,
  differences,
  type RecordKind,
  type Replay,
  type StoredRow,
} from '#lib/platform/audit/records.ts';
import { type KeptWords, replayWords } from '#lib/platform/audit/verify-words.ts';
import type { Transaction } from '#lib/platform/db/client.ts';
import { readCouncil } from '#lib/platform/db/in-council.ts';

/** The point in the chain printed on a pack or board paper: the event with that number had that hash. */
export type Anchor = { readonly seq: number; readonly hash: string };

export type ChainReport = {
  readonly events: number;
  /** The hash of the last event; 64 zeros when there are no events. */
  readonly head: string;
  /** The time of the last event. Null: no events. */
  readonly lastAt: Date | null;
  readonly firstBroken: { readonly seq: number; readonly reason: string } | null;
  /** Anchors that do not match the chain, one line each. */
  readonly anchors: readonly string[];
};

export type CouncilReport = ChainReport & {
  readonly slug: string;
  /** Rows and words that differ from the chain or are not in it, one line each. */
  readonly rows: readonly string[];
  /** Rows whose text is older than text hashes and cannot be checked. */
  readonly textsWithoutHash: number;
};

const EVENTS_AT_ONCE = 1_000;
const ROWS_AT_ONCE = 200;
/** For each kind: nobody reads a line for every row of a lost table. */
export const MAX_LINES = 20;

/**
 * Walks a council's chain from its first event, recomputes each hash and compares the council's rows of those kinds
 * with the replayed chain. Rows are not compared where the chain is broken, because it is no evidence then. Everything
 * is read from one snapshot.
 */
export function verifyCouncil(
  { id, slug }: { readonly id: string; readonly slug: string },
  kinds: readonly RecordKind[],
  anchors: readonly Anchor[] = [],
): Promise<CouncilReport> {
  return readCouncil(id, async (tx) => {
    const replays = kinds.map((kind) => ({ kind, replay: kind.replay() }));
    const words = replayWords(kinds);
    const chain = await verifyChain(tx, id, anchors, (event, kept) => {
      words.apply(event, kept);
      for (const { replay } of replays) replay.apply(event);
    });
    const rows: string[] = [];
    let textsWithoutHash = 0;
    const isTold = !chain.firstBroken && chain.events > 0;
    if (isTold) rows.push(...firstLines(words.faults(), 'event_words'));
    for (const { kind, replay } of isTold ? replays : []) {
      const found = await compare(tx, id, kind, replay);
      rows.push(...firstLines(found.lines, kind.tables.join(' and ')));
      textsWithoutHash += found.textsWithoutHash;
    }
    const namedRows = rows.length === 0 ? rows : await withNames(tx, id, rows);
    return { slug, ...chain, rows: namedRows, textsWithoutHash };
  });
}

function firstLines(lines: readonly string[], place: string): string[] {
  const first = lines.slice(0, MAX_LINES);
  return lines.length > MAX_LINES ? [...first, `and ${lines.length - MAX_LINES} more in ${place}`] : first;
}

async function verifyChain(
  tx: Transaction,
  councilId: string,
  anchors: readonly Anchor[],
  onEvent: (event: ChainEvent, kept: KeptWords) => void,
): Promise<ChainReport> {
  let head = CHAIN_START;
  let events = 0;
  let lastAt: Date | null = null;
  const wrong: string[] = [];
  const end = (firstBroken: ChainReport['firstBroken']) => {
    const beyond = anchors.filter(({ seq }) => seq > events);
    const missing = beyond.map(
      ({ seq }) => `the history ends at event ${events}, but a pack names event ${seq}`,
    );
    return { events, head, lastAt, firstBroken, anchors: [...wrong, ...(firstBroken ? [] : missing)] };
  };
  for (;;) {
    const batch = await eventsAfter(tx, councilId, events);
    for (const { hash, words: kept, ...fields } of batch) {
      const reason = chainFault(fields, hash, { seq: events + 1, previousHash: head });
      if (reason) return end({ seq: fields.seq, reason });
      head = hash;
      events += 1;
      lastAt = fields.at;
      if (anchors.some((anchor) => anchor.seq === events && anchor.hash !== hash))
        wrong.push(`event ${events} has a different fingerprint: ${hash}`);
      const event = { ...fields, at: fields.at.toISOString(), words: kept?.words ?? null };
      onEvent(event as unknown as ChainEvent, { seq: fields.seq, ...(kept && { salt: kept.salt }) });
    }
    if (batch.length < EVENTS_AT_ONCE) return end(null);
  }
}

function chainFault(
  fields: HashedFields,
  hash: string,
  expected: { readonly seq: number; readonly previousHash: string },
): string | null {
  if (fields.seq !== expected.seq) return `event ${expected.seq} is missing`;
  if (fields.previousHash !== expected.previousHash) return 'it does not follow the event before it';
  if (hashEvent(fields) !== hash) return 'its content was changed after it was written';
  return null;
}

function eventsAfter(
  tx: Transaction,
  councilId: string,
  seq: number,
): Promise<
  (HashedFields & {
    readonly hash: string;
    readonly words: { readonly salt: string; readonly words: unknown } | null;
  })[]
> {
  return tx.auditEvent.findMany({
    relationLoadStrategy: 'join',
    where: { councilId, seq: { gt: seq } },
    orderBy: { seq: 'asc' },
    take: EVENTS_AT_ONCE,
    select: {
      councilId: true,
      seq: true,
      at: true,
      actorId: true,
      actorName: true,
      actorRole: true,
      requestId: true,
      type: true,
      subject: true,
      data: true,
      previousHash: true,
      hash: true,
      words: { select: { salt: true, words: true } },
    },
  });
}

/** Removes each stored row from `recorded`; what is left at the end is missing from the database. */
async function compare(
  tx: Transaction,
  councilId: string,
  kind: RecordKind,
  { rows: recorded }: Replay,
): Promise<{ readonly lines: readonly string[]; readonly textsWithoutHash: number }> {
  const lines: string[] = [];
  let textsWithoutHash = 0;
  for await (const stored of rowsOf(tx, councilId, kind)) {
    const row = recorded.get(stored.key);
    recorded.delete(stored.key);
    const wrong = row ? differences(row, stored) : ['no event in the history'];
    if (wrong.length > 0) lines.push(`${stored.key}: ${wrong.join('; ')}`);
    if (row && !row.words && stored.words?.some((text) => text !== '')) textsWithoutHash += 1;
  }
  for (const [key, { isOptional }] of recorded)
    if (!isOptional) lines.push(`${key}: missing from the database`);
  return { lines, textsWithoutHash };
}

async function* rowsOf(tx: Transaction, councilId: string, kind: RecordKind): AsyncGenerator<StoredRow> {
  // A cursor, so that no table is ever held in memory whole.
  await tx.$executeRawUnsafe(`declare stored no scroll cursor for ${kind.select}`, councilId);
  for (;;) {
    const rows = await tx.$queryRawUnsafe<never[]>(`fetch ${ROWS_AT_ONCE} from stored`);
    for (const row of rows) yield kind.stored(row);
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await tx.$executeRawUnsafe('close stored');
}

/** Replaces ids in lines with names of people and numbers of cycles. */
async function withNames(tx: Transaction, councilId: string, lines: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string; name: string }[]>`
    select id::text, 'cycle ' || number as name from assessments where council_id = ${councilId}::uuid
     union all
    select p.id::text, p.name from memberships m join people p on p.id = m.person_id
     where m.council_id = ${councilId}::uuid`;
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const anId = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
  return lines.map((line) => line.replaceAll(anId, (id) => names.get(id) ?? id));
}
