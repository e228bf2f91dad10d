import { expect, it } from 'vitest';
import { compareRecipes } from './compare-recipes.ts';

const RECORDED = '{"content":{"version":1},"items":{"E1":{"needsRedaction":false}},"pack":12}';

it.each([
  [
    RECORDED.replace('false', 'true'),
    'The first difference is in items.E1.needsRedaction: true instead of false.',
  ],
  [RECORDED.replace('"pack":12', '"pack":12,"z":1'), 'The first difference is in z: 1 instead of nothing.'],
  [RECORDED.replace('"version":1', ''), 'The first difference is in content.version: nothing instead of 1.'],
  [RECORDED.replace('{"content"', '{ "content"'), ': it says the same, written in another way.'],
  [RECORDED.slice(1), ': this one is not JSON.'],
  ['12', 'The first difference is in the whole: 12 instead of '],
])('names the first difference of %s', (recipe, difference) => {
  expect(compareRecipes(recipe, RECORDED)).toContain(difference);
});

it('finds none in the recorded recipe', () => {
  expect(compareRecipes(RECORDED, RECORDED)).toBeNull();
});
