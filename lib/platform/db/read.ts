import 'server-only';
import { LRUCache } from 'lru-cache';
import type { Actor, CouncilContext } from '#lib/platform/access/context.ts';
import { database, type Transaction } from '#lib/platform/db/client.ts';
import { Prisma } from '#lib/platform/db/generated/client.ts';
import { NoSlotError, slotOf, withSlot } from '#lib/platform/db/slots.ts';

/** Composes plain SQL for queries that vary. Values in it become parameters. */
export const { sql, join: joinSql, raw: rawSql, empty: noSql } = Prisma;

declare const madeByRead: unique symbol;

/** Read access to one snapshot of a council's rows, for one person. Only `read` makes one. */
export type CouncilRead = {
  readonly tx: Transaction;
  readonly context: CouncilContext;
  /** The hash of the council's last event. Null without events, and in a write, whose rows may be ahead of them. */
  readonly head: string | null;
  /** What changes without an event, as of the last one. Null in a write. */
  readonly unrecorded: Unrecorded | null;
  readonly [madeByRead]: true;
};

export type Unrecorded = {
  /** Up to where this person has seen what others changed. */
  readonly look: { readonly seq: number; readonly at: string } | null;
  /** The statements with drafts: this person's, or others' of the last hour. */
  readonly drafted: readonly string[];
  /** Files of which the text has not been read. */
  readonly waiting: number;
};

/** What a query needs that the service asks too, when it makes something by itself. */
export type CouncilRows = { readonly tx: Transaction; readonly context: Pick<Actor, 'council'> };

declare const madeByWrite: unique symbol;

/** Read access inside a transaction that writes. Only `auditedWrite` makes one. */
export type CouncilWrite = CouncilRead & { readonly [madeByWrite]: true };

/**
 * Runs queries on one read-only snapshot of this council's rows. Work that needs only cached facts takes no
 * transaction. Otherwise it runs again from the start in one, so it must do nothing but read.
 *
 * @param options.needsRows that cached facts never suffice, which saves the first try
 */
export async function read<T>(
  context: CouncilContext,
  work: (db: CouncilRead) => Promise<T>,
  { needsRows = false }: { readonly needsRows?: boolean } = {},
): Promise<T> {
  const known = !needsRows && cacheByClient.get(database())?.get(context.council.id);
  const entry = known && (await enterBefore(context));
  if (entry && entry.head === known.head) {
    try {
      return await work(councilRead(NO_ROWS, context, entry));
    } catch (error) {
      if (!(error instanceof RowsNeededError)) throw error;
    }
  }
  return withSlot(context, () =>
    database().$transaction(
      async (tx) => {
        const [begun] = await tx.$queryRaw<{ slot: boolean; entry: Entry }[]>`
          select ${slotOf(context.person.id)} as slot, set_config('transaction_read_only', 'on', true),
                 ${entering(context)} as entry`;
        if (!begun?.slot) throw new NoSlotError();
        return work(councilRead(tx, context, begun.entry));
      },
      { isolationLevel: 'RepeatableRead' },
    ),
  );
}

type Entry = Unrecorded & { readonly head: string | null };

function entering({ council, person }: CouncilContext): Prisma.Sql {
  return sql`enter_to_read(${council.id}::uuid, ${person.id}::uuid)`;
}

/** The council's last event at this moment, outside any transaction. */
async function enterBefore(context: CouncilContext): Promise<Entry | undefined> {
  const [now] = await database().$queryRaw<{ entry: Entry }[]>`select ${entering(context)} as entry`;
  return now?.entry;
}

/** Thrown where work without a transaction asks for rows. `read` then opens one. */
class RowsNeededError extends Error {
  override name = 'RowsNeededError';
}

const NO_ROWS = new Proxy({} as Transaction, {
  get() {
    throw new RowsNeededError();
  },
});

function councilRead(tx: Transaction, context: CouncilContext, entry: Entry | null): CouncilRead {
  return { tx, context, head: entry?.head ?? null, unrecorded: entry } as CouncilRead;
}

/** Only for `auditedWrite`. */
export function councilWrite(tx: Transaction, context: CouncilContext): CouncilWrite {
  return councilRead(tx, context, null) as CouncilWrite;
}

type CachedFacts = {
  readonly head: string;
  readonly facts: Map<string, { readonly of: string; readonly value: unknown }>;
};

// More than there are councils in England.
const MAX_COUNCILS = 200;
// Keyed by client, so that two databases never share facts.
const cacheByClient = new WeakMap<object, LRUCache<string, CachedFacts>>();

/**
 * Caches a value derived from a council's rows until its history grows. Every write adds its event in the same
 * transaction, so two readers who see the same last event see the same rows. Each `name` keeps one value; `of` is its
 * key, such as an assessment or a day. The caller applies permissions: to the cached value, or by caching only what
 * someone who may see everything would get. Never cache what is written without an event.
 */
export async function cacheByAuditHead<T>(
  { context, head }: CouncilRead,
  { name, of }: { readonly name: string; readonly of: string },
  work: () => Promise<T>,
): Promise<T> {
  if (!head) return work();
  const councilId = context.council.id;
  const found = cacheByClient.get(database())?.get(councilId);
  const known = found?.head === head ? found.facts.get(name) : undefined;
  if (known?.of === of) return known.value as T;
  const value = await work();
  store(councilId, head, name, { of, value });
  return value;
}

/** Tells apart what is known of texts, which are read without an event: for the key of facts that depend on them. */
export function textsRead({ unrecorded }: Pick<CouncilRead, 'unrecorded'>): string {
  return String(unrecorded?.waiting ?? '');
}

function store(councilId: string, head: string, name: string, fact: { of: string; value: unknown }): void {
  const kept = cacheByClient.get(database()) ?? new LRUCache<string, CachedFacts>({ max: MAX_COUNCILS });
  cacheByClient.set(database(), kept);
  let council = kept.get(councilId);
  if (council?.head !== head) {
    council = { head, facts: new Map() };
    kept.set(councilId, council);
  }
  council.facts.set(name, fact);
}
