import { describe, expect, it } from 'vitest';
import { SHARING_REASON_LIMIT } from './rules.ts';
import { sharingSchema } from './schema.ts';

const given = { shared: ['signed'], reason: '', version: '0' };
const messages = (input: object) => {
  const parsed = sharingSchema.safeParse({ ...given, ...input });
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => [path[0], message]);
};

describe('the form of an agreement', () => {
  it('takes parts in any order, without duplicates', () => {
    expect(
      sharingSchema.parse({ ...given, shared: ['strength', 'statements', 'live', 'live'], reason: ' Why ' }),
    ).toEqual({ shared: ['live', 'statements', 'strength'], reason: 'Why', version: 0 });
  });

  it('requires a part, unless sharing is stopped', () => {
    expect(messages({ shared: [] })).toEqual([['shared', 'Select what you want to share']]);
    expect(sharingSchema.parse({ ...given, shared: [], withdraw: 'yes', version: '3' })).toMatchObject({
      shared: [],
      version: 3,
    });
  });

  it('stops all sharing, whatever is selected', () => {
    expect(sharingSchema.parse({ ...given, withdraw: 'yes' }).shared).toEqual([]);
    expect(sharingSchema.parse({ ...given, shared: ['statements'], withdraw: 'yes' }).shared).toEqual([]);
  });

  it('requires a result with statement scores', () => {
    const message = 'Select a result as well: statement scores are those of a result that is shown';
    expect(messages({ shared: ['statements'] })).toEqual([['shared', message]]);
    expect(messages({ shared: ['statements', 'strength'] })).toEqual([['shared', message]]);
    for (const result of ['signed', 'live']) expect(messages({ shared: ['statements', result] })).toEqual([]);
    expect(messages({ shared: ['strength'] })).toEqual([]);
  });

  it('refuses unknown parts, long reasons and invalid versions', () => {
    expect(messages({ shared: ['narratives'] })).toEqual([
      ['shared', 'Select what may be shown from the list'],
    ]);
    expect(messages({ reason: 'x'.repeat(SHARING_REASON_LIMIT) })).toEqual([]);
    expect(messages({ reason: 'x'.repeat(SHARING_REASON_LIMIT + 1) })).toEqual([
      ['reason', 'Reason must be 2,000 characters or less. It is 2,001 now'],
    ]);
    for (const version of ['-1', '1.5', 'x', '2147483648']) expect(messages({ version })).toHaveLength(1);
  });
});
