import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTime } from '#lib/kernel/format-dates.ts';
import { saveSessionSchema } from './schema.ts';
import { atLondonTime, clockOf, readTime } from './times.ts';

describe('a time that is typed', () => {
  it.each([
    ['9.30', 570],
    ['09:30', 570],
    ['9:30am', 570],
    [' 9 30 AM', 570],
    ['930', 570],
    ['1430', 870],
    ['2pm', 840],
    ['2.15 p.m.', 855],
    ['14', 840],
    ['12am', 0],
    ['12pm', 720],
    ['midday', 720],
    ['0:00', 0],
    ['23:59', 1439],
  ])('%s is read', (typed, minutes) => {
    expect(readTime(typed)).toBe(minutes);
  });

  it.each(['', '24:00', '9:60', '13pm', '0am', '9:3', 'half past nine', '9-10'])('%s is refused', (typed) => {
    expect(readTime(typed)).toBeNull();
  });

  it('is read again from how it is shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), (minutes) => {
        expect(readTime(formatTime(atLondonTime('2027-01-11', minutes)))).toBe(minutes);
      }),
    );
  });

  it('is that of London on the days when clocks change', () => {
    expect(atLondonTime('2027-03-28', 570).toISOString()).toBe('2027-03-28T08:30:00.000Z');
    expect(atLondonTime('2027-10-31', 825).toISOString()).toBe('2027-10-31T13:45:00.000Z');
  });
});

it.each([
  ['2027-01-11T10:00:30Z', '119 minutes left'],
  ['2027-01-11T11:59:59Z', '0 minutes left'],
  ['2027-01-11T12:00:00Z', '0 minutes left'],
  ['2027-01-11T12:40:00Z', '40 minutes over'],
  ['2027-01-11T09:00:00Z', '3 hours left'],
  ['2027-01-09T23:00:00Z', '2 days left'],
  ['2027-01-14T12:00:00Z', '3 days over'],
])('at %s a request that is due at midday says %s', (now, words) => {
  const due = new Date('2027-01-11T12:00:00Z');

  expect(clockOf(due, new Date(now)).words).toBe(words);
});

it('a session on the night when clocks go forward ends after it starts', () => {
  const sent = {
    ...{ inspection: '1', visitSession: '0', version: '0', title: 'Night round', kind: 'interview' },
    ...{ day: '2027-03-28', from: '1:30am', sessionState: 'planned', people: '' },
  };
  const problems = (to: string) =>
    saveSessionSchema.safeParse({ ...sent, to }).error?.issues.map(({ path }) => path[0]);
  // There is no 1:30am on that day: it is 2:30am.
  expect(problems('2:15am')).toEqual(['to']);
  expect(problems('2:45am')).toBeUndefined();
});
