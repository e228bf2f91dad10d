import { expect, it } from 'vitest';
import { itemLabel, itemName, nameOfLabel } from '#lib/record/returns/rules.ts';

it('calls an item the same by its label as by itself', () => {
  for (const item of [
    { number: '7', position: 7 },
    { number: 'B(2)', position: 1 },
    { number: '', position: 12 },
    { number: '', position: 0 },
  ])
    expect(nameOfLabel(itemLabel(item))).toBe(itemName(item));
});
