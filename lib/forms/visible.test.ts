import { describe, expect, it } from 'vitest';
import { optionalReasonField, reasonField } from './reason-field.ts';
import { isVisible } from './visible.ts';

const NOTHING = [
  '',
  ' \n\t\u00a0\u3000',
  '\u200b',
  '\u2060',
  '\u2800',
  '\u3164',
  '\u115f\u1160\uffa0',
  '\u00ad',
  '\u202e',
  '\u200e\u200f\u061c\u2066\u2069',
  '\u034f\ufe0f\u180e\ufeff',
  '\u{e0041}\u{e0100}\u{1d173}',
  '\u0007\u0085',
  '\ufff9\ufffa\ufffb',
  ' \u200b \u2800\n\u3164 ',
].map((text) => [
  JSON.stringify(text).replaceAll(/[^ -~]/gu, (c) => `<${c.codePointAt(0)?.toString(16)}>`),
  text,
]);

const TEXTS = [
  'Waits fell.',
  'انتظار کم ہو گیا ہے',
  'می\u200cخواهم',
  '\u200fاردو\u200f',
  '👩🏽‍🦽',
  '❤️',
  'e\u0301',
  'ক্ষ',
  '한',
  '⠃',
  '.',
  '\u200b4\u200b',
];

describe('isVisible', () => {
  it.each(NOTHING)('is false of %s', (_, text = '') => {
    expect(isVisible(text)).toBe(false);
  });

  it.each(TEXTS)('is true of %j', (text) => {
    expect(isVisible(text)).toBe(true);
  });
});

describe('a reason', () => {
  const needed = reasonField(20, 'Enter why');
  const optional = optionalReasonField(20);

  it.each(NOTHING)('is missing that is nothing but %s', (_, text) => {
    expect(needed.safeParse(text).error?.issues.map(({ message }) => message)).toEqual(['Enter why']);
    expect(optional.parse(text)).toBe('');
  });

  it.each(TEXTS)('may be %j, and stays as it is', (text) => {
    expect(needed.parse(` ${text}\n`)).toBe(text);
    expect(optional.parse(` ${text}\n`)).toBe(text);
  });

  it('has its limit', () => {
    expect(needed.safeParse('x'.repeat(21)).success).toBe(false);
    expect(optional.safeParse('x'.repeat(21)).success).toBe(false);
    expect(optional.parse(undefined)).toBe('');
  });
});
