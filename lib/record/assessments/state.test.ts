import { describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { NO_SCORES, type Score, type Scores, STATEMENT_IDS } from '#lib/scoring/index.ts';
import {
  describeHeadline,
  describeOpen,
  describeResult,
  describeStanding,
  finalState,
  formatBand,
  formatPoints,
  formatScore,
  isDone,
  openRange,
  statementStatus,
  stateOf,
  withScores,
} from './state.ts';
import { exampleFacts, exampleState } from './testing/fixtures.ts';

const nine = (score: Score, changed: Scores = {}): Scores => ({
  ...NO_SCORES,
  ...Object.fromEntries(STATEMENT_IDS.map((id) => [id, score])),
  ...changed,
});
/** 28 points: 78, good. */
const GOOD = nine(3, { QS5: 4 });
const without = (...ids: readonly string[]) => STATEMENT_IDS.filter((id) => !ids.includes(id));

describe('statementStatus', () => {
  const untouched = {
    ...{ isSigned: false, completed: false, carried: false },
    ...{ score: null, hasNarrative: false, evidenceCount: 0 },
  } as const;
  const full = { score: 4 as const, hasNarrative: true, evidenceCount: 12 };

  it('is not yet started with no content', () => {
    expect(statementStatus(untouched)).toBe('not-yet-started');
  });

  it.each([{ score: 1 as const }, { hasNarrative: true }, { evidenceCount: 1 }])(
    'is in progress with %o, and not confirmed where that was carried forward',
    (some) => {
      expect(statementStatus({ ...untouched, ...some })).toBe('in-progress');
      expect(statementStatus({ ...untouched, ...some, carried: true })).toBe('not-confirmed');
    },
  );

  it('is completed only when marked so, and signed regardless', () => {
    expect(statementStatus({ ...untouched, ...full })).toBe('in-progress');
    expect(statementStatus({ ...untouched, ...full, completed: true })).toBe('completed');
    for (const carried of [true, false]) {
      const status = statementStatus({ ...untouched, ...full, carried, isSigned: true });
      expect([status, isDone(status)]).toEqual(['signed', true]);
    }
  });
});

describe('the one range', () => {
  it('covers statements that are not scored, not confirmed or not completed, and no others', () => {
    const scores = { ...GOOD, QS1: null };
    const state = exampleState(scores, { completed: without('QS1', 'QS2', 'QS3'), carried: ['QS3'] });
    expect([state.unscored, state.unconfirmed, state.drafts]).toEqual([['QS1'], ['QS3'], ['QS2']]);
    expect([state.value, formatScore(state), formatBand(state)]).toEqual([
      null,
      '62 to 87',
      'Requires improvement to outstanding',
    ]);
    expect(formatPoints(state)).toBe('22 to 31 of 36');
  });

  it('is shown with the score while there are drafts', () => {
    const state = exampleState(GOOD, { completed: without('QS1', 'QS2') });
    expect([formatScore(state), formatBand(state)]).toEqual(['78', 'Good']);
    expect(openRange(state)).toMatchObject({ lowest: { score: 67 }, highest: { score: 84 } });
    expect(describeOpen(state)).toBe(
      'The score could end between 67 and 84 (good to outstanding), because 2 statements are not complete.',
    );
    expect(openRange(exampleState(GOOD))).toBeNull();
    expect(describeOpen(exampleState(GOOD))).toBeNull();
  });

  it('is empty once signed, except for statements never scored', () => {
    const signed = { completed: [], carried: STATEMENT_IDS, isFinal: true };
    const state = exampleState(GOOD, signed);
    expect([formatScore(state), openRange(state), describeOpen(state)]).toEqual(['78', null, null]);
    expect(finalState(state.overall, CQC_2023.id)).toEqual(state);
    const lacking = exampleState({ ...GOOD, QS9: null }, signed);
    expect([describeStanding(lacking), describeOpen(lacking)]).toEqual([
      'No overall score: 8 of 9 scored, between 73 and 81',
      null,
    ]);
    expect(finalState(lacking.overall, CQC_2023.id)).toEqual(lacking);
  });

  it('excludes the changes of a what-if', () => {
    const facts = exampleFacts(GOOD, { completed: without('QS1', 'QS2', 'QS3'), carried: ['QS3'] });
    const supposed = stateOf(withScores(facts, { ...GOOD, QS2: 4, QS3: 4 }));
    expect([supposed.unconfirmed, supposed.drafts]).toEqual([[], ['QS1']]);
    expect(stateOf(withScores(facts, GOOD))).toEqual(stateOf(facts));
  });
});

describe('an assessment carried forward and not confirmed', () => {
  const carried = exampleState(GOOD, { completed: [], carried: STATEMENT_IDS });

  it('has no score of its own, but gives the score carried forward', () => {
    expect(describeHeadline(carried)).toBe('Not confirmed: between 25 and 100');
    expect(describeOpen(carried)).toBe(
      'The score could end between 25 and 100 (inadequate to outstanding), because 9 statements are carried forward and not confirmed. The scores carried forward give 78, good.',
    );
  });

  it('counts a statement once, scored or not', () => {
    const state = exampleState(
      { ...GOOD, QS1: null, QS2: null },
      { completed: without('QS1', 'QS2', 'QS3'), carried: ['QS1', 'QS3'] },
    );
    expect(describeOpen(state)).toContain(
      'because 1 statement is not scored and 2 statements are carried forward and not confirmed (1 of them not scored).',
    );
  });

  it('counts one statement when only one is left', () => {
    const state = exampleState(GOOD, { completed: without('QS4'), carried: ['QS4'] });
    expect(describeStanding(state)).toBe('Not confirmed: between 73 and 81');
  });
});

describe('in words', () => {
  it('is a headline', () => {
    expect(describeHeadline(exampleState(nine(3)))).toBe('Good: 75 out of 100, 2 points from outstanding');
    expect(describeHeadline(exampleState({ ...NO_SCORES, QS1: 3 }))).toBe(
      'Not final: 1 of 9 scored, between 31 and 98',
    );
  });

  it('is a few words', () => {
    expect(describeResult(exampleState(nine(3)))).toBe('75, good');
    expect(describeResult(exampleState({ ...NO_SCORES, QS1: 3 }))).toBe('between 31 and 98');
  });

  it('gives the distance to the next band', () => {
    expect(describeStanding(exampleState(GOOD))).toBe('Good, 1 point from outstanding');
    expect(describeStanding(exampleState(GOOD, { thresholds: 'cqc' }))).toBe(
      'Good, 4 points from outstanding',
    );
    expect(describeStanding(exampleState(nine(4)))).toBe('Outstanding, 8 points above the threshold');
  });

  it('never sounds final while statements are not scored', () => {
    const four = { ...NO_SCORES, QS1: 3, QS2: 3, QS3: 3, QS4: 3 } as const;
    expect(describeStanding(exampleState(four))).toBe('Not final: 4 of 9 scored, between 48 and 89');
  });
});
