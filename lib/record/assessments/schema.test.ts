import { describe, expect, it } from 'vitest';
import { fieldErrors } from '#lib/platform/forms/read-form.ts';
import { NARRATIVE_LIMIT, SCORE_REASON_LIMIT } from './rules.ts';
import { confirmCarriedSchema, saveStatementSchema, statementFields } from './schema.ts';

const hidden = { assessment: '0198a5c0-0000-7000-8000-000000000000', version: '3' };
/** What every page sends, with or without text. */
const empty = { ...hidden, strengths: '', improvements: '', impact: '' };
const schema = saveStatementSchema('QS7');

function errorsOf(given: Record<string, unknown>): Record<string, string> {
  const parsed = schema.safeParse({ ...empty, ...given });
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

  it('reads no selection and the clear choice as not scored', () => {
    expect(schema.parse({ ...empty, completed: 'no' })).toMatchObject({ score: null, strengths: '' });
    expect(schema.parse({ ...empty, completed: 'no', score: 'none' })).toMatchObject({ score: null });
  });

  it('reads blank text as empty', () => {
    expect(schema.parse({ ...empty, completed: 'no', strengths: ' \n\t ' })).toMatchObject({
      strengths: '',
    });
  });

  it.each(['strengths', 'improvements', 'impact'])('does not take %s for empty that was not sent', (text) => {
    expect(errorsOf({ completed: 'no', [text]: undefined })).toEqual({
      '': expect.stringContaining('this page is out of date'),
    });
  });

  it('takes a reason for a new score, ignores blanks and allows 2,000 characters', () => {
    const reason = (scoreReason: string) => ({ ...empty, completed: 'no', score: '3', scoreReason });
    expect(schema.parse(reason('  Waits\nfell.  '))).toMatchObject({ scoreReason: 'Waits\nfell.' });
    for (const blank of ['', ' \n\t\u00a0']) {
      expect(schema.parse(reason(blank)).scoreReason).toBeUndefined();
    }
    expect(errorsOf(reason('x'.repeat(SCORE_REASON_LIMIT)))).toEqual({});
    expect(errorsOf(reason('x'.repeat(SCORE_REASON_LIMIT + 1)))).toEqual({
      scoreReason: 'Reason must be 2,000 characters or less. It is 2,001 now',
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

  it('gives the length of a narrative and its limit', () => {
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

describe('confirmCarriedSchema', () => {
  const assessment = '0198a5c0-0000-7000-8000-000000000000';

  it('takes an assessment and the version that was read, including 0', () => {
    expect(confirmCarriedSchema.parse({ assessment, version: '0' })).toEqual({ assessment, version: 0 });
  });

  it.each([{ version: '-1' }, { version: '1.5' }, { version: '2147483648' }, { assessment: 'x' }])(
    'refuses %o',
    (given) => {
      expect(confirmCarriedSchema.safeParse({ assessment, version: '1', ...given }).success).toBe(false);
    },
  );
});
