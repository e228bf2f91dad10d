import { expect, it } from 'vitest';
import { webAddressField } from '#lib/forms/web-address-field.ts';

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
