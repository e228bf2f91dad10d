import { beforeEach, expect, it } from 'vitest';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { endInspection, saveStep, startInspection } from '#lib/record/inspections/commands.ts';
import { answerItem, assignItems, startReturn } from '#lib/record/returns/commands.ts';
import { getReturn } from '#lib/record/returns/queries.ts';
import { saveSession } from '#lib/record/visits/commands.ts';
import { assignStatement } from '#lib/work/assignments/commands.ts';
import { getCalendar } from '#lib/work/calendar/queries.ts';
import type { Due } from '#lib/work/calendar/rules.ts';
import {
  answerInput,
  inspectionInput,
  makeAssessedCouncil,
  makeEvidenceLink,
  returnInput,
  sessionInput,
  stepInput,
} from './council-factory.ts';

let council: Awaited<ReturnType<typeof makeAssessedCouncil>>;
beforeEach(async () => {
  council = await makeAssessedCouncil();
});

const on = (context: CouncilContext, day: string): CouncilContext => ({
  ...context,
  now: () => new Date(`${day}T12:00:00Z`),
});

const words = (dues: readonly Due[]) =>
  dues.map(({ startsOn, text, state }) => `${startsOn} ${text}: ${state}`);

async function calendar(context: CouncilContext, mine = false, month: `${number}-${number}` = '2026-12') {
  const { dues, late } = await getCalendar(on(context, '2026-12-10'), { month, mine });
  return { dues: words(dues), late: words(late) };
}

it('shows steps, statements and reviews of a month, what is late whenever it was due, and only one’s own', async () => {
  const { lead, contributor, director } = council.as;
  const { number: inspection } = await startInspection(lead, inspectionInput());
  await saveStep(lead, stepInput({ inspection, step: 'return', owner: director.person.id }));
  await saveStep(lead, stepInput({ inspection, step: 'cases', setOn: '2027-02-01' }));
  await assignStatement(lead, 'QS1', {
    ...{ assessment: council.assessment, owner: contributor.person.id, helpers: [] },
    dueOn: '2026-12-18',
  });
  await makeEvidenceLink(lead, { reviewBy: '2026-12-22' });
  expect(await calendar(lead)).toEqual({
    dues: [
      '2026-12-07 Information return due: late',
      '2026-12-18 Assessing needs: due',
      '2026-12-22 E1 Annual report: due',
    ],
    late: ['2026-12-07 Information return due: late'],
  });
  expect(await calendar(lead, false, '2027-02')).toMatchObject({
    dues: ['2027-02-01 Cases offered for tracking: due'],
    late: ['2026-12-07 Information return due: late'],
  });
  expect((await calendar(director, true)).dues).toEqual(['2026-12-07 Information return due: late']);
  expect((await calendar(contributor, true)).dues).toEqual(['2026-12-18 Assessing needs: due']);
  expect(await calendar(council.as.reader, true)).toEqual({ dues: [], late: [] });
  await endInspection(lead, { inspection, version: 1, state: 'abandoned', endedOn: '2026-12-09' });
  expect((await calendar(lead)).late).toEqual([]);
});

it('shows the sessions of a day as one, one’s own by name, and none to who may not read the plan', async () => {
  const { lead, director, admin } = council.as;
  const { number: inspection } = await startInspection(lead, inspectionInput());
  const people = [{ name: director.person.name, job: '' }];
  await saveSession(lead, sessionInput({ inspection, day: '2026-12-14' }));
  await saveSession(lead, sessionInput({ inspection, day: '2026-12-14', title: 'Tour', people }));
  await saveSession(lead, sessionInput({ inspection, day: '2026-12-14', sessionState: 'cancelled', people }));
  expect((await calendar(lead)).dues).toContain('2026-12-14 2 sessions of the visit: due');
  expect((await calendar(director, true)).dues).toEqual(['2026-12-14 Tour: due']);
  expect((await calendar(admin)).dues.join()).not.toContain('2026-12-14');
});

it('shows the items of a list by person and day, as one entry each, until they are ready', async () => {
  const { lead, contributor } = council.as;
  await startInspection(lead, inspectionInput());
  await startReturn(lead, returnInput({ dueOn: '2026-12-17' }));
  const items = ((await getReturn(lead, 1, 1))?.items ?? []).slice(0, 2);
  const about = { inspection: 1, list: 1, items, owner: contributor.person.id, dueOn: undefined };
  await assignItems(lead, about);
  const mine = '2026-12-17 Information return: 2 items: due';
  expect((await calendar(contributor, true)).dues).toEqual([mine]);
  await answerItem(contributor, answerInput({ item: items[0]?.key ?? 0, ready: true }));
  expect((await calendar(contributor, true)).dues).toEqual([mine.replace('2 items', '1 item')]);
  const all = (await calendar(lead)).dues.filter((text) => text.includes('Information return:'));
  expect(all).toHaveLength(2);
});

it('names five items of a day and counts the others', async () => {
  for (let number = 1; number <= 7; number += 1) {
    await makeEvidenceLink(council.as.lead, { reviewBy: '2026-12-09' });
  }
  const { dues, late } = await calendar(council.as.lead);
  expect(dues).toHaveLength(6);
  expect(dues.at(-1)).toBe('2026-12-09 and 2 items more: late');
  expect(late).toEqual(['2026-12-09 7 items of evidence to review: late']);
});
