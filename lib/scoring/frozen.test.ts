import { describe, expect, it } from 'vitest';
import { frozen } from './frozen.ts';

describe('frozen', () => {
  it('returns the same value, frozen all the way down', () => {
    const value = { list: [{ name: 'a' }], none: null, number: 1 };
    expect(frozen(value)).toBe(value);
    expect(Object.isFrozen(value)).toBe(true);
    expect(Object.isFrozen(value.list)).toBe(true);
    expect(Object.isFrozen(value.list[0])).toBe(true);
  });

  it('passes through what cannot be frozen', () => {
    expect(frozen(1)).toBe(1);
    expect(frozen(null)).toBeNull();
  });
});
