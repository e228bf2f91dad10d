import { expect, it } from 'vitest';
import { href } from './href.ts';

it('is an address of app with its values and what is in the query', () => {
  const statement = { council: 'west', statement: 'QS1' };
  expect(href('/councils/[council]/assessment/[statement]', statement)).toBe('/councils/west/assessment/QS1');
  expect(
    href('/councils/[council]/evidence', { council: 'west' }, { words: 'a & b', page: 2, kept: '' }),
  ).toBe('/councils/west/evidence?words=a+%26+b&page=2');
  // @ts-expect-error app has no such page
  expect(href('/councils/[council]/nowhere', { council: 'west' })).toBe('/councils/west/nowhere');
  // @ts-expect-error the page of a statement has one
  expect(href('/councils/[council]/assessment/[statement]', { council: 'west' })).toContain('undefined');
});
