import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditHead } from '#lib/platform/db/audit-head.ts';
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
  /** Facts cached between requests. Null in a write, whose rows may be ahead of the history. */
  readonly cache: FactCache | null;
  readonly [madeByRead]: true;
};

declare const madeByWrite: unique symbol;

/** Read access inside a transaction that writes. Only `auditedWrite` makes one. */
export type CouncilWrite = CouncilRead & { readonly [madeByWrite]: true };

/** Runs queries on one read-only snapshot of this council's rows. */
export function read<T>(context: CouncilContext, work: (db: CouncilRead) => Promise<T>): Promise<T> {
  return withSlot(context, () =>
    database().$transaction(
      async (tx) => {
        const [begun] = await tx.$queryRaw<{ slot: boolean }[]>`
          select set_config('app.council_id', ${context.council.id}, true),
                 set_config('transaction_read_only', 'on', true), ${slotOf(context.person.id)} as slot`;
        if (!begun?.slot) throw new NoSlotError();
        return work({ tx, context, cache: factCache(tx, context) } as CouncilRead);
      },
      { isolationLevel: 'RepeatableRead' },
    ),
  );
}

/** Only for `auditedWrite`. */
export function councilWrite(tx: Transaction, context: CouncilContext): CouncilWrite {
  return { tx, context, cache: null } as CouncilRead as CouncilWrite;
}

type CachedFacts = {
  readonly head: string;
  readonly facts: Map<string, { readonly of: string; readonly value: unknown }>;
};

// More than there are councils in England.
const MAX_COUNCILS = 200;
// Keyed by client, so that two databases never share facts.
const cacheByClient = new WeakMap<object, Map<string, CachedFacts>>();

/** `head`: the hash of the council's last event, read once per transaction. Null when there is none. */
type FactCache = { readonly head: () => Promise<string | null> };

function factCache(tx: Transaction, context: CouncilContext): FactCache {
  let asked: Promise<string | null> | undefined;
  const ask = async () => (await auditHead(tx, context))?.hash ?? null;
  return { head: () => (asked ??= ask()) };
}

/**
 * Caches a value derived from a council's rows until its history grows. Every write adds its event in the same
 * transaction, so two readers who see the same last event see the same rows. Each `name` keeps one value; `of` is its
 * key, such as an assessment or a day. The caller applies permissions: to the cached value, or by caching only what
 * someone who may see everything would get. Never cache what is written without an event.
 */
export async function cacheByAuditHead<T>(
  { context, cache }: CouncilRead,
  { name, of }: { readonly name: string; readonly of: string },
  work: () => Promise<T>,
): Promise<T> {
  const head = await cache?.head();
  if (!head) return work();
  const councilId = context.council.id;
  const found = cacheByClient.get(database())?.get(councilId);
  const known = found?.head === head ? found.facts.get(name) : undefined;
  if (known?.of === of) return known.value as T;
  const value = await work();
  store(councilId, head, name, { of, value });
  return value;
}

function store(councilId: string, head: string, name: string, fact: { of: string; value: unknown }): void {
  const kept = cacheByClient.get(database()) ?? new Map<string, CachedFacts>();
  cacheByClient.set(database(), kept);
  const found = kept.get(councilId);
  const council = found?.head === head ? found : { head, facts: new Map() };
  council.facts.set(name, fact);
  // Moves the council to the end, so that the first is the one least recently written to the cache.
  kept.delete(councilId);
  kept.set(councilId, council);
  for (const oldest of kept.keys()) {
    if (kept.size <= MAX_COUNCILS) break;
    kept.delete(oldest);
  }
}
