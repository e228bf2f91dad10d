import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { undoBatchSchema } from './schema.ts';

it.each([
  ['kind=pdf&sort=title', { kind: 'pdf', sort: 'title' }],
  ['kind=exe&page=3&https://elsewhere.example=1', {}],
  ['', {}],
  [undefined, undefined],
])('takes of the view to go back to (%s) only what the evidence list knows', (query, known) => {
  expect(undoBatchSchema.parse({ batch: randomUUID(), query }).query).toEqual(known);
});
