import { expect, it, vi } from 'vitest';
import { cacheFor } from './cache-for.ts';

it('asks once for everyone within the time, and again after it', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  let asked = 0;
  const ask = cacheFor(async () => {
    asked += 1;
    return asked;
  }, 3_000);
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
  vi.advanceTimersByTime(2_999);
  expect(await ask()).toBe(1);
  vi.advanceTimersByTime(1);
  expect(await ask()).toBe(2);
  vi.useRealTimers();
});
