import { expect, it } from 'vitest';
import { compareNames } from './order.ts';

it('sorts names as people do', () => {
  const names = [
    'Zoe',
    'Álvarez',
    'Evans',
    'de Souza',
    'Davies',
    'alvarez 2',
    'Alvarez',
    'Alvarez 10',
    'Łukasz',
    'Lund',
  ];
  expect(names.toSorted(compareNames)).toEqual([
    'Alvarez',
    'Álvarez',
    'alvarez 2',
    'Alvarez 10',
    'Davies',
    'de Souza',
    'Evans',
    'Łukasz',
    'Lund',
    'Zoe',
  ]);
});
