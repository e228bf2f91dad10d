import { describe, expect, it } from 'vitest';
import { fieldErrors } from '#lib/platform/forms/read-form.ts';
import { linkFields, linkSchema } from './schema.ts';

const NOW = new Date('2026-11-22T09:32:00Z');
const GIVEN = {
  forWhom: 'Health scrutiny committee',
  lastDay: '2026-12-05',
};

function errors(change: Partial<Record<keyof typeof GIVEN, string | undefined>>) {
  const parsed = linkSchema(NOW).safeParse({ ...GIVEN, ...change });
  return parsed.success ? [] : fieldErrors(parsed.error, linkFields).map(({ message }) => message);
}

describe('the form of a link', () => {
  it('accepts today to the thirtieth day, and puts the name on one line', () => {
    for (const lastDay of ['2026-11-22', '2026-12-05', '2026-12-21']) expect(errors({ lastDay })).toEqual([]);
    expect(linkSchema(NOW).parse({ ...GIVEN, forWhom: '  The \n board ' }).forWhom).toBe('The board');
  });

  it.each([
    [{ forWhom: ' ' }, 'Enter who the link is for'],
    [{ forWhom: undefined }, 'Enter who the link is for'],
    [{ forWhom: 'x'.repeat(121) }, 'Who the link is for must be 120 characters or less'],
    [{ forWhom: 'a\u202eb' }, 'Who the link is for contains hidden characters. Type it again'],
    [{ lastDay: '' }, 'Enter the date the link should expire'],
    [{ lastDay: '31/2/2026' }, 'Expiry date must be a real date, like 5 12 2026'],
    [{ lastDay: '2026-11-21' }, 'Expiry date must be today or in the future'],
    [
      { lastDay: '2026-12-22' },
      'Expiry date must be 21 December 2026 or earlier. A link can last up to 30 days',
    ],
  ])('says of %o: %s', (change, message) => {
    expect(errors(change)).toEqual([message]);
  });
});
