import 'server-only';
import { database, type Transaction } from '#lib/db/client.ts';

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
