import { describe, expect, it } from 'vitest';
import { fieldErrors } from '#lib/forms/read-form.ts';
import { startAssessmentSchema, startFields } from './schema.ts';

describe('startAssessmentSchema', () => {
  const cycle = {
    name: 'Cycle',
    startsOn: '2026-04-01',
    endsOn: '2027-03-31',
    content: 'carried',
    closes: '',
  };
  const startErrors = (given: Record<string, unknown>) => {
    const parsed = startAssessmentSchema.safeParse({ ...cycle, ...given });
    return parsed.success ? [] : fieldErrors(parsed.error, startFields);
  };

  it('takes a name and a period, of one day even', () => {
    expect(startErrors({ name: '  Cycle  ' })).toEqual([]);
    expect(startErrors({ endsOn: cycle.startsOn })).toEqual([]);
  });

  it.each([
    [{ name: ' ' }, 'name', 'Enter a name for the assessment'],
    [{ name: undefined }, 'name', 'Enter a name for the assessment'],
    [{ name: 'x'.repeat(121) }, 'name', 'Name must be 120 characters or less'],
    [{ startsOn: '' }, 'startsOn', 'Enter the date the period starts'],
    [{ startsOn: '2026-02-31' }, 'startsOn', 'Enter the date the period starts'],
    [{ startsOn: '31/2/2026' }, 'startsOn', 'Enter the date the period starts'],
    [{ endsOn: undefined }, 'endsOn', 'Enter the date the period ends'],
    [{ endsOn: '2026-03-31' }, 'endsOn', 'The end of the period must be the same as or after its start'],
    [{ content: undefined }, 'content', 'Select what the assessment starts with'],
    [{ content: 'half' }, 'content', 'Select what the assessment starts with'],
    [{ closes: undefined }, '', 'Open this page again from the list of cycles'],
    [{ closes: 'x' }, '', 'Open this page again from the list of cycles'],
  ])('refuses %o', (given, field, message) => {
    expect(startErrors(given)).toEqual([{ field, message }]);
  });
});
