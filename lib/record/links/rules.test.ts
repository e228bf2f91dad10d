import { describe, expect, it } from 'vitest';
import {
  describeLinkState,
  describeOpened,
  endOfLink,
  lastDayAfter,
  lastDayOfLink,
  linkState,
} from './rules.ts';

const NOW = new Date('2026-11-22T09:32:00Z');
const DAY = 24 * 60 * 60_000;

describe('a link', () => {
  it.each([
    ['2026-11-22T09:00:00Z', 1, '2026-11-22'],
    ['2026-11-22T09:00:00Z', 14, '2026-12-05'],
    ['2026-11-22T09:00:00Z', 30, '2026-12-21'],
    // 00:30 in London.
    ['2026-06-30T23:30:00Z', 1, '2026-07-01'],
    ['2027-02-20T12:00:00Z', 14, '2027-03-05'],
  ])('made at %s for %i days has its last day on %s', (at, days, last) => {
    expect(lastDayAfter(days, new Date(at))).toBe(last);
  });

  it.each([
    ['2026-11-22T09:00:00Z', '2026-12-05', '2026-12-06T00:00:00.000Z'],
    ['2026-07-01T09:00:00Z', '2026-07-01', '2026-07-01T23:00:00.000Z'],
    // The clocks go back on 25 October, so 30 days in London are one hour longer.
    ['2026-09-29T23:00:00Z', '2026-10-29', '2026-10-29T23:00:00.000Z'],
  ] as const)('made at %s until %s ends at %s', (at, day, end) => {
    const made = new Date(at);
    expect(endOfLink(day, made).toISOString()).toBe(end);
    expect(endOfLink(day, made).getTime() - made.getTime()).toBeLessThanOrEqual(30 * DAY);
  });

  it('works until the moment it ends, unless it is withdrawn', () => {
    const expiresAt = new Date('2026-12-06T00:00:00Z');
    const state = (at: string, withdrawnAt: Date | null = null) =>
      linkState({ expiresAt, withdrawnAt }, new Date(at));
    expect(state('2026-12-05T23:59:59.999Z')).toBe('active');
    expect(state('2026-12-06T00:00:00Z')).toBe('expired');
    expect(state('2026-12-01T00:00:00Z', NOW)).toBe('withdrawn');
    expect(lastDayOfLink(expiresAt)).toBe('2026-12-05');
  });

  it('shows who withdrew it and when, and how often it was opened', () => {
    expect(describeLinkState({ state: 'active', withdrawn: null })).toBe('Active');
    expect(describeLinkState({ state: 'withdrawn', withdrawn: { by: 'Robin Hale', at: NOW } })).toBe(
      'Withdrawn by Robin Hale, 22 November 2026, 9:32am',
    );
    expect(describeOpened({ opened: 0, lastOpenedAt: null })).toBe('Not yet');
    expect(describeOpened({ opened: 1, lastOpenedAt: NOW })).toBe('1 time, last 22 November 2026, 9:32am');
    expect(describeOpened({ opened: 3, lastOpenedAt: NOW })).toBe('3 times, last 22 November 2026, 9:32am');
  });
});
