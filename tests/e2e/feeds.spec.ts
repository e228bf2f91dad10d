import { createFeed, withdrawFeed } from '#lib/exchange/feeds/commands.ts';
import { listFeeds } from '#lib/exchange/feeds/queries.ts';
import { startInspection } from '#lib/record/inspections/commands.ts';
import { inspectionInput, paperLinkInput } from '#tests/integration/council-factory.ts';
import { expect, test } from './fixtures.ts';

test('a calendar program gets the dates of an inspection without signing in, until the link is withdrawn', async ({
  newCouncil,
  visitor,
}) => {
  const { lead } = (await newCouncil()).as;
  await startInspection(lead, inspectionInput());
  const made = await createFeed(lead, { ...paperLinkInput(), inspection: 1 });
  if (made.outcome !== 'made') throw new Error(made.outcome);
  const { id, token } = made.link;
  const address = `/calendars/${token}/inspection.ics`;
  const program = await visitor();
  const opened = async () => (await listFeeds(lead, 1, new Date()))?.links[0]?.opened;

  expect((await program.fetch(address, { method: 'HEAD' })).status).toBe(200);
  expect(await opened()).toBe(0);
  const first = await program.fetch(address);
  expect(await first.text()).toMatch(/^BEGIN:VCALENDAR\r\n.*SUMMARY:Information return due\r\n/s);
  expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(first.headers.get('cache-control')).toBe('private, no-store');
  expect(first.headers.get('referrer-policy')).toBe('no-referrer');
  const again = await program.fetch(address, {
    headers: { 'if-none-match': first.headers.get('etag') ?? '' },
  });
  expect([again.status, await again.text()]).toEqual([304, '']);
  expect(await opened()).toBe(1);

  await withdrawFeed(lead, { id, inspection: 1 });
  for (const path of [
    address,
    `/calendars/${'a'.repeat(43)}/inspection.ics`,
    '/calendars/x/inspection.ics',
  ]) {
    const gone = await program.fetch(path);
    expect([gone.status, await gone.text()], path).toEqual([
      404,
      expect.stringContaining('Calendar not found'),
    ]);
    expect(gone.headers.get('referrer-policy'), path).toBe('no-referrer');
  }
  const page = await program.fetch('/calendars/x', { headers: { accept: 'text/html' } });
  expect([page.status, await page.text()]).toEqual([404, expect.stringContaining('Calendar not found')]);
});
