import { describe, expect, it } from 'vitest';
import { ASSIGNABLE_ROLES, dueState, formatDue, leftToDo } from './rules.ts';

describe('leftToDo', () => {
  const whole = {
    carried: false,
    isProposed: false,
    score: 4,
    hasNarrative: true,
    evidenceCount: 1,
  } as const;

  it('lists what is missing in page order', () => {
    expect(leftToDo({ ...whole, score: null, hasNarrative: false, evidenceCount: 0 })).toBe(
      'A score, reasons and evidence missing',
    );
    expect(leftToDo({ ...whole, hasNarrative: false })).toBe('Reasons missing');
  });

  it('is ready only if nothing is missing, unconfirmed or locked', () => {
    expect(leftToDo(whole)).toBe('Ready to mark as completed');
    expect(leftToDo({ ...whole, carried: true })).toBe('Carried forward, not confirmed');
    expect(leftToDo({ ...whole, isProposed: true })).toBe('Locked while awaiting sign-off');
    expect(leftToDo({ ...whole, carried: true, evidenceCount: 0 })).toBe(
      'Carried forward, not confirmed. Evidence missing',
    );
  });
});

describe('ASSIGNABLE_ROLES', () => {
  it('are the roles that may write a statement', () => {
    expect(ASSIGNABLE_ROLES).toEqual(['contributor', 'lead']);
  });
});

describe('formatDue', () => {
  it.each([
    ['2026-12-03', 'far', 'Due on 3 December 2026'],
    ['2026-11-30', 'far', 'Due on 30 November 2026'],
    ['2026-11-29', 'near', 'Due on 29 November 2026, in 7 days'],
    ['2026-11-23', 'near', 'Due on 23 November 2026, in 1 day'],
    ['2026-11-22', 'near', 'Due today'],
    ['2026-11-21', 'overdue', 'Overdue: was due on 21 November 2026'],
  ] as const)('of %s, on 22 November 2026', (dueOn, state, words) => {
    expect(dueState(dueOn, '2026-11-22')).toBe(state);
    expect(formatDue(dueOn, '2026-11-22')).toBe(words);
  });

  it.each([
    // The weeks when the clocks change, of 167 and 169 hours.
    ['2026-03-25', '2026-04-01', 'near'],
    ['2026-03-25', '2026-04-02', 'far'],
    ['2026-10-22', '2026-10-29', 'near'],
    ['2026-10-22', '2026-10-30', 'far'],
  ] as const)('counts days, not hours, from %s to %s', (today, dueOn, state) => {
    expect(dueState(dueOn, today)).toBe(state);
  });
});
