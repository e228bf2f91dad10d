import { expect, it } from 'vitest';
import { webAddressField } from '#lib/platform/forms/web-address-field.ts';
import { growth } from '#tests/setup/cpu-time.ts';
import { cleanWebAddress } from './web-address.ts';

const field = webAddressField('Enter the address of the document');

it.each([
  ['https://example.org/\u200b', 'https://example.org/'],
  [' <https://example.org/a> ', 'https://example.org/a'],
  ['<URL:https://example.org/a>', 'https://example.org/a'],
  ['“https://example.org/a”,', 'https://example.org/a'],
  ['\u202ahttps://example.org/a\u202c', 'https://example.org/a'],
  ['https://example.org/\u200blong/\u00adpath', 'https://example.org/long/path'],
  ['https://example.org/a-\r\n  report.pdf', 'https://example.org/a-report.pdf'],
  ['https://example.org/report.pdf.', 'https://example.org/report.pdf'],
  ['(https://example.org/a)', 'https://example.org/a'],
  ['https://example.org/a_(b)', 'https://example.org/a_(b)'],
  ['https://example.org/wiki/Care_Inc.', 'https://example.org/wiki/Care_Inc.'],
  ['https://example.org/a?b=c;d', 'https://example.org/a?b=c;d'],
  ['https://example.org/می\u200cخ', 'https://example.org/%D9%85%DB%8C%E2%80%8C%D8%AE'],
  ['HTTPS://Example.org', 'https://example.org/'],
])('%j is kept as %s', (pasted, address) => {
  expect(field.parse(pasted)).toBe(address);
  expect(field.parse(address)).toBe(address);
});

it.each([
  'example.org/a',
  'www.example.org',
  'javascript:alert(1)',
  'java\u200bscript:alert(1)',
  'https://',
  'https://a b',
])('%j is refused', (pasted) => {
  expect(field.safeParse(pasted).error?.issues[0]?.message).toMatch(/^Enter an address that starts with/);
});

it.each(['"', ' ', '\u200b', '<', '@', '?', '\u202c', ')', '\n'])(
  'takes time in proportion to length, of %j',
  async (unit) => {
    expect(
      await growth(20_000, (length) => {
        const typed = `a${unit.repeat(length)}x@a`;
        return () => cleanWebAddress(typed);
      }),
    ).toBeLessThan(3);
  },
);

it('is looked at for its length first', () => {
  const typed = `a${'"'.repeat(100_000)}@b.gov.uk`;
  expect(field.safeParse(typed).error?.issues[0]?.message).toMatch(/characters or less$/);
});
