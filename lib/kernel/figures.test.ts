import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growth } from '#tests/setup/cpu-time.ts';
import {
  figureFromDatabase,
  formatFigure,
  parseFigure,
  percentageOf,
  readFigure,
  unformattedFigure,
} from './figures.ts';

describe('parseFigure', () => {
  it.each([
    ['4.7', 47_000n],
    ['4.70000', 47_000n],
    [' 4.7 % ', 47_000n],
    ['-3', -30_000n],
    ['−3', -30_000n],
    ["'-3", -30_000n],
    ['+3', 30_000n],
    ['0', 0n],
    ['007', 70_000n],
    ['£1,234.50', 12_345_000n],
    ['-£5', -50_000n],
    ['1,234', 12_340_000n],
    ['1 234', 12_340_000n],
    ['12,345,678.9', 123_456_789_000n],
    ['4,7', 47_000n],
    ['1.234,5', 12_345_000n],
    ['0.0001', 1n],
    ['1.234.567', 12_345_670_000n],
    ['1 234,5', 12_345_000n],
    ['1\u00a0234', 12_340_000n],
    ['\u20113', -30_000n],
    ['(3)', -30_000n],
    ['(£1,234.50)', -12_345_000n],
    ['£ -5', -50_000n],
    ['9999999999.9999', 99_999_999_999_999n],
  ])('reads %o', (text, figure) => {
    expect(parseFigure(text)).toBe(figure);
  });

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['%', 'empty'],
    ['n/a', 'not a number'],
    ['1e5', 'not a number'],
    ['.5', 'not a number'],
    ['1,23,456', 'not a number'],
    ['4.7.1', 'not a number'],
    ['=1+1', 'not a number'],
    ['0.00001', 'too many places'],
    ['10000000000', 'too large'],
    ['9'.repeat(1_000), 'not a number'],
    ['24 working days', 'not a number'],
    ['#REF!', 'failed formula'],
    ['[c]', 'not a number'],
  ])('finds in %o that it is %s', (text, problem) => {
    expect(parseFigure(text)).toBe(problem);
  });

  it('does not guess at 1,234 where a comma may be the decimal sign', () => {
    const from = { commaIsDecimal: true };
    expect(parseFigure('1,234', from)).toBe('unclear');
    expect(parseFigure('0,234', from)).toBe(2_340n);
    expect(parseFigure('4,7', from)).toBe(47_000n);
    expect(parseFigure('1.234,5', from)).toBe(12_345_000n);
    expect(parseFigure('1,234.5', from)).toBe(12_345_000n);
  });

  it('reads back whatever is written plainly or for reading', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -99_999_999_999_999n, max: 99_999_999_999_999n }), (figure) => {
        expect(parseFigure(unformattedFigure(figure))).toBe(figure);
        expect(parseFigure(formatFigure(figure))).toBe(figure);
        expect(figureFromDatabase(unformattedFigure(figure))).toBe(figure);
        // A number of JavaScript holds every figure: a CSV file may carry it as one.
        expect(parseFigure(Number(unformattedFigure(figure)).toFixed(4))).toBe(figure);
      }),
    );
  });
});

describe('readFigure', () => {
  it.each([
    ['24%', 'percent'],
    ['24 per cent', 'percent'],
    ['£24', 'pounds'],
    ['24p', 'pence'],
    ['24 days', 'days'],
    ['1 day', 'days'],
    ['3 weeks', 'weeks'],
    ['6 months', 'months'],
    ['2.5 hrs', 'hours'],
    ['12.3 per 100,000', 'per 100,000'],
    ['12.3/100k', 'per 100,000'],
    ['12.3 per 100,000 people', 'per 100,000'],
    ['12.3 per 1,000', 'per other'],
    ['24', null],
  ])('knows what %o counts: %s', (text, mark) => {
    const reading = readFigure(text);
    expect(reading.kind === 'figure' ? reading.mark : null).toBe(mark);
  });

  it.each([
    ...['n/a', 'N/A', 'na', '-', '–', '..', '...', ':', '*', 'c', 'x', 'z', '[x]', '[c]', '[low]', 'no data'],
    ...['Not applicable', 'suppressed'],
  ])('takes %o for no figure', (text) => {
    expect(readFigure(text)).toEqual({ kind: 'withheld' });
  });

  it.each(['#N/A', '#REF!', '#DIV/0!', '#VALUE!', '#####'])('takes %o for a formula that failed', (text) => {
    expect(readFigure(text)).toEqual({ kind: 'problem', problem: 'failed formula' });
  });

  it('gives both numbers that a text may be', () => {
    const from = { commaIsDecimal: true };
    const both = { kind: 'figure', figures: [12_340_000n, 12_340n], mark: null };
    expect(readFigure('1,234', from)).toEqual(both);
    expect(readFigure('1.234', from)).toEqual(both);
    expect(readFigure('1.234.567', from)).toEqual({ kind: 'figure', figures: [12_345_670_000n], mark: null });
    expect(readFigure('1.234')).toEqual({ kind: 'figure', figures: [12_340n], mark: null });
  });
});

describe('formatFigure', () => {
  it.each([
    [12_345_678n, '1,234.5678'],
    [-12_340_000n, '-1,234'],
    [1n, '0.0001'],
    [-5_000n, '-0.5'],
  ])('writes %s as %s', (figure, text) => {
    expect(formatFigure(figure)).toBe(text);
  });
});

describe('percentOf', () => {
  it('takes half of an odd figure without loss', () => {
    expect(unformattedFigure(percentageOf(figureFromDatabase('18.5'), figureFromDatabase('50')))).toBe(
      '9.25',
    );
  });

  it('rounds half a ten-thousandth away from zero, on both sides of it', () => {
    expect(percentageOf(1n, figureFromDatabase('50'))).toBe(1n);
    expect(percentageOf(-1n, figureFromDatabase('50'))).toBe(-1n);
    expect(percentageOf(1n, figureFromDatabase('49.9999'))).toBe(0n);
  });
});

describe('a text that is far too long', () => {
  it.each([' ', '0', '1,', '.0', '/1', '(', '% '])(
    'of %o is no figure, and found so at once',
    async (part) => {
      expect(parseFigure(`1${part.repeat(50_000)}x`)).toBe('not a number');
      expect(await growth(50_000, (size) => () => parseFigure(`1${part.repeat(size)}x`))).toBeLessThan(3);
    },
  );
});
