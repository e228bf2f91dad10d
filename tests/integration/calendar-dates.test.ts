import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { closeDatabase } from '#lib/platform/db/client.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { getEvidenceItem } from '#lib/record/evidence/queries.ts';
import { ALL_RECORDS } from '#lib/tasks/audit-records.ts';
import { asSuperuser, CYCLE, makeAssessedCouncil, makeEvidenceLink } from './council-factory.ts';

// Debian's servers use the computer's time zone: in Britain an hour from UTC for half of the year.
beforeAll(async () => {
  await setDatabase("SET timezone = ''America/Los_Angeles''", "SET datestyle = ''SQL, DMY''");
});
afterAll(async () => {
  await setDatabase('RESET timezone', 'RESET datestyle');
});

/** Applies to connections opened afterwards. */
async function setDatabase(...settings: readonly string[]): Promise<void> {
  for (const setting of settings) {
    await asSuperuser(
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I ${setting}', current_database()); END $$`,
    );
  }
  await closeDatabase();
}

it('keeps calendar dates and instants, whatever the database’s time zone and date style', async () => {
  const council = await makeAssessedCouncil();
  const lead = { ...council.as.lead, now: () => new Date('2026-07-01T22:30:00.123Z') };
  const days = ['1800-01-01', '1847-11-30', '2026-03-29', '2026-10-25'] as const;
  for (const datedOn of days)
    await makeEvidenceLink(lead, { datedOn, url: `https://council.example/${datedOn}` });
  const items = await Promise.all(days.map((_, index) => getEvidenceItem(lead, `E${index + 1}`)));
  expect(items.map((item) => item?.datedOn)).toEqual(days);
  expect(items[0]?.added.at.toISOString()).toBe('2026-07-01T22:30:00.123Z');
  expect(await getAssessment(lead)).toMatchObject({ startsOn: CYCLE.startsOn, endsOn: CYCLE.endsOn });
  expect(await verifyCouncil(council, ALL_RECORDS)).toMatchObject({ firstBroken: null, rows: [] });
});
