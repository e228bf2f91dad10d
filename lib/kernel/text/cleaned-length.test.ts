import { describe, expect, it } from 'vitest';
import { cleanText } from './clean.ts';
import { cleanedLength } from './cleaned-length.ts';

describe('cleanedLength', () => {
  it.each([
    '',
    ' \n\t ',
    'Waits are down (E1) – by 15 days: “at last”…\n\n• £1,234.50, café, Łukasz, 5 € and 78%',
    'soft\u00adhyphen, zero\u200bwidth, line\u2028end',
    'Cafe\u0301, Zoe\u0308 and ਸਤਿ 👩🏽‍🦽',
    '\u0000\u0007bell',
    '\u200b\u200b',
  ])('is that of the cleaned text: %j', async (text) => {
    expect(await cleanedLength(text)).toBe(cleanText(text).length);
  });

  it('is so for every single character of the plain ones', async () => {
    for (let code = 0; code < 0x2100; code += 1) {
      const text = `a${String.fromCharCode(code)}b`;
      expect([code, await cleanedLength(text)]).toEqual([code, cleanText(text).length]);
    }
  });
});
