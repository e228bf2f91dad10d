import 'server-only';
import type { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { httpStatusOf, TooManyRequestsError } from '#lib/kernel/errors.ts';
import { LIMITS } from '#lib/kernel/limits.ts';
import { Prisma } from '#lib/platform/db/generated/client.ts';
import { log } from '#lib/platform/log.ts';

// Advisory locks limit one person's concurrent transactions. Each transaction takes one as it begins: all servers
// share them, and they end with the transaction even when its server is killed.

const MAX_WAIT_MS = 10_000;
const RETRY_DELAYS_MS = [10, 20, 50, 100, 200] as const;

/** A query fragment: true when this transaction got one of its person's slots, which it holds until it ends. */
export function slotOf(personId: string): Prisma.Sql {
  return Prisma.sql`exists (select from generate_series(1, ${LIMITS.transactions}::int) slot
                             where pg_try_advisory_xact_lock(hashtext(${personId}), slot))`;
}

/** Thrown by a transaction without a slot, to give its connection back. `withSlot` tries again. */
export class NoSlotError extends Error {
  override name = 'NoSlotError';
}

/**
 * Runs a transaction that asks for one of its person's slots, retrying while all are taken. Do not nest.
 *
 * @throws TooManyRequestsError when no slot came free in time
 */
export async function withSlot<T>(
  { person, requestId }: { readonly person: { readonly id: string }; readonly requestId: string },
  transaction: () => Promise<T>,
  patience = MAX_WAIT_MS,
): Promise<T> {
  const until = performance.now() + patience;
  try {
    await joinQueue(person.id, patience);
    try {
      for (let tries = 0; ; tries += 1) {
        const result = await transaction().catch((error: unknown) => {
          if (error instanceof NoSlotError) return error;
          throw error;
        });
        if (!(result instanceof NoSlotError)) return result;
        if (performance.now() >= until) throw new TooManyRequestsError();
        await pause(RETRY_DELAYS_MS[Math.min(tries, RETRY_DELAYS_MS.length - 1)]);
      }
    } finally {
      leaveQueue(person.id);
    }
  } catch (error) {
    if (error instanceof TooManyRequestsError) {
      log().warn({ event: 'requests.too-many', person: person.id, requestId });
    }
    const status = httpStatusOf(error);
    // Tells lib/tasks/failure-page.ts, which answers for the page that fails and is bundled separately.
    if (status === 429 || status === 503) {
      (process as EventEmitter).emit('assurance:request-failed', requestId, status);
    }
    throw error;
  }
}

// Requests of this server queue here, so that they hold no connection while they wait.
type Queue = { open: number; readonly waiting: Set<() => void> };
const queues = new Map<string, Queue>();

function joinQueue(personId: string, patience: number): Promise<void> {
  const line = queues.get(personId) ?? { open: 0, waiting: new Set() };
  queues.set(personId, line);
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

function leaveQueue(personId: string): void {
  const line = queues.get(personId);
  if (!line) return;
  const [next] = line.waiting;
  // The next in the queue takes over the place.
  if (next) next();
  else line.open -= 1;
  if (line.open === 0) queues.delete(personId);
}
