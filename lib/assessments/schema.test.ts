import { describe, expect, it } from 'vitest';
import { fieldErrors } from '#lib/forms/read-form.ts';
import { NARRATIVE_LIMIT } from './rules.ts';
import { saveStatementSchema, startAssessmentSchema, startFields, statementFields } from './schema.ts';

const hidden = { assessment: '0198a5c0-0000-7000-8000-000000000000', version: '3' };
const schema = saveStatementSchema('QS7');

function errorsOf(given: Record<string, unknown>): Record<string, string> {
  const parsed = schema.safeParse({ ...hidden, ...given });
  if (parsed.success) return {};
  return Object.fromEntries(
    fieldErrors(parsed.error, statementFields).map(({ field, message }) => [field, message]),
  );
}

describe('saveStatementSchema', () => {
  it('reads a whole form', () => {
    const form = {
      score: '3',
      strengths: 'Good',
      improvements: '',
      impact: ' kept as typed ',
      completed: 'yes',
    };
    expect(schema.parse({ ...form, ...hidden })).toEqual({
      score: 3,
      strengths: 'Good',
      improvements: '',
      impact: ' kept as typed ',
      completed: true,
      assessment: hidden.assessment,
      version: 3,
    });
  });

  it('takes nothing chosen, and the way back, for not scored', () => {
    expect(schema.parse({ ...hidden, completed: 'no' })).toMatchObject({ score: null, strengths: '' });
    expect(schema.parse({ ...hidden, completed: 'no', score: 'none' })).toMatchObject({ score: null });
  });

  it('takes blanks for nothing', () => {
    expect(schema.parse({ ...hidden, completed: 'no', strengths: ' \n\t ' })).toMatchObject({
      strengths: '',
    });
  });

  it.each(['0', '5', '-1', '1.5', '01', 'three', ' 3', '', '3,4', 'constructor', 3])(
    'refuses a score of %j',
    (score) => {
      expect(errorsOf({ score, completed: 'no' })).toEqual({ score: 'Select a score for Safeguarding' });
    },
  );

  it('asks whether the section is completed', () => {
    expect(errorsOf({ score: '3' })).toEqual({ completed: "Select whether you've completed this section" });
    expect(errorsOf({ score: '3', completed: 'maybe' })).toHaveProperty('completed');
  });

  it('needs a score and a reason to complete', () => {
    expect(errorsOf({ completed: 'yes' })).toEqual({
      score: 'Select a score for Safeguarding',
      strengths: 'Enter why you gave this score',
    });
    expect(errorsOf({ completed: 'yes', score: '2', strengths: '   ' })).toEqual({
      strengths: 'Enter why you gave this score',
    });
    expect(errorsOf({ completed: 'yes', score: '2', impact: 'It helped' })).toEqual({});
  });

  it('says how long a narrative is and may be', () => {
    const long = 'x'.repeat(NARRATIVE_LIMIT);
    expect(errorsOf({ completed: 'no', strengths: long, improvements: long, impact: long })).toEqual({});
    expect(errorsOf({ completed: 'no', improvements: `${long}yz` })).toEqual({
      improvements: 'What we need to improve must be 10,000 characters or less. It is 10,002 now',
    });
  });

  it.each([
    { version: undefined },
    { version: 'x' },
    { version: '-1' },
    { version: '1.5' },
    { version: '1e99' },
    { version: '2147483648' },
    { assessment: undefined },
    { assessment: 'x' },
    { assessment: "' OR 1=1" },
  ])('asks to open the page again for %o', (given) => {
    expect(errorsOf({ completed: 'no', ...given })).toEqual({
      '': 'Open this page again from the list of statements',
    });
  });
});

describe('startAssessmentSchema', () => {
  const cycle = { name: 'Cycle', startsOn: '2026-04-01', endsOn: '2027-03-31' };
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
  ])('refuses %o', (given, field, message) => {
    expect(startErrors(given)).toEqual([{ field, message }]);
  });
});
