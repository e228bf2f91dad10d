import { expect, it } from 'vitest';
import { removeCorrectionSchema } from './schema.ts';

it('removes the correction of one result', () => {
  const authority = 'E09000007';
  expect(removeCorrectionSchema.safeParse({ id: `${authority}-pilot`, authority }).success).toBe(true);
  expect(removeCorrectionSchema.safeParse({ id: 'E1', authority }).success).toBe(false);
  expect(removeCorrectionSchema.safeParse({ id: authority, authority: '../members' }).success).toBe(false);
});
