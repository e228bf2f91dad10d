import { describe, expect, it } from 'vitest';
import { COMMENT_LIMIT } from './rules.ts';
import { addCommentSchema } from './schema.ts';

const ID = '0198a5c0-0000-7000-8000-000000000000';
const errorOf = (given: object) =>
  addCommentSchema.safeParse({ body: 'Words', ...given }).error?.issues[0]?.message;

describe('addCommentSchema', () => {
  it('accepts text in any script and trims it', () => {
    const parsed = addCommentSchema.parse({ body: ' আপনি\nŁukasz 👩🏽‍🦽 ', thread: '' });
    expect(parsed).toEqual({
      body: 'আপনি\nŁukasz 👩🏽‍🦽',
      mention: [],
      thread: null,
      assessment: null,
    });
  });

  it('takes a thread and people', () => {
    expect(addCommentSchema.parse({ body: 'x', thread: ID, mention: [ID] })).toMatchObject({
      thread: ID,
      mention: [ID],
    });
  });

  it.each([
    [{ body: '' }, 'Enter a comment'],
    [{ body: ' \n ' }, 'Enter a comment'],
    [{ body: undefined }, 'Enter a comment'],
    [{ body: 'x'.repeat(COMMENT_LIMIT) }, undefined],
    [{ body: 'x'.repeat(COMMENT_LIMIT + 1) }, 'Comment must be 4,000 characters or less. It is 4,001 now'],
    [{ mention: ['Sam'] }, 'Select people from the list'],
    [{ thread: 'x' }, 'Open this page again, then write your comment'],
    [{ assessment: 'x' }, 'Open this page again, then write your comment'],
  ])('answers %#', (given, message) => {
    expect(errorOf(given)).toBe(message);
  });
});
