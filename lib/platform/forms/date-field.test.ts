import { describe, expect, it } from 'vitest';
import { dateField } from './date-field.ts';

describe('dateField', () => {
  const asOf = new Date('2026-06-30T23:30:00Z'); // 1 July in London
  const messages = (field: ReturnType<typeof dateField>, value: unknown) =>
    field.safeParse(value).error?.issues.map(({ message }) => message);

  it.each([
    ['1800-01-01', undefined],
    ['2026-07-01', undefined],
    ['', undefined],
    ['2026-07-02', ['Date of the evidence must not be in the future']],
    ['2206-11-21', ['Date of the evidence must not be in the future']],
    ['1799-12-31', ['Date of the evidence must be 1 January 1800 or later']],
    ['1/4/24', ['Date of the evidence must have a year of 4 digits, like 2026']],
    ['1/MÄRZ/2026', ['Date of the evidence must be a real date, like 27 3 2026']],
    ['31/2/2026', ['Date of the evidence must be a real date, like 27 3 2026']],
    ['1//', ['Date of the evidence must be a real date, like 27 3 2026']],
  ])('says of evidence of %o: %o', (value, expected) => {
    expect(messages(dateField('evidence', { called: 'Date of the evidence', asOf }), value)).toEqual(
      expected,
    );
  });

  it.each([
    ['statementDue', '9999-12-31', 'It must be 1 July 2031 or earlier'],
    ['statementTarget', '9999-12-31', 'It must be 1 July 2036 or earlier'],
    ['measureTarget', '2036-07-02', 'It must be 1 July 2036 or earlier'],
    ['linkEnds', '2026-06-30', 'It must be today or in the future'],
    ['linkEnds', '2026-07-31', 'It must be 30 July 2026 or earlier. A link can last up to 30 days'],
  ] as const)('bounds %s: %s', (purpose, value, message) => {
    expect(messages(dateField(purpose, { called: 'It', asOf }), value)).toEqual([message]);
  });

  it('asks for a date that is missing where one is needed', () => {
    const field = dateField('measureTarget', { called: 'The day', missing: 'Enter the day', asOf });
    expect([messages(field, ''), messages(field, undefined)]).toEqual([['Enter the day'], ['Enter the day']]);
    expect(dateField('statementDue', { called: 'Due date', asOf }).parse('')).toBeNull();
  });
});
