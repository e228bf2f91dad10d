import { describe, expect, it } from 'vitest';
import { addDays, type CalendarDate } from '#lib/kernel/dates.ts';
import { isWorkingDay, workingDaysBetween } from '#lib/kernel/working-days.ts';
import { countdown, datesInPlan, datesOf, formatDays, nextStep, type StepRow, stepState } from './dates.ts';
import { INSPECTION_KINDS, NOTICE, PLANS } from './plans.ts';

const row = (key: string, given: Partial<StepRow> = {}): StepRow => ({
  ...{ key, name: '', setOn: null, days: null, doneOn: null },
  ...given,
});

const on = (notice: CalendarDate, rows: readonly StepRow[] = []) =>
  Object.fromEntries(datesOf('full', notice, rows).map(({ key, startsOn }) => [key, startsOn]));

describe('the dates of an inspection', () => {
  it('are worked out as far as they can be known', () => {
    expect(on('2026-11-16')).toEqual({
      ...{ notice: '2026-11-16', return: '2026-12-07', cases: null, announced: null, leadership: null },
      ...{ data: null, visit: null, draft: null, accuracy: null, published: null },
    });
  });

  it('say by when the visit usually is, while nobody knows', () => {
    const visit = (rows: readonly StepRow[]) =>
      datesOf('full', '2026-11-16', rows).find(({ key }) => key === 'visit');
    expect(visit([])).toMatchObject({ startsOn: null, usuallyBy: '2027-06-07' });
    expect(visit([row('return', { setOn: '2026-12-31' })])).toMatchObject({ usuallyBy: '2027-06-30' });
  });

  it('follow the visit once it is announced', () => {
    expect(on('2026-11-16', [row('announced', { setOn: '2027-01-25' })])).toMatchObject({
      ...{ visit: '2027-03-15', leadership: '2027-02-15', data: '2027-03-08' },
      ...{ draft: '2027-06-07', accuracy: '2027-06-21' },
    });
  });

  it('follow a date that was set, and the day on which something of CQC’s was done', () => {
    const rows = [row('visit', { setOn: '2025-02-10' }), row('draft', { doneOn: '2025-04-11' })];
    // Good Friday and Easter Monday are between.
    expect(on('2025-01-06', rows)).toMatchObject({ draft: '2025-04-11', accuracy: '2025-04-29' });
  });

  it('stay where they are when what they follow is set after them', () => {
    const done = row('return', { setOn: '2026-12-07', doneOn: '2026-12-03' });
    expect(on('2026-11-20', [done]).return).toBe('2026-12-07');
  });

  it('have the steps of the council’s own among them', () => {
    const own = row('own.1', { name: 'Scrutiny committee', setOn: '2026-12-01', days: 2 });
    const steps = datesOf('full', '2026-11-16', [own]);
    expect(steps.map(({ key }) => key).slice(0, 4)).toEqual(['notice', 'own.1', 'return', 'cases']);
    expect(steps[1]).toMatchObject({ name: 'Scrutiny committee', endsOn: '2026-12-02', isOwn: true });
  });

  it('say where they come from', () => {
    const steps = datesOf('full', '2026-11-16', [row('visit', { setOn: '2027-03-15' })]);
    const origins = Object.fromEntries(steps.map(({ key, origin }) => [key, origin]));
    expect(origins).toMatchObject({
      ...{ notice: 'notice', return: 'worked out', announced: 'not known', visit: 'set' },
    });
  });

  it('are uncertain beyond the bank holidays that are published', () => {
    const rows = [row('draft', { setOn: '2028-12-20' })];
    const accuracy = datesOf('full', '2028-06-01', rows).find(({ key }) => key === 'accuracy');
    expect(accuracy).toMatchObject({ startsOn: '2029-01-05', isCertain: false });
  });

  it('refuse a circle', () => {
    const [first, second] = PLANS.full;
    if (!first || !second) throw new Error('The plan has no steps');
    const plan = [
      { ...first, key: 'a', rule: { from: 'b', days: 1 } },
      { ...second, key: 'b', rule: { from: 'a', days: 1 } },
    ];
    expect(() => datesInPlan(plan, '2026-11-16', [])).toThrow(RangeError);
  });
});

describe.each(INSPECTION_KINDS)('the plan of %s', (kind) => {
  it('starts with the notice and follows only its own steps', () => {
    const keys = PLANS[kind].map(({ key }) => key);
    expect(keys[0]).toBe(NOTICE);
    expect(new Set(keys).size).toBe(keys.length);
    const followed = PLANS[kind].flatMap(({ rule }) => rule?.from ?? []);
    expect(followed.filter((key) => !keys.includes(key))).toEqual([]);
  });

  it('keeps every distance, whatever day the notice comes', () => {
    const broken: string[] = [];
    for (let notice: CalendarDate = '2026-10-01'; notice < '2027-02-01'; notice = addDays(notice, 1)) {
      const steps = datesOf(kind, notice, [row('announced', { setOn: addDays(notice, 60) })]);
      const at = new Map(steps.map(({ key, startsOn }) => [key, startsOn]));
      for (const { key, rule } of PLANS[kind]) {
        const [from, to] = [rule && at.get(rule.from), at.get(key)];
        if (!rule || !from || !to) continue;
        const isKept =
          'days' in rule
            ? to === addDays(from, rule.days)
            : isWorkingDay(to) && workingDaysBetween(from, to) === rule.workingDays;
        if (!isKept) broken.push(`${notice} ${key}`);
      }
    }
    expect(broken).toEqual([]);
  });
});

it.each([
  ['2026-12-08', 'council', 'overdue'],
  ['2026-12-08', 'cqc', 'passed'],
  ['2026-12-07', 'council', 'today'],
  ['2026-12-06', 'council', 'near'],
  ['2026-11-30', 'council', 'near'],
  ['2026-11-29', 'council', 'ahead'],
] as const)('on %s, a step of %s of 7 December is %s', (today, whose, state) => {
  const step = { startsOn: '2026-12-07', endsOn: '2026-12-07', whose } as const;
  expect(stepState({ ...step, doneOn: null }, today)).toBe(state);
  expect(stepState({ ...step, doneOn: '2026-12-01' }, today)).toBe('done');
});

it('waits for the first step that is not done and has a date', () => {
  const rows = [row('return', { doneOn: '2026-12-01' }), row('visit', { setOn: '2027-03-15' })];
  expect(nextStep(datesOf('full', '2026-11-16', rows))?.key).toBe('leadership');
  expect(nextStep(datesOf('conversation', '2026-11-16', [row('documents', { doneOn: '2026-12-01' })]))).toBe(
    null,
  );
});

it.each([
  ['2026-11-25', 'in 12 days, on Monday 7 December 2026'],
  ['2026-12-06', 'tomorrow, Monday 7 December 2026'],
  ['2026-12-07', 'today'],
  ['2026-12-08', 'until Wednesday 9 December 2026'],
  ['2026-12-10', '1 day ago, on Wednesday 9 December 2026'],
] as const)('counts on %s: %s', (today, words) => {
  expect(countdown({ startsOn: '2026-12-07', endsOn: '2026-12-09' }, today)).toBe(words);
});

it('writes days in words', () => {
  expect(formatDays({ startsOn: null, endsOn: null })).toBe(null);
  expect(formatDays({ startsOn: '2026-12-07', endsOn: '2026-12-07' })).toBe('Monday 7 December 2026');
  expect(formatDays({ startsOn: '2027-03-15', endsOn: '2027-03-17' })).toBe('15 to 17 March 2027');
  expect(formatDays({ startsOn: '2027-03-30', endsOn: '2027-04-01' })).toBe('30 March 2027 to 1 April 2027');
});
