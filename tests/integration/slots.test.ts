import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TooManyRequestsError } from '#lib/kernel/errors.ts';
import { LIMITS } from '#lib/kernel/limits.ts';
import { type CouncilRead, read } from '#lib/platform/db/read.ts';
import { NoSlotError, withSlot } from '#lib/platform/db/slots.ts';
import { env } from '#lib/platform/env.ts';
import { addLink } from '#lib/record/evidence/commands.ts';
import { getEvidenceItem } from '#lib/record/evidence/queries.ts';
import { linkDetails, makeAssessedCouncil, makeEvidenceLink, type TestCouncil } from './council-factory.ts';

let council: TestCouncil;
let otherServer: Client;

beforeEach(async () => {
  council = await makeAssessedCouncil();
  otherServer = new Client({ connectionString: env().DATABASE_URL });
  otherServer.on('error', () => {});
  await otherServer.connect();
});

afterEach(() => otherServer.end().catch(() => {}));

/** Opens this many of the lead's transactions on another server. */
async function openOtherTransactions(count: number): Promise<void> {
  await otherServer.query('BEGIN');
  await otherServer.query(
    'SELECT pg_try_advisory_xact_lock(hashtext($1), slot) FROM generate_series(1, $2::int) slot',
    [council.as.lead.person.id, count],
  );
}

/** A transaction that continues until it is released. */
function openTransaction() {
  const { promise, resolve } = Promise.withResolvers<void>();
  let open = 0;
  let most = 0;
  const work = async () => {
    open += 1;
    most = Math.max(most, open);
    await promise;
    open -= 1;
  };
  return {
    end: resolve,
    most: () => most,
    open: () => open,
    work,
    read: async ({ tx }: CouncilRead) => {
      await tx.$queryRaw`select 1`;
      await work();
    },
  };
}

describe('one person’s concurrent transactions', () => {
  it('are limited to the slots, and 100 requests at once are answered in turn', async () => {
    let open = 0;
    let most = 0;
    const { lead } = council.as;
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        read(lead, async ({ tx }) => {
          // Before counting, because a read starts without a transaction.
          const asked = tx.$queryRaw<{ one: number }[]>`select 1 as one`;
          open += 1;
          most = Math.max(most, open);
          const [row] = await asked;
          open -= 1;
          return row?.one;
        }),
      ),
    );
    expect(answers).toEqual(Array(100).fill(1));
    expect(most).toBeLessThanOrEqual(LIMITS.transactions);
  });

  it('leave connections to others: a colleague reads and writes while all slots are taken', async () => {
    const { lead, contributor } = council.as;
    const flood = openTransaction();
    const all = Array.from({ length: 50 }, () => read(lead, flood.read));
    await expect.poll(flood.open).toBe(LIMITS.transactions);
    const reference = await makeEvidenceLink(contributor);
    expect(await getEvidenceItem(contributor, reference)).not.toBeNull();
    flood.end();
    await Promise.all(all);
    expect(flood.most()).toBe(LIMITS.transactions);
  });

  it('include those of another server: reads and writes wait for one of its slots', async () => {
    const { lead, contributor } = council.as;
    await openOtherTransactions(LIMITS.transactions);
    const flood = openTransaction();
    const waiting = [read(lead, flood.read), addLink(lead, linkDetails()).then(flood.work)];
    await makeEvidenceLink(contributor);
    expect(flood.open()).toBe(0);
    await otherServer.query('ROLLBACK');
    await expect.poll(flood.open).toBe(2);
    flood.end();
    await Promise.all(waiting);
  });

  it('free their slots when their server is killed', async () => {
    await openOtherTransactions(LIMITS.transactions);
    const waiting = getEvidenceItem(council.as.lead, 'E1');
    otherServer.end();
    expect(await waiting).toBeNull();
  });

  it('report to the failed page that the database had no room, but not other failures', async () => {
    const told: unknown[] = [];
    const listen = (requestId: unknown, status: unknown) => told.push([requestId, status]);
    process.on('assurance:request-failed' as 'message', listen);
    const requestId = randomUUID();
    const fail = (error: Error) =>
      withSlot({ ...council.as.lead, requestId }, () => Promise.reject(error)).catch((thrown) => thrown);
    const none = Object.assign(new Error('Unable to start a transaction in the given time.'), {
      code: 'P2028',
    });
    expect(await fail(none)).toBe(none);
    await fail(new Error('of the program itself'));
    process.off('assurance:request-failed' as 'message', listen);
    expect(told).toEqual([[requestId, 503]]);
  });

  it('are refused, and leave nothing behind, after too long a wait', async () => {
    const { lead } = council.as;
    await openOtherTransactions(LIMITS.transactions - 1);
    const flood = openTransaction();
    const first = read(lead, flood.read);
    await expect.poll(flood.open).toBe(1);
    // One finds no slot among all servers, the others not even a place in this one's queue.
    const told: unknown[] = [];
    const listen = (requestId: unknown, status: unknown) => told.push([requestId, status]);
    process.on('assurance:request-failed' as 'message', listen);
    const requestId = randomUUID();
    const more = Array.from({ length: 12 }, () =>
      withSlot({ ...lead, requestId }, () => Promise.reject(new NoSlotError()), 50),
    );
    const refused = await Promise.allSettled(more);
    process.off('assurance:request-failed' as 'message', listen);
    expect(refused.map((one) => one.status === 'rejected' && one.reason)).toEqual(
      Array(12).fill(expect.any(TooManyRequestsError)),
    );
    expect(told).toEqual(Array(12).fill([requestId, 429]));
    flood.end();
    await first;
    await otherServer.query('ROLLBACK');
    expect(await Promise.all(Array.from({ length: 20 }, () => getEvidenceItem(lead, 'E1')))).toEqual(
      Array(20).fill(null),
    );
  });
});
