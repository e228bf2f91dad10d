import { randomUUID } from 'node:crypto';
import { makeBatch } from '#lib/record/batches/commands.ts';
import { getSelection } from '#lib/record/batches/queries.ts';
import { processMember } from './process-member.ts';

// A separate process in which a lead tags all evidence, with one tag after another, for tests to kill. Reports each.

const [slug = '', personId = '', first = ''] = process.argv.slice(2);
const lead = await processMember(slug, personId, 'lead');
for (let number = Number(first); ; number += 1) {
  const { items, seen } = await getSelection(lead, { view: {} });
  const numbers = items.map(({ reference }) => Number(reference.slice(1)));
  const change = { do: 'tag' as const, tags: [`Tag ${number}`] };
  const { outcome } = await makeBatch(lead, { ...change, items: numbers, seen, batch: randomUUID() });
  process.send?.([number, outcome]);
}
