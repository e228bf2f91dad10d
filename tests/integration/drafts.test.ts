import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { tidy } from '#lib/background/tidy.ts';
import { LIMITS } from '#lib/kernel/limits.ts';
import { getStatement } from '#lib/pages/statement.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { discardDrafts, saveDraft } from '#lib/work/drafts/commands.ts';
import { WRITING_MINUTES } from '#lib/work/drafts/rules.ts';
import {
  ANSWERS,
  asSuperuser,
  draftInput,
  dumpCouncil,
  makeAssessedCouncil,
  sendForSignOff,
  type TestCouncil,
} from './council-factory.ts';

const [FIRST, SECOND] = ['0198a5c0-0000-4000-8000-000000000001', '0198a5c0-0000-4000-8000-000000000002'];
const DAY = 24 * 60 * 60_000;
/** Edits are numbered from a browser's clock. */
const CLOCK = 1_795_000_000_000;
let council: TestCouncil & { readonly assessment: string };

beforeEach(async () => {
  council = await makeAssessedCouncil();
});

/** A draft of QS1 by the lead on the first page, by default. */
function keep(given: Parameters<typeof draftInput>[1] = {}, context = council.as.lead) {
  return saveDraft(
    context,
    'QS1',
    draftInput(council.assessment, { page: FIRST, edit: CLOCK + 1, ...given }),
  );
}

async function draftsOn(context: CouncilContext) {
  return (await getStatement(context, 'QS1'))?.drafts ?? [];
}

async function storedDrafts(context = council.as.lead) {
  const drafts = await draftsOn(context);
  return drafts.map(({ page, typed }) => [page, typed.strengths]);
}

describe('saveDraft', () => {
  it('keeps text exactly as typed, and adds no event', async () => {
    const events = () => asSuperuser('SELECT FROM audit_events WHERE council_id = $1', [council.id]);
    const before = await events();
    const typed = {
      score: 'none',
      scoreReason: 'Not sure any more',
      strengths: ' ਸਤਿ 👩🏽‍🦽\n',
      improvements: 'b',
      impact: 'c',
      completed: 'yes',
    } as const;
    expect(await keep({ ...typed, version: 7, edit: CLOCK })).toMatchObject({ outcome: 'saved' });
    expect(await draftsOn(council.as.lead)).toEqual([
      { page: FIRST, edit: CLOCK, version: 7, typed, at: expect.any(Date) },
    ]);
    expect(await events()).toEqual(before);
  });

  it('is visible only to its person', async () => {
    await keep();
    expect(await storedDrafts(council.as.contributor)).toEqual([]);
    expect(await discardDrafts(council.as.contributor, 'QS1', [FIRST])).toEqual({ discarded: 0 });
    await saveStatement(council.as.contributor, 'QS1', {
      ...ANSWERS,
      assessment: council.assessment,
      version: 0,
      page: FIRST,
    });
    expect(await storedDrafts()).toHaveLength(1);
  });

  it('tells who else is writing the statement now, and never what', async () => {
    const [mine, theirs] = [council.as.lead, council.as.contributor];
    expect(await keep()).toMatchObject({ outcome: 'saved', others: [] });
    const answer = await keep({ page: SECOND, strengths: 'Theirs' }, theirs);
    expect(answer).toMatchObject({ outcome: 'saved', others: [mine.person.name] });
    expect((await getStatement(mine, 'QS1'))?.others).toEqual([theirs.person.name]);
    expect((await getStatement(mine, 'QS2'))?.others).toEqual([]);
    // Nobody who cannot write is told.
    expect((await getStatement(council.as.reader, 'QS1'))?.others).toEqual([]);
    const later = { ...mine, now: () => new Date(Date.now() + (WRITING_MINUTES + 1) * 60_000) };
    expect((await getStatement(later, 'QS1'))?.others).toEqual([]);
  });

  it('takes a form that was sent for newer than any draft of its page', async () => {
    await keep({ edit: CLOCK + 9, strengths: 'Typed' });
    const form = draftInput(council.assessment, { page: FIRST, strengths: 'Typed and sent' });
    expect(await saveDraft(council.as.lead, 'QS1', { ...form, edit: null })).toMatchObject({
      outcome: 'saved',
    });
    expect(await storedDrafts()).toEqual([[FIRST, 'Typed and sent']]);
    // A request that was on its way is older.
    await keep({ edit: CLOCK + 8, strengths: 'Late' });
    expect(await storedDrafts()).toEqual([[FIRST, 'Typed and sent']]);
  });

  it('keeps a page’s last edit, in whatever order its requests arrive', async () => {
    await keep({ edit: CLOCK + 3, strengths: 'Third' });
    expect(await keep({ edit: CLOCK + 2, strengths: 'Second' })).toMatchObject({ outcome: 'saved' });
    expect(await storedDrafts()).toEqual([[FIRST, 'Third']]);
    await Promise.all(
      Array.from({ length: 20 }, (_, edit) =>
        keep({ edit: CLOCK + edit + 4, strengths: `Edit ${edit + 4}` }),
      ),
    );
    expect(await storedDrafts()).toEqual([[FIRST, 'Edit 23']]);
  });

  it('keeps the drafts of two pages apart, newest first', async () => {
    await keep({ strengths: 'On the first' });
    await keep({ page: SECOND, strengths: 'On the second' });
    expect(await storedDrafts()).toEqual([
      [SECOND, 'On the second'],
      [FIRST, 'On the first'],
    ]);
  });

  it('replaces the draft that the page opened with, unless that has changed too', async () => {
    await keep({ strengths: 'Begun' });
    await keep({ page: SECOND, strengths: 'Begun and more', from: { page: FIRST, edit: CLOCK + 1 } });
    expect(await storedDrafts()).toEqual([[SECOND, 'Begun and more']]);
    await keep({ edit: CLOCK + 2, strengths: 'Begun and otherwise' });
    await keep({
      page: SECOND,
      edit: CLOCK + 2,
      strengths: 'Begun and most',
      from: { page: FIRST, edit: CLOCK + 1 },
    });
    expect((await storedDrafts()).toSorted()).toEqual([
      [FIRST, 'Begun and otherwise'],
      [SECOND, 'Begun and most'],
    ]);
  });

  it('refuses a closed assessment', async () => {
    await keep();
    await asSuperuser("UPDATE assessments SET status = 'closed' WHERE id = $1", [council.assessment]);
    expect(await keep({ edit: CLOCK + 2 })).toEqual({ outcome: 'closed' });
    expect(await keep({ page: SECOND })).toEqual({ outcome: 'closed' });
    expect(await storedDrafts()).toEqual([]);
  });
});

describe('the drafts of one person', () => {
  const keepOn = (context: CouncilContext, given: Parameters<typeof draftInput>[1] = {}) =>
    saveDraft(context, 'QS1', draftInput(council.assessment, given));
  const pages = async () =>
    (
      await asSuperuser<{ page: string }>(
        'SELECT page_id AS page FROM statement_drafts WHERE council_id = $1 AND person_id = $2',
        [council.id, council.as.lead.person.id],
      )
    ).map(({ page }) => page);
  const outcomes = (results: readonly { readonly outcome: string }[]) =>
    Object.groupBy(results, ({ outcome }) => outcome);

  it('are limited in number, from any number of pages at once, and existing ones can continue', async () => {
    const { lead, contributor } = council.as;
    const { count } = LIMITS.drafts;
    const results = outcomes(await Promise.all(Array.from({ length: count + 20 }, () => keepOn(lead))));
    expect([results.saved?.length, results.full?.length]).toEqual([count, 20]);
    const [first = '', second = ''] = await pages();
    const before = await dumpCouncil(council.id);
    expect(await keepOn(lead, { edit: 2 })).toEqual({ outcome: 'full' });
    expect(await dumpCouncil(council.id)).toEqual(before);
    expect(await keepOn(contributor)).toMatchObject({ outcome: 'saved' });
    expect(await keepOn(lead, { page: first, edit: 2 })).toMatchObject({ outcome: 'saved' });
    // A page that opened with one replaces it.
    expect(await keepOn(lead, { page: SECOND, from: { page: first, edit: 2 } })).toMatchObject({
      outcome: 'saved',
    });
    expect(await pages()).toHaveLength(count);
    await discardDrafts(lead, 'QS1', [second]);
    expect(await keepOn(lead)).toMatchObject({ outcome: 'saved' });
  });

  it('are limited with the saves that are kept as drafts while the assessment is locked', async () => {
    const { lead } = council.as;
    const { assessment } = council;
    await sendForSignOff(council);
    const page = randomUUID;
    const save = () => saveStatement(lead, 'QS1', { ...ANSWERS, assessment, version: 0, page: page() });
    const half = Array.from({ length: LIMITS.drafts.count / 2 + 10 });
    const results = outcomes(await Promise.all(half.flatMap(() => [save(), keepOn(lead)])));
    expect(results.locked).toHaveLength(half.length);
    expect(await pages()).toHaveLength(LIMITS.drafts.count);
  });

  it('are limited in total size', async () => {
    const { lead } = council.as;
    const long = 'ਸ'.repeat(40_000);
    const fit = Math.floor(LIMITS.drafts.bytes / (3 * 3 * 40_000));
    const results = outcomes(
      await Promise.all(
        Array.from({ length: fit + 3 }, () =>
          keepOn(lead, { strengths: long, improvements: long, impact: long }),
        ),
      ),
    );
    expect([results.saved?.length, results.full?.length]).toEqual([fit, 3]);
    expect(await keepOn(lead, { strengths: 'A few words' })).toMatchObject({ outcome: 'saved' });
  });
});

describe('a draft ends', () => {
  const save = (given: { page?: string; from?: string; fromEdit?: number; version?: number }) =>
    saveStatement(council.as.lead, 'QS1', {
      ...ANSWERS,
      assessment: council.assessment,
      version: 0,
      ...given,
    });

  it('when its page is saved; those of other pages stay', async () => {
    await keep();
    await keep({ page: SECOND, strengths: 'Elsewhere' });
    expect(await save({ page: FIRST })).toEqual({ outcome: 'saved' });
    expect(await storedDrafts()).toEqual([[SECOND, 'Elsewhere']]);
    // The same answers again: nothing to save, and no draft to keep.
    expect(await save({ page: SECOND, version: 1 })).toEqual({ outcome: 'unchanged' });
    expect(await storedDrafts()).toEqual([]);
  });

  it('when the page that opened with it is saved, unless it has changed meanwhile', async () => {
    await keep();
    await save({ page: SECOND, from: FIRST, fromEdit: CLOCK + 1 });
    expect(await storedDrafts()).toEqual([]);
    await keep({ edit: CLOCK + 2, strengths: 'Typed on' });
    await save({ page: SECOND, from: FIRST, fromEdit: CLOCK + 1, version: 1 });
    expect(await storedDrafts()).toEqual([[FIRST, 'Typed on']]);
  });

  it('when it arrives after the save of the same text, but not with more text', async () => {
    const words = { ...ANSWERS, score: '3', completed: 'yes' } as const;
    await save({ page: FIRST });
    expect(await keep({ ...words, strengths: `${words.strengths} And more` })).toMatchObject({
      outcome: 'saved',
    });
    expect(await storedDrafts()).toEqual([[FIRST, `${words.strengths} And more`]]);
    expect(await keep({ ...words, edit: CLOCK + 2 })).toMatchObject({ outcome: 'saved' });
    await saveStatement(council.as.contributor, 'QS1', {
      ...ANSWERS,
      strengths: 'Somebody wrote on',
      assessment: council.assessment,
      version: 1,
    });
    expect(await storedDrafts()).toEqual([]);
  });

  it('but not when the save finds a newer version', async () => {
    await keep();
    await saveStatement(council.as.contributor, 'QS1', {
      ...ANSWERS,
      score: 1,
      assessment: council.assessment,
      version: 0,
    });
    expect(await save({ page: FIRST })).toMatchObject({ outcome: 'conflict' });
    expect(await storedDrafts()).toHaveLength(1);
  });

  it('when it is discarded', async () => {
    await keep();
    await keep({ page: SECOND });
    expect(await discardDrafts(council.as.lead, 'QS2', [FIRST])).toEqual({ discarded: 0 });
    expect(await discardDrafts(council.as.lead, 'QS1', [FIRST])).toEqual({ discarded: 1 });
    expect((await storedDrafts()).map(([page]) => page)).toEqual([SECOND]);
  });

  it('after 90 days without a change', async () => {
    await keep();
    await tidy(new Date(Date.now() + 89 * DAY));
    expect(await storedDrafts()).toHaveLength(1);
    await tidy(new Date(Date.now() + 91 * DAY));
    expect(await storedDrafts()).toEqual([]);
  });
});

it('keeps the last text of each of 50 pages typed on at once', async () => {
  const pages = Array.from(
    { length: 50 },
    (_, index) => `0198a5c0-0000-4000-8000-${String(index).padStart(12, '0')}`,
  );
  await Promise.all(
    pages.map(async (page) => {
      for (let edit = 1; edit <= 3; edit += 1)
        await keep({ page, edit: CLOCK + edit, strengths: `${page} ${edit}` });
    }),
  );
  expect((await storedDrafts()).toSorted()).toEqual(pages.map((page) => [page, `${page} 3`]));
});
