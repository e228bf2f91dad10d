import { expect, it } from 'vitest';
import { assignStatementSchema } from './schema.ts';

const id = '0198a5c0-0000-7000-8000-000000000000';
const parse = (dueOn: unknown) =>
  assignStatementSchema.safeParse({ assessment: id, owner: '', helpers: [], dueOn });

it.each([
  ['', null],
  ['2027-03-27', '2027-03-27'],
  ['2028-02-29', '2028-02-29'],
])('takes %o as the due date', (dueOn, date) => {
  expect(parse(dueOn).data?.dueOn).toBe(date);
});

it.each(['31/2/2027', '2027-02-31', '//2027', 'tomorrow', undefined])('refuses %o', (dueOn) => {
  expect(parse(dueOn).error?.issues.map(({ message }) => message)).toEqual([
    'Due date must be a real date, like 27 3 2027',
  ]);
});
