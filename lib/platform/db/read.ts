import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditHead } from '#lib/platform/db/audit-head.ts';
import { database, type Transaction } from '#lib/platform/db/client.ts';
import { Prisma } from '#lib/platform/db/generated/client.ts';
import { NoSlotError, slotOf, withSlot } from '#lib/platform/db/slots.ts';

/** A part of a query in plain SQL, for those that depend on what is asked for. Values in it become parameters. */
export const { sql, join: joinSql, raw: rawSql, empty: noSql } = Prisma;

declare const madeByRead: unique symbol;

/** What a query of a council reads with: one snapshot of that council's rows, for one person. Only `read` makes one. */
export type CouncilRead = {
  readonly tx: Transaction;
  readonly context: CouncilContext;
  /** Facts of the council that are kept between requests. Null in a write, whose rows may be ahead of the history. */
  readonly cache: FactCache | null;
  readonly [madeByRead]: true;
};

declare const madeByWrite: unique symbol;

/** The same in a transaction that writes. Only `auditedWrite` makes one. */
export type CouncilWrite = CouncilRead & { readonly [madeByWrite]: true };

/** Runs queries that see this council's rows only, on one snapshot, unable to write. */
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

/** For `auditedWrite` alone. */
export function councilWrite(tx: Transaction, context: CouncilContext): CouncilWrite {
  return { tx, context, cache: null } as CouncilRead as CouncilWrite;
}

type Kept = {
  readonly head: string;
  readonly facts: Map<string, { readonly of: string; readonly value: unknown }>;
};

// As many councils as there are in England, and some.
const MOST_COUNCILS = 200;
// By the client they were read with: facts of one database are none of another's.
const keptBy = new WeakMap<object, Map<string, Kept>>();

/** `head`: of the council's history, asked for once in a transaction. Null where nothing is recorded yet. */
type FactCache = { readonly head: () => Promise<string | null> };

function factCache(tx: Transaction, context: CouncilContext): FactCache {
  let asked: Promise<string | null> | undefined;
  const ask = async () => (await auditHead(tx, context))?.hash ?? null;
  return { head: () => (asked ??= ask()) };
}

/**
 * Facts worked out of a council's rows, kept in memory for as long as its history ends with the same event: every write
 * adds its event in its own transaction, so whoever sees that event last sees the same rows. `of` says what else they are
 * of, an assessment or a day; of each name one answer is kept. What a person may see of them the caller decides:
 * afterwards, or before, by keeping only what it works out for people from whom nothing is hidden. Nothing that is
 * written without an event may be among them.
 */
export async function cacheByAuditHead<T>(
  { context, cache }: CouncilRead,
  { name, of }: { readonly name: string; readonly of: string },
  work: () => Promise<T>,
): Promise<T> {
  const head = await cache?.head();
  if (!head) return work();
  const councilId = context.council.id;
  const found = keptBy.get(database())?.get(councilId);
  const known = found?.head === head ? found.facts.get(name) : undefined;
  if (known?.of === of) return known.value as T;
  const value = await work();
  keep(councilId, head, name, { of, value });
  return value;
}

function keep(councilId: string, head: string, name: string, fact: { of: string; value: unknown }): void {
  const kept = keptBy.get(database()) ?? new Map<string, Kept>();
  keptBy.set(database(), kept);
  const found = kept.get(councilId);
  const council = found?.head === head ? found : { head, facts: new Map() };
  council.facts.set(name, fact);
  // The council whose history moved last stands last; the one that has been still for longest goes first.
  kept.delete(councilId);
  kept.set(councilId, council);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_COUNCILS) break;
    kept.delete(oldest);
  }
}
