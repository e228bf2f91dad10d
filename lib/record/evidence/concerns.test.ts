import { describe, expect, it } from 'vitest';
import { concernsOf, staleBefore } from './concerns.ts';

const ITEM: Parameters<typeof concernsOf>[0] = {
  ...{ state: 'current', datedOn: '2026-10-01', reviewBy: null, owner: 'Quality team', member: null },
  ...{ containsPersonalData: false, needsRedaction: false },
};
const NOW = new Date('2026-11-30T09:00:00Z');

describe('concernsOf', () => {
  it.each([
    ['nothing about a recent item with an owner', {}, []],
    ['nothing about a date in the future', { datedOn: '2027-01-01', reviewBy: '2027-03-01' }, []],
    ['a review that was due yesterday', { reviewBy: '2026-11-29' }, ['Review was due by 29 November 2026']],
    ['no review that is due today', { reviewBy: '2026-11-30' }, []],
    ['that it is old', { datedOn: '2024-11-29' }, ['More than 2 years old']],
    ['nothing about two years to the day', { datedOn: '2024-11-30' }, []],
    ['that it has no owner', { owner: '' }, ['No owner']],
    ['nothing about a member who owns it', { owner: 'Ana Jones', member: { id: 'a', mayOwn: true } }, []],
    [
      'a member who has left',
      { owner: 'Ana Jones', member: { id: 'a', mayOwn: false } },
      ['No owner: Ana Jones can no longer edit evidence'],
    ],
    ['personal data', { containsPersonalData: true }, ['Contains personal data']],
    [
      'redaction, and not the personal data twice',
      { containsPersonalData: true, needsRedaction: true },
      ['Needs redaction: kept out of packs and not counted as evidence'],
    ],
    [
      'what seems to be personal data until somebody has checked it',
      { unchecked: 'people' },
      ['Likely personal data, not checked'],
    ],
    ['contact details likewise', { unchecked: 'contacts' }, ['Contact details, not checked']],
    ['nothing about what is out of use', { state: 'withdrawn', owner: '', needsRedaction: true }, []],
  ] as const)('says %s', (_, given, words) => {
    expect(concernsOf({ ...ITEM, ...given }, NOW).map((concern) => concern.words)).toEqual(words);
  });

  it('counts the days of London, in summer time too', () => {
    const due = { ...ITEM, reviewBy: '2026-10-25' } as const;
    // The clock goes back on that day: it ends an hour later in UTC than it began.
    expect(concernsOf(due, new Date('2026-10-25T23:59:59Z'))).toEqual([]);
    expect(concernsOf(due, new Date('2026-10-26T00:00:00Z'))).toHaveLength(1);
    const spring = { ...ITEM, reviewBy: '2027-03-28' } as const;
    expect(concernsOf(spring, new Date('2027-03-28T22:59:59Z'))).toEqual([]);
    expect(concernsOf(spring, new Date('2027-03-28T23:00:00Z'))).toHaveLength(1);
  });
});

it('finds the first date that is not out of date', () => {
  expect(staleBefore(new Date('2026-11-30T09:00:00Z'))).toBe('2024-11-30');
  expect(staleBefore(new Date('2026-02-28T09:00:00Z'))).toBe('2024-02-28');
});
