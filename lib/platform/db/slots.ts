import 'server-only';
import type { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { httpStatusOf, TooManyRequestsError } from '#lib/kernel/errors.ts';
import { LIMITS } from '#lib/kernel/limits.ts';
import { Prisma } from '#lib/platform/db/generated/client.ts';
import { log } from '#lib/platform/log.ts';

// One person's transactions at the same time are bounded by advisory locks that each takes as it begins: all servers of
// a database share them, and they end with their transaction, also where its server was killed.

const PATIENCE_MS = 10_000;
const PAUSES_MS = [10, 20, 50, 100, 200] as const;

/** A part of a query: whether this transaction has got one of its person's slots, which it holds until it ends. */
export function slotOf(personId: string): Prisma.Sql {
  return Prisma.sql`exists (select from generate_series(1, ${LIMITS.transactions}::int) slot
                             where pg_try_advisory_xact_lock(hashtext(${personId}), slot))`;
}

/** Thrown by a transaction that has got no slot, so that it gives its connection back. `withSlot` tries it again. */
export class NoSlotError extends Error {
  override name = 'NoSlotError';
}

/**
 * Runs a transaction that asks for a slot of its person: again and again while there is none, and never more of one
 * person at once than there are. Not to be used within itself.
 *
 * @throws TooManyRequestsError when it had to wait for too long
 */
export async function withSlot<T>(
  { person, requestId }: { readonly person: { readonly id: string }; readonly requestId: string },
  transaction: () => Promise<T>,
  patience = PATIENCE_MS,
): Promise<T> {
  const until = performance.now() + patience;
  try {
    await enterLine(person.id, patience);
    try {
      for (let tries = 0; ; tries += 1) {
        const result = await transaction().catch((error: unknown) => {
          if (error instanceof NoSlotError) return error;
          throw error;
        });
        if (!(result instanceof NoSlotError)) return result;
        if (performance.now() >= until) throw new TooManyRequestsError();
        await pause(PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)]);
      }
    } finally {
      leaveLine(person.id);
    }
  } catch (error) {
    if (error instanceof TooManyRequestsError) {
      log().warn({ event: 'requests.too-many', person: person.id, requestId });
    }
    const status = httpStatusOf(error);
    // To lib/tasks/failure-page.ts, which is not bundled with this and answers for the page that fails.
    if (status === 429 || status === 503) {
      (process as EventEmitter).emit('assurance:request-failed', requestId, status);
    }
    throw error;
  }
}

// Those of this server wait here in turn, and not with a connection in their hands.
type Line = { open: number; readonly waiting: Set<() => void> };
const lines = new Map<string, Line>();

function enterLine(personId: string, patience: number): Promise<void> {
  const line = lines.get(personId) ?? { open: 0, waiting: new Set() };
  lines.set(personId, line);
  if (line.open < LIMITS.transactions) {
    line.open += 1;
    return Promise.resolve();
  }
  return new Promise((resolve, reject) => {
    const enter = () => {
      clearTimeout(timer);
      line.waiting.delete(enter);
      resolve();
    };
    const timer = setTimeout(() => {
      line.waiting.delete(enter);
      reject(new TooManyRequestsError());
    }, patience);
    line.waiting.add(enter);
  });
}

function leaveLine(personId: string): void {
  const line = lines.get(personId);
  if (!line) return;
  const [next] = line.waiting;
  // Whoever waits takes over the place.
  if (next) next();
  else line.open -= 1;
  if (line.open === 0) lines.delete(personId);
}
