import { beforeEach, describe, expect, it, vi } from 'vitest';
import { pagesOf } from '#lib/exchange/pdf/testing/pdf-tools.ts';
import {
  createPlanLink,
  exportPlanPdf,
  openPlanForBoard,
  openPublishedPdf,
  openPublishedPlan,
  publishPlan,
  withdrawPlanLink,
} from '#lib/exchange/publications/commands.ts';
import { publicationRecords } from '#lib/exchange/publications/events.ts';
import { getPlanLink, getPlanToPublish, listPlanLinks } from '#lib/exchange/publications/queries.ts';
import { hashPublication, type PlanLinkFor } from '#lib/exchange/publications/rules.ts';
import { savePlanDetails } from '#lib/insight/plan/commands.ts';
import { addDays } from '#lib/kernel/dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { setBlind } from '#lib/record/challenge/commands.ts';
import { saveAction, updateAction } from '#lib/record/improvement/commands.ts';
import { actionRecords } from '#lib/record/improvement/events.ts';
import { linkRecords } from '#lib/record/links/events.ts';
import { openLink } from '#lib/record/links/gate.ts';
import { canReadPdfs } from '#lib/tasks/programs.ts';
import {
  actionInput,
  asSuperuser,
  makeAssessedCouncil,
  makeEvidenceLink,
  planDetailsInput,
  progressInput,
  publishInput,
  type TestCouncil,
} from './council-factory.ts';

vi.setConfig({ testTimeout: 60_000 });

let council: TestCouncil & { readonly assessment: string };

const RECORDS = [actionRecords, publicationRecords, linkRecords];
const faults = async () => (await verifyCouncil(council, RECORDS)).rows;

/** Words that are never to be published, and those that are. */
const SECRET = ['Note of progress', 'Hidden owner', 'Kept back', '54321'];

beforeEach(async () => {
  council = await makeAssessedCouncil();
  const { lead } = council.as;
  const reference = await makeEvidenceLink(lead);
  await savePlanDetails(lead, planDetailsInput({ introduction: 'Why we have it', chair: 'Chair person' }));
  await saveAction(
    lead,
    actionInput({
      ...{ title: 'Shorter waits', outcome: 'People wait less', ownerName: 'Hidden owner' },
      ...{ dueOn: '2027-03-31', costOnce: 54_321, aims: [{ statement: 'QS1', score: 4 }] },
    }),
  );
  await saveAction(lead, actionInput({ title: 'Kept back' }));
  await updateAction(
    lead,
    progressInput({
      ...{ action: 1, note: 'Note of progress', dueOn: '2027-04-30', rating: 'amber' },
      evidenceItems: [Number(reference.slice(1))],
    }),
  );
});

async function share(plan: PlanLinkFor, days = 30, at = new Date()) {
  const context = { ...council.as.lead, now: () => at };
  const lastDay = addDays(londonDay(at), days - 1);
  const made = await createPlanLink(context, { plan, forWhom: 'The website', lastDay });
  if (made.outcome !== 'made') throw new Error(made.outcome);
  return made.link;
}

/** What the link opens at this time, without a look at it by HEAD. */
async function opened(token: string, kind: 'plan' | 'plan_board', at = new Date()) {
  const link = await openLink(token, kind, at, 'a request');
  return link && { ...link, context: { ...link.context, now: () => at }, headOnly: false };
}

describe('publishing', () => {
  it('keeps what was previewed and nothing else, once', async () => {
    const { lead, director } = council.as;
    const input = await publishInput(lead, { actions: [1] });
    expect(await publishPlan(lead, input)).toEqual({ outcome: 'published' });
    expect(await publishPlan(director, input)).toEqual({ outcome: 'unchanged' });
    const { plan, last } = await getPlanToPublish(lead);
    expect(last).toMatchObject({ number: 1, by: lead.person.name });
    expect(plan.actions.map(({ isPublic }) => isPublic)).toEqual([true, false]);
    const content = JSON.stringify(last?.publication);
    for (const words of [...SECRET, 'Chair person', 'E1']) expect(content).not.toContain(words);
    expect(last?.publication.actions).toMatchObject([
      { title: 'Shorter waits', firstDueOn: '2027-03-31', dueOn: '2027-04-30', statements: ['QS1'] },
    ]);
    const all = await publishInput(lead, { actions: [1, 2], withOwners: true, withCosts: true });
    expect(await publishPlan(director, all)).toEqual({ outcome: 'published' });
    expect((await getPlanToPublish(lead)).last?.publication.actions[0]).toMatchObject({
      ...{ owner: 'Hidden owner', cost: { once: 54_321 } },
    });
    expect(await faults()).toEqual([]);
  });

  it('refuses what is not what was previewed, and what has no action', async () => {
    const { lead } = council.as;
    const input = await publishInput(lead);
    await saveAction(lead, actionInput({ action: 2, version: 1, title: 'Written meanwhile' }));
    expect(await publishPlan(lead, input)).toEqual({ outcome: 'changed since' });
    expect(await publishPlan(lead, await publishInput(lead, { actions: [9] }))).toEqual({
      outcome: 'nothing to publish',
    });
    expect((await getPlanToPublish(lead)).last).toBeNull();
  });

  it('is seen by the verification when somebody rewrites it or shows another action', async () => {
    const { lead } = council.as;
    await publishPlan(lead, await publishInput(lead, { actions: [1] }));
    const { last } = await getPlanToPublish(lead);
    if (!last) throw new Error('Nothing was published');
    const forged = hashPublication({ ...last.publication, withCosts: true });
    await asSuperuser('UPDATE plan_publications SET content = $2, content_hash = $3 WHERE council_id = $1', [
      ...[council.id, forged.content, forged.contentHash],
    ]);
    expect((await faults()).join()).toContain('plan-publication-1');
    await asSuperuser('UPDATE improvement_actions SET is_public = true WHERE council_id = $1', [council.id]);
    expect((await faults()).join()).toContain('action-2');
  });
});

describe('a link', () => {
  it('to the published plan shows the latest and counts openings once an hour', async () => {
    const { lead } = council.as;
    expect(
      await createPlanLink(lead, { plan: 'public', forWhom: 'X', lastDay: londonDay(new Date()) }),
    ).toEqual({
      outcome: 'not published',
    });
    await publishPlan(lead, await publishInput(lead, { actions: [1] }));
    const { token, id } = await share('public', 400);
    const now = new Date();
    const link = await opened(token, 'plan', now);
    if (!link) throw new Error('The link opens nothing');
    const kept = await openPublishedPlan(link);
    expect(kept?.number).toBe(1);
    for (const words of SECRET) expect(JSON.stringify(kept?.publication)).not.toContain(words);
    await openPublishedPlan(link);
    expect((await listPlanLinks(lead, now)).public.links).toMatchObject([{ id, opened: 1 }]);
    await openPublishedPlan({ ...link, headOnly: true });
    await publishPlan(lead, await publishInput(lead, { actions: [1, 2] }));
    const later = await opened(token, 'plan', new Date(now.getTime() + 60 * 60_000));
    expect((later && (await openPublishedPlan(later)))?.number).toBe(2);
    expect((await getPlanLink(lead, id, now))?.link.opened).toBe(2);
    expect(await faults()).toEqual([]);
  });

  it('opens nothing when expired, withdrawn or of another kind', async () => {
    const { lead } = council.as;
    await publishPlan(lead, await publishInput(lead));
    const { token, id } = await share('public', 1);
    const { token: board } = await share('board');
    expect(await opened(token, 'plan_board')).toBeNull();
    expect(await opened(board, 'plan')).toBeNull();
    expect(await opened(token, 'plan', new Date(Date.now() + 25 * 60 * 60_000))).toBeNull();
    const open = await opened(token, 'plan');
    expect(open).not.toBeNull();
    expect(await withdrawPlanLink(lead, id)).toEqual({ outcome: 'withdrawn' });
    expect(await opened(token, 'plan')).toBeNull();
    // Between the gate and the answer.
    expect(open && (await openPublishedPlan(open))).toBeNull();
    expect(open && (await openPublishedPdf(open))).toBeNull();
    expect(await faults()).toEqual([]);
  });

  it('for a board shows the plan as it is, and is not made by whom scores are hidden from', async () => {
    const { lead, reader, director } = council.as;
    const { token } = await share('board');
    const link = await opened(token, 'plan_board');
    const plan = link && (await openPlanForBoard(link));
    expect(plan?.actions[0]).toMatchObject({ aims: [{ score: 4 }], updates: [{ note: 'Note of progress' }] });
    await setBlind(lead, { assessment: council.assessment, blind: true });
    expect(
      await createPlanLink(director, { plan: 'board', forWhom: 'X', lastDay: londonDay(new Date()) }),
    ).toEqual({ outcome: 'scores hidden' });
    expect(await exportPlanPdf(reader)).toBe('scores hidden');
  });
});

describe.skipIf(!canReadPdfs())('the PDF', () => {
  it('of a publication holds nothing that was not published, and of the plan as it is all', async () => {
    const { lead } = council.as;
    await publishPlan(lead, await publishInput(lead, { actions: [1] }));
    const link = await opened((await share('public')).token, 'plan');
    const made = link && (await openPublishedPdf(link));
    if (!made || typeof made === 'string') throw new Error(`No PDF: ${made}`);
    const text = (await pagesOf(made.pdf)).join('\n').replace(/\s+/g, ' ');
    expect(text).toContain('30 April 2027. Was 31 March 2027, 30 days later');
    for (const words of [...SECRET, '54,321', 'Chair person']) expect(text).not.toContain(words);
    const own = await exportPlanPdf(lead);
    if (!own || typeof own === 'string') throw new Error(`No PDF: ${own}`);
    const all = (await pagesOf(own.pdf)).join('\n').replace(/\s+/g, ' ');
    for (const words of ['Note of progress', 'Hidden owner', 'Kept back', '54,321', 'Assessing needs to 4'])
      expect(all).toContain(words);
  });
});
