import { beforeEach, describe, expect, it, vi } from 'vitest';
import { getOverview } from '#lib/pages/overview.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import { database } from '#lib/platform/db/client.ts';
import { cacheByAuditHead, read } from '#lib/platform/db/read.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { asSuperuser, makeAssessedCouncil, makeEvidenceLink, type TestCouncil } from './council-factory.ts';

let council: TestCouncil & { readonly assessment: string };
let lead: CouncilContext;

beforeEach(async () => {
  council = await makeAssessedCouncil();
  lead = council.as.lead;
});

const itemsIn = (context: CouncilContext, work: () => Promise<number>, of = '') =>
  read(context, (db) => cacheByAuditHead(db, { name: 'items', of }, work));

describe('cacheByAuditHead', () => {
  it('computes a fact once, until something is recorded', async () => {
    const work = vi.fn(async () => work.mock.calls.length);
    expect([await itemsIn(lead, work), await itemsIn(lead, work)]).toEqual([1, 1]);
    await makeEvidenceLink(lead);
    expect([await itemsIn(lead, work), await itemsIn(council.as.reader, work)]).toEqual([2, 2]);
    expect(await itemsIn(lead, work, 'another day')).toBe(3);
  });

  it('needs no transaction while nothing has been recorded', async () => {
    const transactions = vi.spyOn(database(), '$transaction');
    const first = async () => 1;
    await itemsIn(lead, first);
    transactions.mockClear();
    expect(await itemsIn(lead, first)).toBe(1);
    expect(transactions).not.toHaveBeenCalled();
    // Also asks for rows, so it runs again in a transaction.
    const both = await read(lead, async (db) => [
      await cacheByAuditHead(db, { name: 'items', of: '' }, first),
      await db.tx.evidenceItem.count({ where: { councilId: council.id } }),
    ]);
    expect([both, transactions.mock.calls.length]).toEqual([[1, 0], 1]);
    await makeEvidenceLink(lead);
    transactions.mockClear();
    expect(await itemsIn(lead, async () => 2)).toBe(2);
    expect(transactions).toHaveBeenCalledOnce();
  });

  it('never returns another council’s fact', async () => {
    const other = await makeAssessedCouncil();
    expect(await itemsIn(lead, async () => 1)).toBe(1);
    expect(await itemsIn(other.as.lead, async () => 2)).toBe(2);
    expect(await itemsIn(lead, async () => 3)).toBe(1);
  });

  it('sees what another process recorded', async () => {
    expect((await getAssessment(lead))?.name).not.toBe('Renamed');
    // As that process would: the row and its event in one transaction.
    await asSuperuser(
      `WITH renamed AS (UPDATE assessments SET name = 'Renamed' WHERE council_id = $1)
       INSERT INTO audit_events (council_id, seq, at, actor_id, actor_name, actor_role, request_id, type, subject, data,
                                 previous_hash, hash)
       SELECT council_id, seq + 1, at, actor_id, actor_name, actor_role, request_id, type, subject, data, hash, repeat('e', 64)
         FROM audit_events WHERE council_id = $1 ORDER BY seq DESC LIMIT 1`,
      [council.id],
    );
    expect((await getAssessment(lead))?.name).toBe('Renamed');
  });

  it('keeps the view of a reader that began before a write, and gives others the new one', async () => {
    const [older, latest] = await read(lead, async (db) => {
      const before = async () => db.tx.evidenceItem.count({ where: { councilId: council.id } });
      await before();
      await makeEvidenceLink(lead);
      const later = await itemsIn(lead, async () => 1);
      return [await cacheByAuditHead(db, { name: 'items', of: '' }, before), later];
    });
    expect([older, latest]).toEqual([0, 1]);
    expect(await itemsIn(lead, async () => 1)).toBe(1);
  });

  it('keeps nothing from a transaction that writes', async () => {
    const work = vi.fn(async () => work.mock.calls.length);
    const writing = () =>
      auditedWrite(lead, 'council:view', async (db) =>
        unchanged(await cacheByAuditHead(db, { name: 'items', of: '' }, work)),
      );
    expect([await writing(), await writing(), await itemsIn(lead, work), await writing()]).toEqual([
      1, 2, 3, 4,
    ]);
  });

  it('keeps nothing from a failed read', async () => {
    await expect(itemsIn(lead, () => Promise.reject(new Error('Lost')))).rejects.toThrow('Lost');
    expect(await itemsIn(lead, async () => 1)).toBe(1);
  });
});

it('a dashboard has the name that its request read, before or after a change', async () => {
  const named = (name: string) => ({ ...lead, council: { ...lead.council, name } });
  const shown = async (context: CouncilContext) =>
    (await getOverview(context, new Date())).open?.dashboard.council.name;
  expect(await shown(named('Before'))).toBe('Before');
  expect(await shown(named('After'))).toBe('After');
});
