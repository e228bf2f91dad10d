import { describe, expect, it } from 'vitest';
import { fieldErrors } from '#lib/platform/forms/read-form.ts';
import { CLOSING_REASON_LIMIT } from '#lib/work/cycles/rules.ts';
import {
  closingFields,
  confirmClosingSchema,
  declineClosingSchema,
  startAssessmentSchema,
  startFields,
  undoClosingSchema,
} from './schema.ts';

describe('startAssessmentSchema', () => {
  const cycle = {
    name: 'Cycle',
    startsOn: '2026-04-01',
    endsOn: '2027-03-31',
    content: 'carried',
    closes: '',
    asks: 'no',
  };
  const startErrors = (given: Record<string, unknown>) => {
    const parsed = startAssessmentSchema.safeParse({ ...cycle, ...given });
    return parsed.success ? [] : fieldErrors(parsed.error, startFields);
  };

  it('takes a name and a period, whose length is checked by the command', () => {
    expect(startErrors({ name: '  Cycle  ' })).toEqual([]);
    expect(startErrors({ endsOn: cycle.startsOn })).toEqual([]);
  });

  it.each([
    [{ name: ' ' }, 'name', 'Enter a name for the assessment'],
    [{ name: undefined }, 'name', 'Enter a name for the assessment'],
    [{ name: 'x'.repeat(121) }, 'name', 'Name must be 120 characters or less'],
    [{ startsOn: '' }, 'startsOn', 'Enter the date the period starts'],
    [{ startsOn: '2026-02-31' }, 'startsOn', 'The date the period starts must be a real date, like 1 4 2026'],
    [{ startsOn: '31/2/2026' }, 'startsOn', 'The date the period starts must be a real date, like 1 4 2026'],
    [
      { startsOn: '1/4/26' },
      'startsOn',
      'The date the period starts must have a year of 4 digits, like 2026',
    ],
    [{ endsOn: undefined }, 'endsOn', 'Enter the date the period ends'],
    [{ endsOn: '2026-03-31' }, 'endsOn', 'The end of the period must be the same as or after its start'],
    [{ content: undefined }, 'content', 'Select whether to copy from the last assessment'],
    [{ content: 'half' }, 'content', 'Select whether to copy from the last assessment'],
    [{ closes: undefined }, '', 'Open this page again from the list of cycles'],
    [{ asks: 'maybe' }, '', 'Open this page again from the list of cycles'],
    [{ closes: 'x' }, '', 'Open this page again from the list of cycles'],
  ])('refuses %o', (given, field, message) => {
    expect(startErrors(given)).toEqual([{ field, message }]);
  });
});

describe('the steps of a closing', () => {
  const id = '0198a5c0-0000-7000-8000-000000000000';
  const place = { assessment: id, step: '2' };
  const errors = (parsed: ReturnType<typeof declineClosingSchema.safeParse>) =>
    parsed.success ? [] : fieldErrors(parsed.error, closingFields);

  it.each([undefined, '', ' \n'])('need a reason to decline or undo, which %j is not', (reason) => {
    expect(errors(declineClosingSchema.safeParse({ ...place, reason }))).toEqual([
      { field: 'reason', message: 'Enter why you are declining' },
    ]);
    const undo = undoClosingSchema.safeParse({ ...place, started: id, reason });
    expect(undo.error && fieldErrors(undo.error, closingFields)).toEqual([
      { field: 'reason', message: 'Enter why you are undoing the closing' },
    ]);
  });

  it('allow a reason of up to 2,000 characters', () => {
    const reason = 'x'.repeat(CLOSING_REASON_LIMIT);
    expect(declineClosingSchema.safeParse({ ...place, reason }).success).toBe(true);
    expect(errors(declineClosingSchema.safeParse({ ...place, reason: `${reason}x` }))).toEqual([
      { field: 'reason', message: 'Reason must be 2,000 characters or less. It is 2,001 now' },
    ]);
  });

  it('need the confirmation and the hash of the content read', () => {
    const content = 'a'.repeat(64);
    expect(confirmClosingSchema.safeParse({ ...place, content, confirmed: 'yes' }).success).toBe(true);
    const unticked = confirmClosingSchema.safeParse({ ...place, content });
    expect(unticked.error && fieldErrors(unticked.error, closingFields)).toEqual([
      { field: 'confirmed', message: 'Confirm that you have read what will change' },
    ]);
    for (const other of [undefined, '', 'A'.repeat(64)]) {
      expect(confirmClosingSchema.safeParse({ ...place, content: other, confirmed: 'yes' }).success).toBe(
        false,
      );
    }
  });
});
