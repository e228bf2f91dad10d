import { describe, expect, it } from 'vitest';
import { isScore, toScore, toScores } from './check.ts';
import { ScoringError } from './errors.ts';
import { flags } from './flags.ts';
import { NO_SCORES, type Scores } from './framework.ts';
import { overall } from './overall.ts';
import { pathsToBand } from './paths-to-band.ts';
import { totalPoints } from './points.ts';
import { parseScores } from './testing/parse-scores.ts';
import { thrownKind } from './testing/thrown-kind.ts';
import { themeResults } from './themes.ts';

const NOT_SCORES = [
  0,
  5,
  -1,
  2.5,
  1 + Number.EPSILON,
  '3',
  '',
  Number.NaN,
  Number.POSITIVE_INFINITY,
  3n,
  true,
  [3],
  {},
  Object.create(null),
  new Number(3),
];

describe('isScore and toScore', () => {
  it.each([1, 2, 3, 4])('accept %d', (value) => {
    expect(isScore(value)).toBe(true);
    expect(toScore(value)).toBe(value);
  });

  it.each([...NOT_SCORES, null, undefined])('refuse %o', (value) => {
    expect(isScore(value)).toBe(false);
    expect(thrownKind(() => toScore(value))).toBe('score-out-of-range');
  });
});

describe('toScores', () => {
  it('returns a frozen copy', () => {
    const scores = parseScores('12.43.21.');
    const read = toScores(scores);
    expect(read).toEqual(scores);
    expect(read).not.toBe(scores);
    expect(Object.isFrozen(read)).toBe(true);
  });

  it('keeps scores that are not properties of the object itself', () => {
    expect(toScores(Object.create(parseScores('333333333')))).toEqual(parseScores('333333333'));
  });

  it.each([null, undefined, 28, '333343333', Symbol('scores')])(
    'refuses %o in place of a record',
    (value) => {
      expect(thrownKind(() => toScores(value))).toBe('scores-not-an-object');
    },
  );

  it.each([[[3, 3, 3, 3, 3, 3, 3, 3, 3]], [{}], [new Map([['QS1', 3]])]])(
    'finds QS1 missing in %o',
    (value) => {
      expect(thrownKind(() => toScores(value))).toBe('statement-missing');
    },
  );
});

describe.each<[string, (scores: Scores) => unknown]>([
  ['toScores', toScores],
  ['totalPoints', totalPoints],
  ['overall', overall],
  ['themeResults', themeResults],
  ['flags', flags],
  ['pathsToBand', (scores) => pathsToBand(scores, 'good')],
])('%s checks its scores', (_, call) => {
  it.each(NOT_SCORES)('refuses a score of %o', (value) => {
    expect(thrownKind(() => call({ ...parseScores('333333333'), QS4: value } as Scores))).toBe(
      'score-out-of-range',
    );
  });

  it('refuses a score that is undefined', () => {
    const scores = { ...parseScores('333333333'), QS4: undefined };
    expect(thrownKind(() => call(scores as unknown as Scores))).toBe('statement-missing');
  });

  it('refuses eight statements', () => {
    const { QS9: _left, ...eight } = parseScores('333333333');
    expect(thrownKind(() => call(eight as Scores))).toBe('statement-missing');
  });

  it.each(['QS10', 'qs1', 'council'])('refuses a tenth key, %s', (key) => {
    expect(thrownKind(() => call({ ...parseScores('333333333'), [key]: 3 }))).toBe('statement-unknown');
    expect(thrownKind(() => call({ ...NO_SCORES, [key]: 3 }))).toBe('statement-unknown');
  });
});

describe('the error', () => {
  it('names the first statement at fault in framework order', () => {
    const scores = { ...parseScores('333333333'), QS6: 9, QS2: '3' } as unknown as Scores;
    expect(() => toScores(scores)).toThrow(
      new ScoringError('score-out-of-range', 'The score for QS2 must be 1, 2, 3 or 4, not "3".', 'QS2'),
    );
  });
});
