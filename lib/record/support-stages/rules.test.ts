import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { describeDue, proposedPlanDue, stageOn } from '#lib/record/support-stages/rules.ts';

describe('a stage of support', () => {
  it.each<[CalendarDate, CalendarDate | null]>([
    ['2025-09-03', null],
    ['2025-09-04', '2025-09-04'],
    ['2025-09-30', '2025-09-04'],
    ['2025-10-01', '2025-10-01'],
    ['2026-10-01', '2025-10-01'],
  ])('of %s is the latest that has begun', (day, fromOn) => {
    const stages = [{ fromOn: '2025-10-01' }, { fromOn: '2025-09-04' }] as const;
    expect(stageOn(stages, day)?.fromOn ?? null).toBe(fromOn);
    expect(stageOn(stages.toReversed(), day)?.fromOn ?? null).toBe(fromOn);
  });

  it('proposes three months for the plan under enhanced support alone', () => {
    expect(proposedPlanDue('enhanced', '2026-11-30')).toBe('2027-02-28');
    expect(proposedPlanDue('sector_led', '2026-11-30')).toBeNull();
    expect(proposedPlanDue('statutory', '2026-11-30')).toBeNull();
  });

  it.each<[CalendarDate, string]>([
    ['2026-11-30', 'was due on 30 November 2026'],
    ['2026-12-01', 'is due today'],
    ['2026-12-02', 'is due on 2 December 2026, in 1 day'],
  ])('says when the plan is due: %s', (due, said) => {
    expect(describeDue(due, '2026-12-01')).toBe(said);
  });
});
