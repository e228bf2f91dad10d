import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { limitedLog } from './limited-log.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('writes a few lines a second for each kind, and how many more there were', () => {
  const lines: string[] = [];
  const log = limitedLog((kind, facts) => lines.push(`${kind} ${JSON.stringify(facts)}`), 2);
  for (let number = 1; number <= 5_000; number += 1) log('refused', { number });
  log('slow', {});
  log('refused', { reason: 'method' });
  expect(lines).toEqual([
    'refused {"number":1}',
    'refused {"number":2}',
    'slow {}',
    'refused {"reason":"method"}',
  ]);
  vi.advanceTimersByTime(1_000);
  expect(lines.slice(4)).toEqual(['refused {"more":4998}']);
  log('refused', { number: 1 });
  expect(lines.at(-1)).toBe('refused {"number":1}');
  vi.advanceTimersByTime(1_000);
  expect(lines).toHaveLength(6);
});
