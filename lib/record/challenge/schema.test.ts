import { afterAll, describe, expect, it } from 'vitest';
import { addFramework } from '#lib/frameworks/known.ts';
import { fieldErrors } from '#lib/platform/forms/read-form.ts';
import { FICTIONAL_FRAMEWORK, removeAddedFrameworks } from '#tests/setup/fictional-framework.ts';
import { CHALLENGE_REASON_LIMIT } from './rules.ts';
import { blindFields, challengeFields, giveChallengeSchema, setBlindSchema } from './schema.ts';

addFramework(FICTIONAL_FRAMEWORK);
afterAll(removeAddedFrameworks);

const sent = {
  score: '2',
  reason: ' Reviews are late.\n',
  assessment: '0198a5c0-0000-7000-8000-000000000000',
  version: '0',
  ownHidden: 'yes',
};

function errorsOf(given: object): unknown {
  const parsed = giveChallengeSchema('QS7').safeParse({ ...sent, ...given });
  return parsed.success ? [] : fieldErrors(parsed.error, challengeFields);
}

describe('giveChallengeSchema', () => {
  it('takes the scores of the statement’s framework', () => {
    expect(giveChallengeSchema('F7').parse({ ...sent, score: '5' }).score).toBe(5);
    expect(giveChallengeSchema('F7').safeParse({ ...sent, score: '6' }).success).toBe(false);
  });

  it('takes a score with its reason', () => {
    expect(giveChallengeSchema('QS7').parse(sent)).toEqual({
      ...sent,
      score: 2,
      reason: 'Reviews are late.',
      version: 0,
      ownHidden: true,
    });
  });

  it.each(['', '0', '5', 'none', '2.5', undefined])('refuses the score %j', (score) => {
    expect(errorsOf({ score })).toEqual([{ field: 'score', message: 'Select your score for Safeguarding' }]);
  });

  it('requires a reason within the limit', () => {
    for (const reason of [undefined, '', ' \n ']) {
      expect(errorsOf({ reason })).toEqual([
        { field: 'reason', message: 'Enter why you are giving this score' },
      ]);
    }
    expect(errorsOf({ reason: 'x'.repeat(CHALLENGE_REASON_LIMIT) })).toEqual([]);
    expect(errorsOf({ reason: 'x'.repeat(CHALLENGE_REASON_LIMIT + 1) })).toEqual([
      { field: 'reason', message: 'Reason must be 4,000 characters or less. It is 4,001 now' },
    ]);
  });

  it.each([
    { version: '-1' },
    { version: 'x' },
    { version: '2147483648' },
    { assessment: 'x' },
    { ownHidden: '' },
  ])('refuses a missing or invalid hidden field: %j', (given) => {
    expect(errorsOf(given)).toEqual([{ field: '', message: 'Open this page again from the statement' }]);
  });
});

describe('setBlindSchema', () => {
  it('accepts yes or no, and asks when neither is selected', () => {
    const { assessment } = sent;
    expect(setBlindSchema.parse({ assessment, blind: 'yes' })).toEqual({ assessment, blind: true });
    expect(setBlindSchema.parse({ assessment, blind: 'no' })).toEqual({ assessment, blind: false });
    const parsed = setBlindSchema.safeParse({ assessment });
    expect(parsed.error && fieldErrors(parsed.error, blindFields)).toEqual([
      { field: 'blind', message: 'Select whether challenge scores are given blind' },
    ]);
  });
});
