import { beforeEach, describe, expect, it } from 'vitest';
import { listActivity } from '#lib/history/activity/queries.ts';
import { NotAllowedError } from '#lib/kernel/errors.ts';
import { getTopic, listTopics } from '#lib/pages/topics.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { withdrawEvidence } from '#lib/record/evidence/commands.ts';
import { evidenceRecords } from '#lib/record/evidence/item-records.ts';
import { listEvidence } from '#lib/record/evidence/queries.ts';
import { saveValue } from '#lib/record/measures/commands.ts';
import { saveTopic } from '#lib/record/topics/commands.ts';
import { topicRecords } from '#lib/record/topics/events.ts';
import { listOwnTopics } from '#lib/record/topics/queries.ts';
import {
  ANSWERS,
  asSuperuser,
  dumpCouncil,
  makeAssessedCouncil,
  makeEvidenceLink,
  makeMeasure,
  makeTopic,
  measureValue,
  type TestCouncil,
  topicInput,
} from './council-factory.ts';

let council: TestCouncil & { readonly assessment: string };
beforeEach(async () => {
  council = await makeAssessedCouncil();
});

async function gapsOf(key: string): Promise<readonly string[]> {
  return (await getTopic(council.as.reader, key))?.gaps.map(({ text }) => text) ?? [];
}

describe('a topic that cuts across statements', () => {
  it('gathers measures, evidence and paragraphs', async () => {
    const { lead } = council.as;
    const survey = await makeEvidenceLink(lead, {
      ...{ title: 'Carers survey', topics: ['carers', 'waiting'], voices: ['carers'], owner: 'Insight team' },
    });
    const other = await makeEvidenceLink(lead, { title: 'Other' });
    const { measure } = await makeMeasure(lead, { topics: ['carers'] });
    await saveStatement(lead, 'QS6', {
      ...{ ...ANSWERS, assessment: council.assessment, version: 0 },
      strengths: `People say so (${survey}).\n\nNothing else (${other}).`,
      improvements: 'Carers need more.',
    });
    const view = await getTopic(council.as.reader, 'carers');
    expect(view?.measures.map(({ key }) => key)).toEqual(
      expect.arrayContaining([measure, 'carers-breaks', 'carers-assessment-wait']),
    );
    expect(view?.measures.map(({ key }) => key)).not.toContain('vacancy-rate');
    expect(view?.newest.map(({ title }) => title)).toEqual(['Carers survey']);
    expect(view?.evidence).toMatchObject({ total: 1, count: 1, unowned: 0, voices: { carers: 1 } });
    expect(view?.paragraphs).toEqual([
      {
        ...{ statement: 'QS6', field: 'strengths', text: `People say so (${survey}).` },
        ...{ cites: [Number(survey.slice(1))], words: [] },
      },
      {
        ...{ statement: 'QS6', field: 'improvements', text: 'Carers need more.' },
        ...{ cites: [], words: ['carers'] },
      },
    ]);
    const listed = (await listTopics(council.as.reader)).find(({ topic }) => topic.key === 'carers');
    expect(listed).toMatchObject({ measures: view?.measures.length, paragraphs: 2, gaps: view?.gaps });
    expect(await getTopic(council.as.reader, 'weather')).toBeNull();
  });

  it('counts evidence whose owner can no longer edit it as unowned, as the list does', async () => {
    const { lead, contributor } = council.as;
    await makeEvidenceLink(lead, { topics: ['waiting'], owner: '', ownerId: contributor.person.id });
    await asSuperuser('UPDATE memberships SET disabled_at = now() WHERE council_id = $1 AND person_id = $2', [
      council.id,
      contributor.person.id,
    ]);
    const view = await getTopic(lead, 'waiting');
    expect(view?.evidence.unowned).toBe(1);
    expect((await listEvidence(lead, { owner: 'none' }, 1, new Date())).total).toBe(1);
  });

  it('says what it lacks, and no more once that is there', async () => {
    const { lead } = council.as;
    const empty = ['No evidence', 'No measure has a value of the last 12 months', 'No statement mentions it'];
    expect(await gapsOf('discharge')).toEqual(empty);
    expect(await gapsOf('equality')).toEqual(['No evidence', 'No measure', 'No statement mentions it']);
    await saveValue(lead, 'home-care-wait', measureValue());
    const reference = await makeEvidenceLink(lead, {
      ...{ topics: ['discharge'], owner: '', datedOn: '2020-01-01' },
    });
    await saveStatement(lead, 'QS6', {
      ...{ ...ANSWERS, assessment: council.assessment, version: 0, strengths: 'People leave hospital.' },
    });
    expect(await gapsOf('discharge')).toEqual([
      'No evidence from people who use services, people who pay for their own care or unpaid carers',
      '1 item of evidence more than 2 years old',
      '1 item of evidence without an owner',
    ]);
    await withdrawEvidence(lead, reference, 'Old');
    expect(await gapsOf('discharge')).toEqual(['No evidence']);
    expect((await getTopic(lead, 'discharge'))?.evidence).toMatchObject({ total: 1, count: 0 });
    expect((await getTopic(lead, 'discharge'))?.newest).toEqual([]);
  });

  it('says nothing of statements while no assessment is open', async () => {
    await asSuperuser("UPDATE assessments SET status = 'closed' WHERE council_id = $1", [council.id]);
    expect((await getTopic(council.as.reader, 'carers'))?.paragraphs).toBeNull();
  });
});

describe('a topic of the council’s own', () => {
  it('gathers what it names and looks for, and is recorded', async () => {
    const { lead, reader } = council.as;
    const { measure } = await makeMeasure(lead);
    const measures = [measure, 'direct-payments', 'no-such-measure'];
    const key = await makeTopic(lead, { name: 'Technology', words: ['telecare', 'sensor'], measures });
    await saveStatement(lead, 'QS2', {
      ...{ ...ANSWERS, assessment: council.assessment, version: 0, strengths: 'Sensors help.' },
    });
    const view = await getTopic(reader, key);
    expect(view).toMatchObject({ topic: { key: 'own.1', name: 'Technology' }, evidence: { count: 0 } });
    expect(view?.measures.map((one) => one.key).toSorted()).toEqual([measure, 'direct-payments'].toSorted());
    expect(view?.paragraphs?.map(({ words }) => words)).toEqual([['sensors']]);
    expect((await listTopics(reader)).at(-1)).toMatchObject({ topic: { key }, measures: 2, paragraphs: 1 });
    expect(await verifyCouncil(council, [topicRecords])).toMatchObject({ firstBroken: null, rows: [] });
    await asSuperuser("UPDATE topics SET words = '{other}' WHERE council_id = $1", [council.id]);
    expect((await verifyCouncil(council, [topicRecords])).rows.join()).toContain('topic own.1');
  });

  it('is given to evidence and filters it, if the council has it', async () => {
    const { lead } = council.as;
    const key = await makeTopic(lead);
    const tagged = await makeEvidenceLink(lead, { topics: ['carers', key, 'own.99'] });
    await makeEvidenceLink(lead);
    const { items, choices } = await listEvidence(lead, { topic: key }, 1, new Date());
    expect(items.map(({ reference, topics }) => ({ reference, topics }))).toEqual([
      { reference: tagged, topics: ['carers', key] },
    ]);
    expect(choices.topics).toEqual([expect.objectContaining({ key, name: 'Technology' })]);
    expect((await getTopic(lead, key))?.evidence.count).toBe(1);
    expect(await verifyCouncil(council, [evidenceRecords])).toMatchObject({ firstBroken: null, rows: [] });
  });

  it('is renamed and retired under its key, and stays readable', async () => {
    const { lead, reader } = council.as;
    const key = await makeTopic(lead);
    const retired = topicInput({ name: 'Technology enabled care', retired: true, version: 1 });
    expect(await saveTopic(lead, key, retired)).toEqual({ outcome: 'saved', key });
    expect(await getTopic(reader, key)).toMatchObject({
      topic: { name: 'Technology enabled care', own: { retired: true, version: 2 } },
      gaps: [],
    });
    const { entries } = await listActivity(reader, { kind: 'topics' }, 1);
    expect(entries.map(({ title }) => title)).toEqual([
      'Topic retired: Technology enabled care',
      'Topic added: Technology',
    ]);
    expect(await verifyCouncil(council, [topicRecords])).toMatchObject({ firstBroken: null, rows: [] });
  });

  it('is saved once, has a name of its own, and is not overwritten by somebody who has not seen it', async () => {
    const { lead, contributor } = council.as;
    const key = await makeTopic(lead);
    const before = await dumpCouncil(council.id);
    expect(await saveTopic(lead, null, topicInput())).toEqual({ outcome: 'unchanged', key });
    expect(await saveTopic(lead, null, topicInput({ name: 'TECHNOLOGY', about: 'Other' }))).toEqual({
      outcome: 'name taken',
      key,
    });
    expect(await saveTopic(lead, null, topicInput({ name: 'Unpaid carers' }))).toMatchObject({
      outcome: 'name taken',
    });
    expect(await saveTopic(lead, key, topicInput({ about: 'Other', version: 0 }))).toMatchObject({
      outcome: 'conflict',
      latest: { own: { version: 1 } },
    });
    expect(await saveTopic(lead, 'carers', topicInput())).toEqual({ outcome: 'not found' });
    expect(await dumpCouncil(council.id)).toEqual(before);
    await expect(saveTopic(contributor, null, topicInput())).rejects.toThrow(NotAllowedError);
    const names = Array.from({ length: 5 }, (_, index) => `Topic ${index}`);
    await Promise.all(names.map((name) => saveTopic(lead, null, topicInput({ name }))));
    expect((await listOwnTopics(lead)).map(({ key: own }) => own).toSorted()).toEqual([
      ...['own.1', 'own.2', 'own.3', 'own.4', 'own.5', 'own.6'],
    ]);
  });
});
