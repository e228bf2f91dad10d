import 'server-only';
import { database, type Transaction } from '#lib/platform/db/client.ts';

/** Sets the council whose rows this transaction can see, until it ends. */
export async function setCouncil(tx: Transaction, councilId: string): Promise<void> {
  await tx.$executeRaw`select set_config('app.council_id', ${councilId}, true)`;
}

/**
 * Lets row security show this transaction what only named people see: cases, reflective logs and draft reports. For
 * verification, and for deletion on its day.
 */
export async function seeNamed(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select set_config('app.sees_named', 'all', true)`;
}

/**
 * Runs a transaction that sees this council's rows only. Nouns use `read` and `auditedWrite`, which require a context.
 */
export function inCouncil<T>(councilId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return database().$transaction(async (tx) => {
    await setCouncil(tx, councilId);
    return work(tx);
  });
}

// Far longer than any verification takes, even of a million events.
const LONGEST_READ_MS = 6 * 60 * 60_000;

/** Reads a council's whole record from one read-only snapshot, with no practical time limit. For tasks that verify. */
export function readCouncil<T>(councilId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return database().$transaction(
    async (tx) => {
      await setCouncil(tx, councilId);
      await seeNamed(tx);
      await tx.$executeRaw`select set_config('transaction_read_only', 'on', true)`;
      return work(tx);
    },
    { isolationLevel: 'RepeatableRead', timeout: LONGEST_READ_MS },
  );
}
