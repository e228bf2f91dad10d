import { describe, expect, it } from 'vitest';
import { quoteValue, ScoringError } from './errors.ts';

describe('ScoringError', () => {
  it('is an error with a kind to branch on and the invalid statement', () => {
    const error = new ScoringError('score-out-of-range', 'Five is too many.', 'QS4');
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'ScoringError',
      kind: 'score-out-of-range',
      message: 'Five is too many.',
      statement: 'QS4',
    });
  });

  it('names no statement if the error is not about one', () => {
    expect(new ScoringError('points-out-of-range', 'Eight is too few.').statement).toBeNull();
  });
});

describe('shown', () => {
  it.each([
    ['3', '"3"'],
    [2.5, '2.5'],
    [Number.NaN, 'NaN'],
    [undefined, 'undefined'],
    [null, 'null'],
    [3n, '3'],
    [true, 'true'],
    [Symbol('three'), 'Symbol(three)'],
    [[3], 'an object'],
    [Object.create(null), 'an object'],
    [() => 3, 'a function'],
  ])('shows %o as %s', (value, text) => {
    expect(quoteValue(value)).toBe(text);
  });
});
