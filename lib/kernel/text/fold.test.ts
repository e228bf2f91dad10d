import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growth } from '#tests/setup/cpu-time.ts';
import { cleanLine } from './clean.ts';
import { fold, isSameName, likePattern } from './fold.ts';
import { anyText } from './testing/texts.ts';

describe('fold', () => {
  it.each([
    ['Cafés visited', 'Cafe\u0301s visited'],
    ['Average wait for a carer’s assessment', "Average wait for a carer's assessment"],
    ['“Home first” – 2025‑26', '"home FIRST" - 2025-26'],
    ['Reablement', 're\u00adablement\u200b'],
    ['Łukasz Straße', 'LUKASZ STRASSE'],
    ['Ní Chonaill', 'ni chonaill'],
    ['İstanbul', 'istanbul'],
    ['Σίσυφος', 'ΣΙΣΥΦΟΣ'],
    ['ＡＢ　１', ' ab \n1 '],
    ['می\u200cخواهم', 'میخواهم'],
    ['한국', '한국'.normalize('NFD')],
  ])('makes %j and %j the same', (a, b) => {
    expect(fold(a)).toBe(fold(b));
    expect(isSameName(a, b)).toBe(true);
  });

  it.each([
    ['কি', 'কী'],
    ['が', 'か'],
    ['carers’ assessments', 'carer’s assessments'],
    ['C', 'C++'],
    ['Waits 1', 'Waits 2'],
    ['👍', '👎'],
  ])('tells %j from %j', (a, b) => {
    expect(isSameName(a, b)).toBe(false);
  });

  it('is the same twice, and of what is stored and what was typed', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        expect(fold(fold(typed))).toBe(fold(typed));
        expect(fold(cleanLine(typed))).toBe(fold(cleanLine(cleanLine(typed))));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['aB', 'é\u0301', '\u0301\u0323', '\u064b\u0651\u200b', '’\u200b', ' \n', 'ß'])(
    'takes time in proportion to length, of %j',
    async (unit) => {
      expect(
        await growth(60_000, (length) => {
          const text = unit.repeat(length);
          return () => fold(text);
        }),
      ).toBeLessThan(3);
    },
  );
});

describe('foldedPattern', () => {
  it('takes signs of patterns for themselves, and finds nothing by nothing', () => {
    expect(likePattern('50%_Ä')).toBe('%50\\%\\_a%');
    expect(likePattern('´')).toBe('');
    expect(likePattern('')).toBe('%%');
  });
});
