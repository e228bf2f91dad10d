import { describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { exampleFacts } from '#lib/record/assessments/testing/fixtures.ts';
import { NO_SCORES, type Score, type Scores, STATEMENT_IDS } from '#lib/scoring/index.ts';
import {
  changedScores,
  compareScenarios,
  comparisonRows,
  currentTargets,
  describeAim,
  describeLost,
  describeMoves,
  describeNow,
  describeStatementTarget,
  describeTargets,
  isScoreReached,
  isTargetReached,
  lostTexts,
  mergeScores,
  type Scenario,
  type ScenarioScore,
  targetsResult,
  withScenario,
  withTargets,
} from './rules.ts';

const all = (score: Score): Scores => Object.fromEntries(STATEMENT_IDS.map((id) => [id, score])) as Scores;

function scenario(...scores: Omit<ScenarioScore, 'needs'>[]): Scenario {
  return {
    number: 1,
    name: 'Good by June',
    version: 1,
    scores: scores.map((score) => ({ ...score, needs: '' })),
    changed: { by: 'Ada', at: new Date(0) },
  };
}

describe('isScoreReached', () => {
  it.each([
    [{ from: 2, to: 3 }, 2, false],
    [{ from: 2, to: 3 }, 3, true],
    [{ from: 2, to: 3 }, 4, true],
    [{ from: 2, to: 3 }, null, false],
    [{ from: null, to: 3 }, 2, false],
    [{ from: null, to: 3 }, 3, true],
    [{ from: 3, to: 2 }, 3, false],
    [{ from: 3, to: 2 }, 2, true],
    [{ from: 3, to: 2 }, 1, true],
    [{ from: 3, to: 2 }, 4, false],
  ] as const)('%o now %s: %s', (score, now, reached) => {
    expect(isScoreReached(score, now)).toBe(reached);
  });
});

describe('withScenario and withTargets', () => {
  it('replace current scores, but never lower one that has already reached its target', () => {
    const now: Scores = { ...all(2), QS1: 4, QS2: 3, QS3: null };
    const tried = scenario(
      { statement: 'QS1', from: 2, to: 3 },
      { statement: 'QS3', from: null, to: 2 },
      { statement: 'QS4', from: 2, to: 3 },
      { statement: 'QS5', from: 3, to: 1 },
    );
    expect(withScenario(now, tried)).toEqual({ ...now, QS3: 2, QS4: 3, QS5: 1 });
    const targets = { QS1: 3, QS2: 3, QS3: 3, QS9: 4 } as const;
    const aimed = Object.fromEntries(
      Object.entries(targets).map(([id, score]) => [id, { score, dueOn: null }]),
    );
    expect(withTargets(now, aimed)).toEqual({ ...now, QS3: 3, QS9: 4 });
    expect(withTargets(now, {})).toEqual(now);
  });
});

describe('the result of targets', () => {
  const assessment = exampleFacts({ ...all(3), QS1: 4 } as Scores);

  it('is null without targets', () => {
    expect(targetsResult(assessment, {})).toBeNull();
  });

  it('counts all targets, including those already reached', () => {
    const aimed = targetsResult(assessment, {
      QS1: { score: 3, dueOn: null },
      QS2: { score: 4, dueOn: '2027-03-31' },
    });
    expect(aimed).toMatchObject({ scores: { ...all(3), QS1: 4, QS2: 4 }, statements: 2 });
    expect(aimed && describeTargets(aimed.figures.state, aimed.statements)).toBe(
      'If all 2 targets are met: 81, outstanding.',
    );
    expect(aimed && describeTargets(aimed.figures.state, 1)).toBe('If the target is met: 81, outstanding.');
  });

  it.each([
    [3, true],
    [4, true],
    [2, false],
    [null, false],
  ] as const)('a target of 3 with %s: reached %s', (now, reached) => {
    expect(isTargetReached({ score: 3 }, now)).toBe(reached);
  });
});

describe('changedScores', () => {
  it('keeps the scores that differ, in framework order', () => {
    expect(changedScores({ ...NO_SCORES, QS1: 2, QS7: 3 }, { QS7: 3, QS2: 4, QS1: 3 }, CQC_2023)).toEqual([
      { statement: 'QS1', from: 2, to: 3 },
      { statement: 'QS2', from: null, to: 4 },
    ]);
    expect(changedScores(all(2), {}, CQC_2023)).toEqual([]);
  });
});

describe('in words', () => {
  it('a scenario lists its changes', () => {
    const { scores } = scenario(
      { statement: 'QS1', from: 2, to: 3 },
      { statement: 'QS7', from: null, to: 2 },
    );
    expect(describeMoves(scores)).toBe('Assessing needs from 2 to 3 and Safeguarding from not scored to 2');
  });

  it('a target gives its date if it has one', () => {
    expect(describeAim({ score: 3, dueOn: '2027-03-31' })).toBe('3 by 31 March 2027');
    expect(describeAim({ score: 3, dueOn: null })).toBe('3');
  });

  it.each([
    [{ score: 3, dueOn: '2027-03-31' }, 2, 'Target 3 by 31 March 2027'],
    [{ score: 3, dueOn: null }, null, 'Target 3'],
    [{ score: 3, dueOn: '2027-03-31' }, 3, 'Target 3 by 31 March 2027: reached'],
    [{ score: 3, dueOn: null }, 4, 'Target 3: reached'],
    // Not overdue on the day itself.
    [{ score: 3, dueOn: '2026-11-22' }, 2, 'Target 3 by 22 November 2026'],
    [{ score: 3, dueOn: '2026-11-21' }, 2, 'Target 3 by 21 November 2026: overdue'],
    [{ score: 3, dueOn: '2026-11-21' }, 3, 'Target 3 by 21 November 2026: reached'],
  ] as const)('a target %o with %s', (target, now, words) => {
    expect(describeStatementTarget(target, now, '2026-11-22')).toBe(words);
  });
});

describe('scores saved over a scenario', () => {
  const kept = scenario({ statement: 'QS1', from: 2, to: 3 }, { statement: 'QS7', from: 2, to: 3 });
  const written = { scores: kept.scores.map((score) => ({ ...score, needs: 'Two more reviewers' })) };
  const now = { ...all(2), QS1: 3 } as Scores;
  const lost = (before: typeof written, tried: Parameters<typeof mergeScores>[2]) =>
    describeLost(lostTexts(before, { scores: mergeScores(before, now, tried, CQC_2023) }));

  it('keep the texts of statements that stay, and scores already reached as they were saved', () => {
    expect(mergeScores(written, now, { QS1: 3, QS7: 4, QS2: 1, QS3: 2 }, CQC_2023)).toEqual([
      { statement: 'QS1', from: 2, to: 3, needs: 'Two more reviewers' },
      { statement: 'QS2', from: 2, to: 1, needs: '' },
      { statement: 'QS7', from: 2, to: 4, needs: 'Two more reviewers' },
    ]);
  });

  it('report the statements whose texts are lost, including scores equal to the current ones', () => {
    const warning = 'Your notes on what it would take for Safeguarding will be deleted with the score.';
    expect(lost(written, { QS1: 3 })).toBe(warning);
    expect(lost(written, { ...now, QS1: 4 } as Parameters<typeof mergeScores>[2])).toBe(warning);
    expect(lost(written, { QS1: 4, QS7: 3 })).toBe('');
    expect(lost({ scores: [...kept.scores] }, {})).toBe('');
  });
});

it.each([
  [undefined, 2, 'Now 2, some shortfalls'],
  [undefined, null, 'Not scored yet'],
  [{ score: 3, dueOn: '2026-11-21' }, 2, 'Now 2, some shortfalls'],
  [{ score: 3, dueOn: '2026-11-20' }, 2, 'Now 2: overdue'],
  [{ score: 3, dueOn: '2026-11-20' }, null, 'Now not scored: overdue'],
  [{ score: 3, dueOn: '2026-11-20' }, 4, 'Now 4: reached'],
] as const)('describeNow of %o with %s: %s', (target, now, words) => {
  expect(describeNow('QS1', target, now, '2026-11-21')).toBe(words);
});

describe('the comparison', () => {
  const assessment = { facts: exampleFacts({ ...all(3), QS1: 2, QS2: 1 } as Scores) };
  const compared = (view: Parameters<typeof compareScenarios>[0]) => compareScenarios(view) ?? [];

  it('has the current scores first, then any targets, then each scenario', () => {
    const scenarios = [scenario({ statement: 'QS1', from: 2, to: 4 })];
    const names = (targets: Parameters<typeof withTargets>[1]) =>
      compared({ assessment, targets, scenarios }).map(({ name }) => name);
    expect(names({})).toEqual(['Now', 'Good by June']);
    expect(names({ QS2: { score: 2, dueOn: null } })).toEqual(['Now', 'Targets', 'Good by June']);
  });

  it('gives score, band, flags and nine scores, and the differences from now', () => {
    const rows = comparisonRows(
      compared({
        assessment,
        targets: { QS2: { score: 2, dueOn: null } },
        scenarios: [scenario({ statement: 'QS1', from: 2, to: 4 })],
      }),
    );
    expect(rows).toHaveLength(12);
    expect(rows.slice(0, 5)).toEqual([
      ['Score', '67', '70', '73'],
      [
        'Band',
        'Good, 5 points from outstanding',
        'Good, 4 points from outstanding',
        'Good, 3 points from outstanding',
      ],
      [
        'Flags',
        'Scored 1: Supporting people to live healthier lives',
        'None',
        'Scored 1: Supporting people to live healthier lives',
      ],
      ['Assessing needs', '2', '2', '4 (now 2)'],
      ['Supporting people to live healthier lives', '1', '2 (now 1)', '1'],
    ]);
  });

  it('is null while scores are hidden', () => {
    const hidden = { facts: null };
    expect(compareScenarios({ assessment: hidden, targets: {}, scenarios: [] })).toBeNull();
    expect(compareScenarios({ assessment, targets: null, scenarios: null })).toBeNull();
  });

  it('gives a range while statements are not scored', () => {
    const [score, standing, , first] = comparisonRows(
      compared({
        assessment: { facts: exampleFacts({ ...all(3), QS1: null }) },
        targets: {},
        scenarios: [scenario({ statement: 'QS1', from: null, to: 3 })],
      }),
    );
    expect(score).toEqual(['Score', '70 to 78', '75']);
    expect(standing?.[1]).toBe('Not final: 8 of 9 scored, between 70 and 78');
    expect(first).toEqual(['Assessing needs', 'Not scored', '3 (now not scored)']);
  });
});

it('targetsHeld leaves out removed targets', () => {
  const held = { by: 'Ada', at: new Date(0), version: 2 };
  expect(
    currentTargets({ QS1: { ...held, score: null, dueOn: null }, QS2: { ...held, score: 4, dueOn: null } }),
  ).toEqual({ QS2: { score: 4, dueOn: null } });
});
