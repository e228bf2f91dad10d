import { beforeEach, describe, expect, it } from 'vitest';
import { listActivity } from '#lib/history/activity/queries.ts';
import {
  changeScores,
  describeScenario,
  exportScenarios,
  removeScenario,
  saveScenario,
  setTargets,
} from '#lib/insight/scenarios/commands.ts';
import { getScenarios, getWhatIf } from '#lib/insight/scenarios/queries.ts';
import type { SetTargets } from '#lib/insight/scenarios/schema.ts';
import { getStatement } from '#lib/pages/statement.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { giveChallenge, setBlind } from '#lib/record/challenge/commands.ts';
import { STATEMENT_IDS } from '#lib/scoring/index.ts';
import {
  ANSWERS,
  asSuperuser,
  challengeInput,
  dumpCouncil,
  makeAssessedCouncil,
  startNextCycle,
} from './council-factory.ts';

type Council = Awaited<ReturnType<typeof makeAssessedCouncil>>;
let council: Council;

beforeEach(async () => {
  council = await makeAssessedCouncil();
  await score(2, 0);
});

async function score(value: 1 | 2 | 3 | 4, version: number): Promise<void> {
  const answers = { ...ANSWERS, score: value, assessment: council.assessment, version };
  await saveStatement(council.as.lead, 'QS1', answers);
}

const save = (name: string, scores: Parameters<typeof saveScenario>[1]['scores'] = { QS1: 3, QS2: 4 }) =>
  saveScenario(council.as.lead, { assessment: council.assessment, name, scores });

const scenarios = async () => (await getScenarios(council.as.reader))?.scenarios;

type Given = Partial<SetTargets['targets'][number]>;
const aim = (...targets: readonly Given[]) =>
  setTargets(council.as.lead, {
    assessment: council.assessment,
    targets: targets.map((given) => ({ statement: 'QS1', score: null, dueOn: null, version: 0, ...given })),
  });

const eventsOf = (type: string) =>
  asSuperuser<{ subject: string; data: Record<string, unknown> }>(
    'SELECT subject, data FROM audit_events WHERE council_id = $1 AND type = $2 ORDER BY seq',
    [council.id, type],
  );

describe('saveScenario', () => {
  it('keeps the scores that differ, visible to everyone', async () => {
    expect(await save('Good by June', { QS1: 2, QS2: 4, QS3: 3 })).toEqual({ outcome: 'saved', number: 1 });
    expect(await scenarios()).toEqual([
      {
        number: 1,
        name: 'Good by June',
        version: 1,
        scores: [
          { statement: 'QS2', from: null, to: 4, needs: '' },
          { statement: 'QS3', from: null, to: 3, needs: '' },
        ],
        changed: { by: council.as.lead.person.name, at: expect.any(Date) },
      },
    ]);
    expect(await eventsOf('scenario.saved')).toMatchObject([
      {
        subject: 'scenario-1',
        data: {
          assessmentId: council.assessment,
          name: 'Good by June',
          scores: [
            { statement: 'QS2', from: null, to: 4, characters: 0 },
            { statement: 'QS3', from: null, to: 3, characters: 0 },
          ],
        },
      },
    ]);
  });

  it('happens once when sent twice, also at once', async () => {
    const results = await Promise.all([save('Good'), save('Good'), save('Good')]);
    expect(results.map(({ outcome }) => outcome).toSorted()).toEqual([
      'already saved',
      'already saved',
      'saved',
    ]);
    expect(await scenarios()).toHaveLength(1);
  });

  it('refuses a used name in any spelling, and scores without a difference', async () => {
    await save('Good');
    expect(await save('GOOD', { QS3: 1 })).toEqual({ outcome: 'name taken', number: 1 });
    expect(await save('As it is', { QS1: 2 })).toEqual({ outcome: 'no score change' });
    expect(await scenarios()).toHaveLength(1);
  });

  it.each([
    ['ΑΣ', 'ας'],
    ['ΑΣ', 'ασ'],
    ['\u0130', 'i'],
    ['\u1e9e', '\u00df'],
    ['Carers’ plan', "carers' PLAN\u200b"],
    ['Cafés', 'Cafe\u0301s'],
  ])('treats %j as the name of %j, before the database’s own rule applies', async (first, second) => {
    expect((await save(first)).outcome).toBe('saved');
    expect((await save(second, { QS3: 1 })).outcome).toBe('name taken');
  });

  it('stops at the number that can be compared', async () => {
    for (let number = 1; number <= 10; number += 1) {
      expect(await save(`Scenario ${number}`)).toEqual({ outcome: 'saved', number });
    }
    expect(await save('One more')).toEqual({ outcome: 'too many' });
  });
});

describe('changeScores and describeScenario', () => {
  const change = (version: number, scores: Parameters<typeof changeScores>[1]['scores']) =>
    changeScores(council.as.director, { assessment: council.assessment, number: 1, version, scores });
  const describeIt = (version: number, given: Partial<Parameters<typeof describeScenario>[1]> = {}) =>
    describeScenario(council.as.lead, {
      assessment: council.assessment,
      number: 1,
      version,
      name: 'Good',
      ...given,
    });

  beforeEach(async () => {
    await save('Good');
  });

  it('keep what each score would take while its statement stays', async () => {
    expect(await describeIt(1, { 'needs-QS1': 'Ten reviewers', 'needs-QS2': 'A plan' })).toEqual({
      outcome: 'changed',
    });
    expect(await change(2, { QS1: 4, QS3: 3 })).toEqual({ outcome: 'changed' });
    expect(await scenarios()).toMatchObject([
      {
        version: 3,
        scores: [
          { statement: 'QS1', from: 2, to: 4, needs: 'Ten reviewers' },
          { statement: 'QS3', from: null, to: 3, needs: '' },
        ],
        changed: { by: council.as.director.person.name },
      },
    ]);
    const [first, second] = await eventsOf('scenario.changed');
    expect(first?.data).toMatchObject({
      before: { scores: [{ characters: 0 }, { characters: 0 }] },
      after: { scores: [{ characters: 13 }, { characters: 6 }] },
    });
    expect(second?.data).toMatchObject({
      before: {
        scores: [
          { statement: 'QS1', to: 3 },
          { statement: 'QS2', to: 4 },
        ],
      },
      after: {
        scores: [
          { statement: 'QS1', to: 4 },
          { statement: 'QS3', to: 3 },
        ],
      },
    });
    expect(JSON.stringify([first, second])).not.toContain('Ten reviewers');
  });

  it('keep a score that has since been reached', async () => {
    await score(3, 1);
    expect(await change(1, { QS1: 3, QS2: 4, QS3: 4 })).toEqual({ outcome: 'changed' });
    expect((await scenarios())?.[0]?.scores.map(({ statement, from, to }) => [statement, from, to])).toEqual([
      ['QS1', 2, 3],
      ['QS2', null, 4],
      ['QS3', null, 4],
    ]);
  });

  it('report another person’s changes, and do not overwrite them', async () => {
    await describeIt(1, { 'needs-QS1': 'Ten reviewers' });
    const before = await dumpCouncil(council.id);
    expect(await change(1, { QS1: 4 })).toMatchObject({
      outcome: 'conflict',
      latest: { version: 2, scores: [{ needs: 'Ten reviewers' }, {}] },
    });
    expect(await describeIt(1, { name: 'Better' })).toMatchObject({ outcome: 'conflict' });
    // The same change again is not a conflict.
    expect(await describeIt(1, { 'needs-QS1': 'Ten reviewers' })).toEqual({ outcome: 'unchanged' });
    expect(await dumpCouncil(council.id)).toEqual(before);
  });

  it('lose no text about a statement removed from the scenario meanwhile', async () => {
    expect(await change(1, { QS1: 3 })).toEqual({ outcome: 'changed' });
    const before = await dumpCouncil(council.id);
    const texts = { 'needs-QS1': '', 'needs-QS2': 'A thousand words' } as const;
    expect(await describeIt(1, texts)).toMatchObject({
      outcome: 'conflict',
      latest: { version: 2 },
      lost: ['QS2'],
    });
    expect(await describeIt(2, texts)).toEqual({ outcome: 'left out', lost: ['QS2'] });
    expect(await dumpCouncil(council.id)).toEqual(before);
    expect(await describeIt(2, { ...texts, 'needs-QS2': '' })).toEqual({ outcome: 'unchanged' });
  });

  it('say whose text belongs to a score, even if the score is unchanged', async () => {
    await describeIt(1, { 'needs-QS1': 'Ten reviewers', 'needs-QS2': 'A plan' });
    expect(await change(1, { QS1: 2, QS2: 4 })).toMatchObject({ outcome: 'conflict', lost: ['QS1'] });
    expect(await change(1, { QS1: 4, QS2: 4 })).toMatchObject({ outcome: 'conflict', lost: [] });
    expect(await describeIt(1, { name: 'Better' })).toMatchObject({ outcome: 'conflict', lost: [] });
  });

  it('refuse another scenario’s name, an empty scenario, and a missing one', async () => {
    await save('Better', { QS5: 4 });
    expect(await describeIt(1, { name: 'BETTER' })).toEqual({ outcome: 'name taken', number: 2 });
    expect(await describeIt(1, { name: 'GOOD' })).toEqual({ outcome: 'changed' });
    expect(await change(2, { QS1: 2 })).toEqual({ outcome: 'no score change' });
    expect(
      await changeScores(council.as.lead, {
        assessment: council.assessment,
        number: 9,
        version: 1,
        scores: { QS1: 4 },
      }),
    ).toEqual({ outcome: 'not found' });
  });
});

describe('removeScenario', () => {
  const remove = (version: number) =>
    removeScenario(council.as.lead, { assessment: council.assessment, number: 1, version });

  it('removes what was seen, and does not reuse its number', async () => {
    await save('Good');
    await describeScenario(council.as.lead, {
      assessment: council.assessment,
      number: 1,
      version: 1,
      name: 'Better',
    });
    expect(await remove(1)).toMatchObject({ outcome: 'conflict', latest: { name: 'Better' } });
    expect(await remove(2)).toEqual({ outcome: 'removed' });
    expect(await remove(2)).toEqual({ outcome: 'not found' });
    expect(await scenarios()).toEqual([]);
    expect(await save('Good')).toEqual({ outcome: 'saved', number: 2 });
    expect(await eventsOf('scenario.removed')).toMatchObject([{ data: { name: 'Better' } }]);
  });
});

describe('setTargets', () => {
  it('sets, changes and withdraws targets, and records each statement', async () => {
    expect(
      await aim(
        { statement: 'QS1', score: 3, dueOn: '2027-03-31' },
        { statement: 'QS2', score: 4 },
        { statement: 'QS3' },
      ),
    ).toEqual({ outcome: 'set' });
    expect((await getStatement(council.as.reader, 'QS1'))?.target).toEqual({
      score: 3,
      dueOn: '2027-03-31',
    });
    expect((await getStatement(council.as.reader, 'QS3'))?.target).toBeNull();
    expect(await aim({ score: 4, version: 1 }, { statement: 'QS2', version: 1 })).toEqual({
      outcome: 'set',
    });
    expect(await aim({ score: 4, version: 1 })).toEqual({ outcome: 'unchanged' });
    expect((await getScenarios(council.as.reader))?.targets).toMatchObject({
      QS1: { score: 4, dueOn: null, version: 2, by: council.as.lead.person.name },
      QS2: { score: null, dueOn: null, version: 2 },
    });
    const events = await eventsOf('target.set');
    expect(events.map(({ subject, data }) => [subject, data.before, data.after])).toEqual([
      ['QS1', null, { score: 3, dueOn: '2027-03-31' }],
      ['QS2', null, { score: 4, dueOn: null }],
      ['QS1', { score: 3, dueOn: '2027-03-31' }, { score: 4, dueOn: null }],
      ['QS2', { score: 4, dueOn: null }, null],
    ]);
    const { entries } = await listActivity(council.as.reader, { statement: 'QS2', kind: 'scenarios' }, 1);
    expect(entries.map(({ title }) => title)).toEqual([
      'Target for Supporting people to live healthier lives removed',
      'Target for Supporting people to live healthier lives set',
    ]);
  });

  it('sets none if the form would overwrite another person’s target, even one removed meanwhile', async () => {
    await aim({ score: 3 });
    await aim({ score: null, version: 1 });
    const before = await dumpCouncil(council.id);
    expect(await aim({ score: 4, version: 1 }, { statement: 'QS2', score: 4 })).toMatchObject({
      outcome: 'conflict',
      statements: ['QS1'],
      targets: { QS1: { score: null, version: 2 } },
    });
    expect(await dumpCouncil(council.id)).toEqual(before);
    expect(await aim({ score: 4, version: 2 }, { statement: 'QS2', score: 4 })).toEqual({ outcome: 'set' });
  });

  it('saves one of two at once and reports it to the other', async () => {
    const results = await Promise.all([aim({ score: 3 }), aim({ score: 4 })]);
    expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(['conflict', 'set']);
  });
});

describe('a closed cycle', () => {
  it('keeps its scenarios and targets, accepts no more, and the next starts with none', async () => {
    await save('Good');
    await aim({ score: 3 });
    await startNextCycle(council, council.assessment);
    expect(await save('Better')).toEqual({ outcome: 'closed' });
    expect(await aim({ score: 4, version: 1 })).toEqual({ outcome: 'closed' });
    expect(await getScenarios(council.as.reader)).toMatchObject({ scenarios: [], targets: {} });
    const kept = await asSuperuser(
      `SELECT s.name, t.score FROM scenarios s JOIN statement_targets t USING (council_id, assessment_id)
        WHERE council_id = $1 AND assessment_id = $2`,
      [council.id, council.assessment],
    );
    expect(kept).toEqual([{ name: 'Good', score: 3 }]);
    const next = (await getAssessment(council.as.lead))?.id ?? '';
    expect(
      await saveScenario(council.as.lead, { assessment: next, name: 'Good', scores: { QS5: 4 } }),
    ).toEqual({ outcome: 'saved', number: 1 });
  });
});

describe('a director who challenges blind', () => {
  it('sees and saves no scenarios or targets until all scores are given', async () => {
    await save('Good');
    await aim({ score: 3 });
    await setBlind(council.as.lead, { assessment: council.assessment, blind: true });
    const { director } = council.as;
    const tried = { assessment: council.assessment, name: 'Mine', scores: { QS1: 4 } } as const;
    const expectHidden = async () => {
      expect(await getScenarios(director)).toMatchObject({ scenarios: null, targets: null });
      expect(await getWhatIf(director, new Date())).toMatchObject({ scenarios: null, targets: null });
      expect((await getStatement(director, 'QS1'))?.target).toBeNull();
      expect(await exportScenarios(director)).toBeNull();
      // "No other score" would reveal the score.
      expect(await saveScenario(director, tried)).toEqual({ outcome: 'hidden' });
      expect(
        await changeScores(director, { assessment: council.assessment, number: 1, version: 1, scores: {} }),
      ).toEqual({ outcome: 'hidden' });
      const { entries } = await listActivity(director, { kind: 'scenarios' }, 1);
      expect(JSON.stringify(entries.map(({ title, detail }) => [title, detail]))).not.toMatch(/Good|\d/);
    };
    await expectHidden();
    await giveChallenge(director, 'QS1', challengeInput(council.assessment));
    await expectHidden();
    for (const statement of STATEMENT_IDS.slice(1)) {
      await giveChallenge(director, statement, challengeInput(council.assessment));
    }
    expect(await getScenarios(director)).toMatchObject({ scenarios: [{ name: 'Good' }] });
    expect(await saveScenario(director, tried)).toEqual({ outcome: 'saved', number: 2 });
  });
});

describe('exportScenarios', () => {
  it('matches the page, and records the export', async () => {
    await save('Good');
    expect(await exportScenarios(council.as.reader)).toEqual(await getScenarios(council.as.reader));
    expect(await eventsOf('scenarios.exported')).toEqual([
      { subject: council.assessment, data: { count: 1 } },
    ]);
  });
});
