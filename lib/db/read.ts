import 'server-only';
import type { CouncilContext } from '#lib/auth/context.ts';
import { database, type Transaction } from '#lib/db/client.ts';
import { Prisma } from '#lib/db/generated/client.ts';

/** A part of a query in plain SQL, for those that depend on what is asked for. Values in it become parameters. */
export const { sql, join: joinSql } = Prisma;

/** Runs queries that see this council's rows only, on one snapshot, unable to write. */
export function read<T>(context: CouncilContext, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return database().$transaction(
    async (tx) => {
      await tx.$executeRaw`select set_config('app.council_id', ${context.council.id}, true),
                                  set_config('transaction_read_only', 'on', true)`;
      return work(tx);
    },
    { isolationLevel: 'RepeatableRead' },
  );
}
