import { describe, expect, it } from 'vitest';
import { referenceIn, termsOf } from './rules.ts';
import { spelledOut } from './short-forms.ts';

describe('spelledOut', () => {
  it.each([
    ['DoLS backlog', ['deprivation of liberty', 'backlog']],
    ['S42', ['section 42']],
    ['2025/26', ['2025 to 2026']],
    ['2025–2026', ['2025 to 2026']],
    ['survey 2024-25', ['survey', '2024 to 2025']],
  ])('writes out %s', (typed, terms) => {
    expect(spelledOut(termsOf(typed).terms)).toEqual(terms);
  });

  it.each(['2025/28', 'carers', '3.5', 'constructor'])('leaves %s', (typed) => {
    expect(spelledOut(termsOf(typed).terms)).toBeNull();
  });
});

describe('referenceIn', () => {
  it.each([
    ['E12', { reference: 'E12', page: null }],
    [' e 12 ', { reference: 'E12', page: null }],
    ['E12 p.4', { reference: 'E12', page: 4 }],
    ['e12, page 4', { reference: 'E12', page: 4 }],
  ])('reads %s', (typed, found) => {
    expect(referenceIn(typed)).toEqual(found);
  });

  it.each(['E12 carers', 'E', 'E012', 'CE12', '12', 'E1 E2'])('is none in %s', (typed) => {
    expect(referenceIn(typed)).toBeNull();
  });
});
