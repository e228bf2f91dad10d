import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createFeed, openFeed, withdrawFeed } from '#lib/exchange/feeds/commands.ts';
import { listFeeds } from '#lib/exchange/feeds/queries.ts';
import { listActivity } from '#lib/history/activity/queries.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { calendarResponse } from '#lib/platform/http/responses.ts';
import { endInspection, saveStep, startInspection } from '#lib/record/inspections/commands.ts';
import { linkRecords } from '#lib/record/links/events.ts';
import { openLink } from '#lib/record/links/gate.ts';
import { FEED_DAYS, lastDayAfter } from '#lib/record/links/rules.ts';
import {
  inspectionInput,
  makeAssessedCouncil,
  makeCouncil,
  makePaperLink,
  namedPerson,
  paperLinkInput,
  stepInput,
  type TestCouncil,
} from './council-factory.ts';

let council: TestCouncil;
let token: string;
let id: string;
beforeEach(async () => {
  council = await makeCouncil();
  await startInspection(council.as.lead, inspectionInput());
  const lastDay = lastDayAfter(FEED_DAYS.max, new Date());
  const made = await createFeed(council.as.lead, { inspection: 1, forWhom: 'Robin Hale', lastDay });
  if (made.outcome !== 'made') throw new Error(made.outcome);
  ({ token, id } = made.link);
});

const open = (at = new Date()) => openLink(token, 'calendar', at, 'a request');

/** The file of the link, unfolded. Null: the link opens nothing. */
async function read(headOnly = false): Promise<string | null> {
  const opened = await open();
  return (opened && (await openFeed(opened, { headOnly })))?.file.replaceAll('\r\n ', '') ?? null;
}

describe('a calendar that programs subscribe to', () => {
  it('has the names and dates of the steps as they are now, and nothing else', async () => {
    const { lead } = council.as;
    const owner = lead.person.id;
    const days = { owner, setOn: '2027-03-15', days: 3 } as const;
    await saveStep(lead, stepInput({ inspection: 1, step: 'visit', ...days }));
    await saveStep(lead, stepInput({ inspection: 1, name: 'Briefing', setOn: '2026-12-01' }));
    const keeper = await namedPerson(council, [1], 'keeper');
    const file = await read();
    expect(file?.match(/^SUMMARY:.*$/gm)).toContain('SUMMARY:Briefing');
    expect(file).toMatch(/SUMMARY:Visit\r\n/);
    expect(file).toContain('DTSTART;VALUE=DATE:20270315\r\nDTEND;VALUE=DATE:20270318\r\n');
    for (const person of [lead, keeper]) expect(file).not.toContain(person.person.name);
    expect(file).not.toMatch(/^(?:ATTENDEE|ORGANIZER|DESCRIPTION|URL)/m);
    await saveStep(
      lead,
      stepInput({ inspection: 1, step: 'visit', ...days, setOn: '2027-03-22', version: 1 }),
    );
    expect(await read()).toContain('DTSTART;VALUE=DATE:20270322');
    await endInspection(lead, { inspection: 1, version: 1, state: 'abandoned', endedOn: '2026-11-20' });
    expect(await read()).toContain('STATUS:CANCELLED');
  });

  it('is the same file until something changes, which its tag says', async () => {
    const opened = await open();
    const first = opened && (await openFeed(opened, { headOnly: false }));
    const again = opened && (await openFeed(opened, { headOnly: false }));
    if (!first) throw new Error('The link does not work');
    expect(again).toEqual(first);
    const asked = (tag?: string) =>
      calendarResponse(new Request('http://here/', { headers: tag ? { 'if-none-match': tag } : {} }), first);
    expect(asked().status).toBe(200);
    expect(asked().headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(asked('"other"').status).toBe(200);
    for (const tag of [first.etag, `"other", W/${first.etag}`]) {
      const response = asked(tag);
      expect([response.status, await response.text()]).toEqual([304, '']);
    }
    await saveStep(council.as.lead, stepInput({ inspection: 1, step: 'return', setOn: '2026-12-09' }));
    const changed = opened && (await openFeed(opened, { headOnly: false }));
    expect(changed?.etag).not.toBe(first.etag);
  });

  it('opens until it expires or is withdrawn, and by its own kind of link alone', async () => {
    expect(await open(new Date(Date.now() + FEED_DAYS.max * 24 * 60 * 60_000))).toBeNull();
    expect(await openLink(token, 'board_paper', new Date(), 'a request')).toBeNull();
    const opened = await open();
    expect(await withdrawFeed(council.as.director, { id, inspection: 1 })).toEqual({ outcome: 'withdrawn' });
    expect(await read()).toBeNull();
    // Ended while it was read.
    expect(opened && (await openFeed(opened, { headOnly: false }))).toBeNull();
    const paper = await makePaperLink((await makeAssessedCouncil()).as.lead);
    expect(await openLink(paper.token, 'calendar', new Date(), 'a request')).toBeNull();
    expect(await withdrawFeed(council.as.lead, { id: randomUUID(), inspection: 1 })).toEqual({
      outcome: 'not found',
    });
  });

  it('is in the history when it is made, first opened and withdrawn', async () => {
    await read(true);
    const opened = await open();
    if (!opened) throw new Error('The link does not work');
    const later = (hours: number) => {
      const at = new Date(Date.now() + hours * 60 * 60_000);
      return openFeed({ ...opened, context: { ...opened.context, now: () => at } }, { headOnly: false });
    };
    for (const hours of [0, 2, 4]) await later(hours);
    const [link] = (await listFeeds(council.as.lead, 1, new Date()))?.links ?? [];
    expect(link).toMatchObject({ forWhom: 'Robin Hale', opened: 3, state: 'active' });
    await withdrawFeed(council.as.lead, { id, inspection: 1 });
    const { entries } = await listActivity(council.as.lead, { kind: 'views' }, 1);
    expect(entries.map(({ title }) => title)).toEqual([
      'Link to the calendar of an inspection for Robin Hale withdrawn',
      'Calendar of an inspection first opened by the link for Robin Hale',
      'Link to the calendar of CQC assessment created for Robin Hale',
    ]);
    expect((await verifyCouncil(council, [linkRecords])).rows).toEqual([]);
  });

  it('is one of the inspection it was made for', async () => {
    const { lead } = council.as;
    await startInspection(lead, inspectionInput({ name: 'Rehearsal' }));
    await createFeed(lead, { ...paperLinkInput(), inspection: 2, forWhom: 'Sam Patel' });
    const listed = async (number: number) =>
      (await listFeeds(lead, number, new Date()))?.links.map(({ forWhom }) => forWhom);
    expect(await listed(1)).toEqual(['Robin Hale']);
    expect(await listed(2)).toEqual(['Sam Patel']);
    expect(await listed(3)).toBeUndefined();
  });
});
