import { describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { type Scores, STATEMENT_IDS } from '#lib/scoring/index.ts';
import { decideDescription, decideNewScenario, decideScores, decideTargets } from './decisions.ts';
import { MAX_SCENARIOS, type Scenario } from './rules.ts';

const current = Object.fromEntries(STATEMENT_IDS.map((id) => [id, 2])) as Scores;
const LOCKED = { framework: CQC_2023, scores: current };
const better: Scenario = {
  number: 1,
  name: 'Better',
  version: 3,
  scores: [{ statement: 'QS1', from: 2, to: 4, needs: 'More people' }],
  changed: { by: 'Lee', at: new Date('2026-11-21T09:00:00Z') },
};
const form = { assessment: 'a', number: 1, version: 3 };

describe('a new scenario', () => {
  const tried = { assessment: 'a', name: 'Another', scores: { QS1: 4, QS2: 2 } } as const;

  it('holds the scores that differ from the current ones', () => {
    expect(decideNewScenario(tried, { ...LOCKED, scenarios: [better] })).toEqual({
      outcome: 'save',
      scores: [{ statement: 'QS1', from: 2, to: 4, needs: '' }],
    });
  });

  it('holds no score of another framework', () => {
    const foreign = { ...tried, scores: { F1: 4 } };
    expect(decideNewScenario(foreign, { ...LOCKED, scenarios: [] })).toEqual({ outcome: 'no score change' });
  });

  it('is refused without such a score, beyond the limit or when its name is taken', () => {
    const held = { ...LOCKED, scenarios: [better] };
    expect(decideNewScenario({ ...tried, scores: { QS2: 2 } }, held)).toEqual({ outcome: 'no score change' });
    const full = Array.from({ length: MAX_SCENARIOS }, (_, number) => ({ ...better, name: `No ${number}` }));
    expect(decideNewScenario(tried, { ...LOCKED, scenarios: full })).toEqual({ outcome: 'too many' });
    expect(decideNewScenario({ ...tried, name: 'better' }, held)).toEqual({
      outcome: 'already saved',
      number: 1,
    });
    expect(decideNewScenario({ ...tried, name: 'better', scores: { QS3: 1 } }, held)).toEqual({
      outcome: 'name taken',
      number: 1,
    });
  });
});

describe('a change to a scenario', () => {
  it('conflicts with a later version only if its content differs', () => {
    const late = { ...form, version: 2 };
    expect(decideScores(better, { ...late, scores: { QS1: 4 } }, LOCKED)).toEqual({ outcome: 'unchanged' });
    expect(decideScores(better, { ...late, scores: { QS2: 3 } }, LOCKED)).toEqual({
      outcome: 'conflict',
      latest: better,
      lost: ['QS1'],
    });
    expect(decideScores(better, { ...form, scores: { QS2: 3 } }, LOCKED)).toMatchObject({ outcome: 'save' });
  });

  it('keeps no text for a statement that is not in the scenario', () => {
    const described = { ...form, name: 'Better', 'needs-QS2': 'Time' } as Parameters<
      typeof decideDescription
    >[1];
    expect(decideDescription(better, described, [better])).toEqual({ outcome: 'left out', lost: ['QS2'] });
    expect(decideDescription(better, { ...described, version: 2 }, [better])).toMatchObject({
      outcome: 'conflict',
      lost: ['QS2'],
    });
  });
});

describe('targets', () => {
  const at = new Date('2026-11-21T09:00:00Z');
  const before = { QS1: { score: 4, dueOn: null, version: 2, by: 'Lee', at } } as const;

  it('are saved if they change, and none is saved if someone else has changed one since', () => {
    const foreign = { statement: 'F1', score: 3, dueOn: null, version: 0 } as const;
    expect(decideTargets([foreign], before, CQC_2023)).toEqual({ outcome: 'unchanged' });
    const same = { statement: 'QS1', score: 4, dueOn: null, version: 1 } as const;
    const added = { statement: 'QS2', score: 3, dueOn: null, version: 0 } as const;
    expect(decideTargets([same], before, CQC_2023)).toEqual({ outcome: 'unchanged' });
    expect(decideTargets([same, added], before, CQC_2023)).toEqual({ outcome: 'set', changes: [added] });
    expect(decideTargets([{ ...same, score: 3 }, added], before, CQC_2023)).toEqual({
      outcome: 'conflict',
      statements: ['QS1'],
      targets: before,
    });
  });
});
