import { afterAll, describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { addFramework } from '#lib/frameworks/known.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatScore } from '#lib/record/assessments/state.ts';
import { exampleState } from '#lib/record/assessments/testing/fixtures.ts';
import { type Score, type Scores, STATEMENT_IDS, type StatementId } from '#lib/scoring/index.ts';
import { FICTIONAL_FRAMEWORK, removeAddedFrameworks } from '#tests/setup/fictional-framework.ts';
import {
  describePace,
  describeProgress,
  justBefore,
  lastMovementAt,
  movementOf,
  movementRows,
  movementSince,
  paceOf,
  readSinceDay,
} from './movement.ts';

addFramework(FICTIONAL_FRAMEWORK);
afterAll(removeAddedFrameworks);

const JUDGED = { framework: CQC_2023.id, thresholds: '62-80' };
const nine = (score: Score, others: Scores = {}): Scores => ({
  ...(Object.fromEntries(STATEMENT_IDS.map((id) => [id, score])) as Record<StatementId, Score>),
  ...others,
});

const completedFacts = { completed: true, carried: false } as const;

describe('movementOf and lastMovementAt', () => {
  const moments = [
    { ...completedFacts, statement: 'QS2', at: '2026-06-02T09:00:00.000Z', score: 2 },
    { ...completedFacts, statement: 'QS1', at: '2026-06-01T09:00:00.000Z', score: 3 },
    { ...completedFacts, statement: 'QS1', at: '2026-06-01T10:00:00.000Z', score: 3 },
  ] as const;
  const shown = (given: Parameters<typeof movementOf>[0]) =>
    movementOf(given, JUDGED).map(({ at, state, changes }) => [
      at.slice(0, 10),
      formatScore(state),
      changes.join('; '),
    ]);

  it('follows the saves in time, omitting those that change nothing', () => {
    expect(movementOf(moments, JUDGED).map(({ at, scores }) => [at, scores.QS1, scores.QS2])).toEqual([
      ['2026-06-01T09:00:00.000Z', 3, null],
      ['2026-06-02T09:00:00.000Z', 3, 2],
    ]);
  });

  it('finds the state at a moment, including changes in that millisecond', () => {
    const found = movementOf(moments, JUDGED);
    expect(lastMovementAt(found, '2026-06-01T08:59:59.999Z')).toBeNull();
    expect(lastMovementAt(found, '2026-06-01T09:00:00.000Z')).toBe(found[0]);
    expect(lastMovementAt(found, '2026-06-30T00:00:00.000Z')).toBe(found[1]);
  });

  it('has a score once the last statement carried forward is confirmed', () => {
    const at = (day: number) => `2026-06-0${day}T09:00:00.000Z`;
    const carried = STATEMENT_IDS.map((statement) => ({
      ...{ at: at(1), statement, score: 3, completed: false, carried: true },
    })) as unknown as Parameters<typeof movementOf>[0];
    const confirmed = STATEMENT_IDS.map((id, index) => ({ at: at(index < 8 ? 2 : 3), confirmed: id }));
    expect(shown([...carried, ...confirmed]).slice(1)).toEqual([
      ['2026-06-03', '75', 'Learning, improvement and innovation: confirmed'],
    ]);
    expect(shown([...carried, { at: at(4), isFinal: true }]).at(-1)).toEqual(['2026-06-04', '75', 'Signed']);
  });

  it('narrows the range as statements are completed', () => {
    const saves = [
      { ...completedFacts, completed: false, statement: 'QS1', at: '2026-06-01T09:00:00.000Z', score: 3 },
      { ...completedFacts, statement: 'QS1', at: '2026-06-02T09:00:00.000Z', score: 3 },
    ] as const;
    expect(shown(saves)).toEqual([
      ['2026-06-01', '25 to 100', 'Assessing needs: not scored to 3'],
      ['2026-06-02', '31 to 98', 'Assessing needs: completed'],
    ]);
  });
});

describe('movementSince', () => {
  const moments = STATEMENT_IDS.map((statement, index) => ({
    ...completedFacts,
    statement,
    at: `2026-06-0${index + 1}T09:00:00.000Z`,
    score: 3 as const,
  }));
  const movements = movementOf(moments, JUDGED);
  const now = { scores: nine(3), state: exampleState(nine(3)) };
  const since = (day: CalendarDate, earlier: string | null = null, given = movements) => {
    const past = lastMovementAt(given, justBefore(day));
    return movementSince(past && { ...past, earlier }, given.at(-1) ?? now, day);
  };

  it('gives the scores that have changed, and the overall score before and now', () => {
    const { sentence, moves } = since('2026-06-09');
    expect(moves).toEqual([{ statement: 'QS9', from: null, to: 3 }]);
    expect(sentence).toBe(
      '1 score has changed since 9 June 2026. The overall score was 70 to 78 and is now 75.',
    );
  });

  it('counts a save at midnight in London as part of that day', () => {
    const midnight = movementOf(
      [{ ...completedFacts, statement: 'QS1', at: '2026-06-08T23:00:00.000Z', score: 2 }],
      JUDGED,
    );
    expect(since('2026-06-09', null, midnight).moves).toHaveLength(1);
    expect(since('2026-06-10', null, midnight).moves).toHaveLength(0);
  });

  it('reports that no assessment had started, or that nothing has changed', () => {
    expect(since('2026-01-01').moves).toHaveLength(9);
    expect(since('2026-01-01').sentence).toBe(
      '9 scores have changed since 1 January 2026, before any assessment started. The overall score is now 75.',
    );
    expect(since('2026-07-01').sentence).toBe('No score has changed since 1 July 2026.');
  });

  it('names the earlier cycle, and mentions scores waiting to be confirmed', () => {
    const past = { ...now, earlier: '2025–26' };
    const carried = exampleState(nine(3), { completed: [], carried: STATEMENT_IDS });
    expect(movementSince(past, now, '2026-07-01').sentence).toBe('No score has changed since 1 July 2026.');
    expect(movementSince(past, { ...now, state: carried }, '2026-07-01').sentence).toBe(
      'No score has changed since 1 July 2026. The overall score was 75 in 2025–26 and is now 25 to 100, with 9 statements not confirmed.',
    );
  });

  it('compares with a cycle on another framework only what its mapping says is comparable', () => {
    const { id: framework, statementIds } = FICTIONAL_FRAMEWORK;
    const scores = { ...Object.fromEntries(statementIds.map((id) => [id, 4])), F2: 5 };
    const state = exampleState(scores, { framework, thresholds: 'fictional' });
    const { sentence, moves } = movementSince(
      { ...now, earlier: '2025–26' },
      { scores, state },
      '2031-07-01',
    );
    // A 3 of 4 is a 4 of 5.
    expect(moves).toEqual([{ statement: 'F2', from: 4, to: 5 }]);
    expect(sentence).toBe(
      '1 comparable score has changed since 1 July 2031. The overall score is now 82. It was 75 in 2025–26, which used another framework and cannot be compared. Earlier scores are shown on the scale of this assessment.',
    );
  });

  it('reads a day from the address, or else uses 28 days ago', () => {
    const asOf = new Date('2026-11-22T00:30:00Z');
    expect(readSinceDay('2026-06-01', asOf)).toBe('2026-06-01');
    for (const asked of [undefined, '', '2026-02-30', 'soon', ['2026-06-01']]) {
      expect(readSinceDay(asked, asOf)).toBe('2026-10-25');
    }
  });
});

describe('describeProgress', () => {
  const at = (day: number) => `2026-06-0${day}T09:00:00.000Z`;
  const scored = STATEMENT_IDS.map((statement) => ({
    ...completedFacts,
    statement,
    at: at(1),
    score: 3 as Score,
  }));
  const told = (...more: readonly (typeof scored)[number][]) =>
    describeProgress(movementOf([...scored, ...more], JUDGED));

  it('goes from the first known score to the last', () => {
    const rise = { ...completedFacts, statement: 'QS1', at: at(2), score: 4 as Score };
    expect(told(rise)).toBe('Up from 75 on 1 June 2026 to 78, good');
    expect(told({ ...rise, score: 1 })).toBe('Down from 75 on 1 June 2026 to 70, good');
    expect(told(rise, { ...rise, at: at(3), score: 3 })).toBe('75, good, as on 1 June 2026');
  });

  it('says what is known while there is no score', () => {
    expect(describeProgress([])).toBe('No statements scored yet');
    expect(describeProgress(movementOf(scored.slice(1), JUDGED))).toMatch(/^Not final: /);
  });
});

describe('movementRows', () => {
  it('give each change with its range, the number scored and the cause', () => {
    const moments = [
      { ...completedFacts, statement: 'QS1', at: '2026-06-01T09:00:00.000Z', score: 3 },
      {
        ...completedFacts,
        statement: 'QS1',
        at: '2026-06-02T09:00:00.000Z',
        score: null,
        reason: 'Counted wrongly.',
      },
      { ...completedFacts, statement: 'QS2', at: '2026-06-02T09:00:00.000Z', score: 2, reason: '' },
    ] as const;
    expect(movementRows(movementOf(moments, JUDGED))).toEqual([
      ['1 June 2026, 10am', '31 to 98', '1 of 9 scored', 'Assessing needs: not scored to 3', ''],
      [
        ...['2 June 2026, 10am', '28 to 95', '1 of 9 scored'],
        'Assessing needs: 3 to not scored; Supporting people to live healthier lives: not scored to 2',
        'Counted wrongly.',
      ],
    ]);
  });
});

describe('paceOf and describePace', () => {
  const asOf = new Date('2026-11-22T12:00:00Z');

  it('multiplies the statements left by the days each took, rounded up', () => {
    const pace = paceOf(['2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z', '2026-01-01T00:00:00Z'], 9, asOf);
    // Two in 28 days and six left: 84 days.
    expect(pace).toEqual({ completed: 3, of: 9, recent: 2, doneBy: new Date('2027-02-14T12:00:00Z') });
    expect(describePace(pace)).toContain('by 14 February 2027 (6 × 28 ÷ 2 days');
  });

  it('counts statements completed in the last 28 days, to the second', () => {
    expect(paceOf(['2026-10-25T12:00:00.000Z'], 9, asOf).recent).toBe(0);
    expect(paceOf(['2026-10-25T12:00:00.001Z'], 9, asOf).recent).toBe(1);
  });

  it('gives no date without a pace, or if all are completed', () => {
    expect(describePace(paceOf(['2026-01-01T00:00:00Z'], 9, asOf))).toBe(
      '1 of 9 statements is complete, but not in the last 28 days, so no completion date can be projected.',
    );
    expect(describePace(paceOf([], 9, asOf))).toBe(
      'No statement is complete yet, so no completion date can be projected.',
    );
    const all = paceOf(
      STATEMENT_IDS.map(() => '2026-11-20T00:00:00Z'),
      9,
      asOf,
    );
    expect([all.doneBy, describePace(all)]).toEqual([null, 'All 9 statements are complete.']);
  });
});
