import { expect, it } from 'vitest';
import { idOf } from './id-of.ts';

it('names a part after its text, whatever its elements', () => {
  expect(idOf('table', 'Measures of Safeguarding')).toBe('table-measures-of-safeguarding');
  expect(idOf('section', ['Nine ', <bdi key="b">Café & co</bdi>, 9])).toBe('section-nine-café-co9');
  expect(idOf('section', null)).toBe('section-');
});
