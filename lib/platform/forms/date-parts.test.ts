import { describe, expect, it } from 'vitest';
import { dateParts } from './date-parts.ts';
import { readDate, readQueryDate } from './read-date.ts';

function typed(day: string, month: string, year: string): string {
  const form = new FormData();
  for (const [part, value] of Object.entries({ day, month, year })) form.set(`x-${part}`, value);
  return readDate(form, 'x');
}

describe('readDate', () => {
  it.each([
    ['1', '4', '2026', '2026-04-01'],
    ['01', '04', '2026', '2026-04-01'],
    [' 31 ', '12', '2026', '2026-12-31'],
    ['29', '2', '2028', '2028-02-29'],
    ['1', 'April', '2026', '2026-04-01'],
    ['1st', 'apr', '2026', '2026-04-01'],
    ['30', 'Sept', '2026', '2026-09-30'],
    ['1', '1', '1800', '1800-01-01'],
    ['27/3/2026', '', '', '2026-03-27'],
    ['27 March 2026', '', '', '2026-03-27'],
    // The hours that the clocks skip and repeat are days like any other.
    ['29', '3', '2026', '2026-03-29'],
    ['25', '10', '2026', '2026-10-25'],
  ])('reads %s %s %s', (day, month, year, date) => {
    expect(typed(day, month, year)).toBe(date);
  });

  it.each([
    ['31', '2', '2026'],
    ['29', '2', '2026'],
    ['29', '2', '2100'],
    ['0', '1', '2026'],
    ['32', '1', '2026'],
    ['1', '13', '2026'],
    ['1', '0', '2026'],
    ['1', '4', '26'],
    ['1', '4', '0000'],
    ['1', '4', '0026'],
    ['1', '4', '12026'],
    ['first', 'April', '2026'],
    ['1', 'MÄRZ', '2026'],
    ['1', 'A', '2026'],
    ['1', '', '2026'],
    ['-1', '4', '2026'],
    ['1e1', '4', '2026'],
    ['１', '4', '2026'],
  ])('gives %s %s %s back as typed', (day, month, year) => {
    const value = typed(day, month, year);
    expect(value).toBe(`${day}/${month}/${year}`);
    expect(dateParts(value)).toEqual({ day, month, year });
  });

  it('is empty when all three boxes are, or are not there', () => {
    expect(typed('', ' ', '')).toBe('');
    expect(readDate(new FormData(), 'x')).toBe('');
  });
});

describe('dateParts', () => {
  it('fills the boxes with a stored date', () => {
    expect(dateParts('2026-04-01')).toEqual({ day: '1', month: '4', year: '2026' });
    expect(dateParts('')).toEqual({ day: '', month: '', year: '' });
  });
});

describe('readQueryDate', () => {
  it.each([
    [{ from: '2026-04-01' }, '2026-04-01'],
    [{ 'from-day': '1', 'from-month': 'April', 'from-year': '2026' }, '2026-04-01'],
    [{ 'from-day': '31', 'from-month': '2', 'from-year': '2026' }, '31/2/2026'],
    [{ from: ['2026-04-01', '2026-04-02'], 'from-day': ['1', '2'] }, ''],
    [{ 'from-day': '', 'from-month': '', 'from-year': '' }, ''],
    [{ to: '2026-04-01' }, ''],
  ])('reads %j', (query, date) => {
    expect(readQueryDate(query, 'from')).toBe(date);
  });
});
