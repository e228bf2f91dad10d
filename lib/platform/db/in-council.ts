import 'server-only';
import { database, type Transaction } from '#lib/platform/db/client.ts';

/** Sets the council that row security lets this transaction see. Ends with the transaction. */
export async function setCouncil(tx: Transaction, councilId: string): Promise<void> {
  await tx.$executeRaw`select set_config('app.council_id', ${councilId}, true)`;
}

/** Runs a transaction that sees this council's rows only. The nouns use `read` and `auditedWrite`, which ask for a context. */
export function inCouncil<T>(councilId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return database().$transaction(async (tx) => {
    await setCouncil(tx, councilId);
    return work(tx);
  });
}

// Far longer than any council's record takes: what is verified may be a million events.
const LONGEST_READ_MS = 6 * 60 * 60_000;

/** Reads all that a council has on one snapshot, unable to write, however long it takes. For tasks that verify. */
export function readCouncil<T>(councilId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return database().$transaction(
    async (tx) => {
      await setCouncil(tx, councilId);
      await tx.$executeRaw`select set_config('transaction_read_only', 'on', true)`;
      return work(tx);
    },
    { isolationLevel: 'RepeatableRead', timeout: LONGEST_READ_MS },
  );
}
