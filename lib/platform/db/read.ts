import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { headOf } from '#lib/platform/audit/head.ts';
import { database, type Transaction } from '#lib/platform/db/client.ts';
import { Prisma } from '#lib/platform/db/generated/client.ts';
import { NoSlotError, slotOf, withSlot } from '#lib/platform/db/slots.ts';

/** A part of a query in plain SQL, for those that depend on what is asked for. Values in it become parameters. */
export const { sql, join: joinSql } = Prisma;

/** Runs queries that see this council's rows only, on one snapshot, unable to write. */
export function read<T>(context: CouncilContext, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return withSlot(context, () =>
    database().$transaction(
      async (tx) => {
        const [begun] = await tx.$queryRaw<{ slot: boolean }[]>`
          select set_config('app.council_id', ${context.council.id}, true),
                 set_config('transaction_read_only', 'on', true), ${slotOf(context.person.id)} as slot`;
        if (!begun?.slot) throw new NoSlotError();
        heads.set(tx, null);
        return work(tx);
      },
      { isolationLevel: 'RepeatableRead' },
    ),
  );
}

type Kept = {
  readonly head: string;
  readonly facts: Map<string, { readonly of: string; readonly value: unknown }>;
};

// As many councils as there are in England, and some.
const MOST_COUNCILS = 200;
// By the client they were read with: facts of one database are none of another's.
const keptBy = new WeakMap<object, Map<string, Kept>>();
// The head of each transaction that reads, once it has been asked for.
const heads = new WeakMap<Transaction, ReturnType<typeof headOf> | null>();

/**
 * Facts worked out of a council's rows, kept in memory for as long as its history ends with the same event: every write
 * adds its event in its own transaction, so whoever sees that event last sees the same rows. `of` says what else they are
 * of, an assessment or a day; of each name one answer is kept. What a person may see of them the caller decides:
 * afterwards, or before, by keeping only what it works out for people from whom nothing is hidden. Nothing that is
 * written without an event may be among them.
 */
export async function cacheByAuditHead<T>(
  tx: Transaction,
  context: CouncilContext,
  { name, of }: { readonly name: string; readonly of: string },
  work: () => Promise<T>,
): Promise<T> {
  // In a transaction that writes, rows may be ahead of the history.
  if (!heads.has(tx)) return work();
  const councilId = context.council.id;
  const asked = heads.get(tx) ?? headOf(tx, context);
  heads.set(tx, asked);
  const head = (await asked)?.hash;
  if (head === undefined) return work();
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
