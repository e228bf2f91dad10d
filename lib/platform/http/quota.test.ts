import { expect, it } from 'vitest';
import { Quota } from './quota.ts';

it('gives one network its share and everyone the rest, and takes back', () => {
  const quota = new Quota(5, 3);
  expect([1, 2, 3, 4].map(() => quota.take('1.2.3.4'))).toEqual(['taken', 'taken', 'taken', 'network-busy']);
  expect(quota.take('5.6.7.8', 3)).toBe('busy');
  expect(quota.take('5.6.7.8', 2)).toBe('taken');
  expect(quota.take('9.9.9.9')).toBe('busy');
  quota.give('1.2.3.4');
  expect(quota.take('9.9.9.9')).toBe('taken');
  expect(quota.take('1.2.3.4')).toBe('busy');
});

it('always has room for nothing', () => {
  const quota = new Quota(1, 1);
  quota.take('a');
  expect(quota.take('b', 0)).toBe('taken');
});
