import { describe, expect, it } from 'vitest';
import { NOTHING, SCRIPTS } from './testing/texts.ts';
import { isVisible } from './visible.ts';

describe('isVisible', () => {
  it.each(NOTHING)('is false of %s', (_, text) => {
    expect(isVisible(text)).toBe(false);
  });

  it.each([...SCRIPTS, '⠃', '.', '\u200b4\u200b', 'e\u0301'])('is true of %j', (text) => {
    expect(isVisible(text)).toBe(true);
  });
});
