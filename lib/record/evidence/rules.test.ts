import { describe, expect, it } from 'vitest';
import { CATEGORIES, CATEGORY_NAMES, highestMarking, parseReference, referenceOf } from './rules.ts';

describe('references', () => {
  it.each([1, 9, 10, 12, 5_000, 999_999_999])('E%s goes there and back', (number) => {
    expect(parseReference(referenceOf(number))).toBe(number);
  });

  it('accepts lower case and surrounding spaces', () => {
    expect(parseReference(' e12 ')).toBe(12);
  });

  it.each([
    '',
    'E',
    '12',
    'E0',
    'E012',
    'E-1',
    'E1.5',
    'E1e3',
    'E 1',
    'EE1',
    'E1234567890',
    'E１',
    'E1\nE2',
    '../E1',
  ])('does not take %j for one', (text) => {
    expect(parseReference(text)).toBeNull();
  });
});

describe('highestMarking', () => {
  it('is OFFICIAL if no item is marked higher or there are no items', () => {
    expect(highestMarking([])).toBe('OFFICIAL');
    expect(highestMarking(['OFFICIAL', 'OFFICIAL'])).toBe('OFFICIAL');
  });

  it('is OFFICIAL-SENSITIVE as soon as one item is', () => {
    expect(highestMarking(['OFFICIAL', 'OFFICIAL-SENSITIVE', 'OFFICIAL'])).toBe('OFFICIAL-SENSITIVE');
  });
});

it('every category has a name', () => {
  expect(Object.keys(CATEGORY_NAMES)).toEqual([...CATEGORIES]);
});
