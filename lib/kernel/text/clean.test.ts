import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growth } from '#tests/setup/cpu-time.ts';
import { cleanLine, cleanText, hasDirectionOverride, storableText } from './clean.ts';
import { anyText, NOTHING, SCRIPTS } from './testing/texts.ts';

describe('storableText', () => {
  it('writes line ends as one sign, and takes out what PostgreSQL cannot hold', () => {
    expect(storableText('a\r\nb\rc\nd\r\n\r\ne')).toBe('a\nb\nc\nd\n\ne');
    expect(storableText('a\u0000b\ud83dc\udc00')).toBe('ab\ufffdc\ufffd');
  });

  it('leaves every other character as it was typed', () => {
    const text = 'Łukasz, Tŷ W\u0302 বাংলা ਪੰਜਾਬੀ اردو 👩🏽‍🦽 \u200d\u202e\t';
    expect(storableText(text)).toBe(text);
  });
});

describe('cleanText', () => {
  it.each(NOTHING)('makes nothing of %s', (_, text) => {
    expect(cleanText(text)).toBe('');
    expect(cleanLine(text)).toBe('');
  });

  it.each(SCRIPTS)('leaves %s as it is', (text) => {
    expect(cleanText(text)).toBe(text);
    expect(cleanLine(text)).toBe(text);
  });

  it.each([
    ['composes', 'Cafe\u0301s', 'Cafés'],
    ['takes Word’s line break for one', 'First.\vSecond', 'First.\nSecond'],
    ['takes every other line end for one', 'a\r\nb\rc\fd\u0085e\u2028f\u2029g', 'a\nb\nc\nd\ne\nf\ng'],
    ['keeps Word’s hyphen that does not break', '2025\u001e26', '2025\u201126'],
    ['takes out controls', 'a\u0000b\u0007c\u001fd\u007fe\u009ff', 'abcdef'],
    ['keeps tabs and blank lines', 'a\tb\n\n  c', 'a\tb\n\n  c'],
    ['takes out soft hyphens and byte order marks', '\ufeffre\u00adablement', 'reablement'],
    ['takes out joiners between letters that do not join', 'Ti\u200dt\u200cl\u200be\u200b', 'Title'],
    ['keeps one joiner of several', 'می\u200c\u200cخواهم', 'می\u200cخواهم'],
    ['takes out a non-joiner at the end', 'می\u200c', 'می'],
    ['takes out what picks a variant of a letter that has none', 'Title\ufe0f 1\ufe0f', 'Title 1'],
    ['takes out a text that is hidden in tags', '🏴\u{e0041}\u{e0042} a\u{e0043}', '🏴 a'],
    ['takes out marks of direction in left-to-right text', '\u200e27/\u200e03/2026', '27/03/2026'],
    [
      'takes out what turns or embeds direction',
      'a\u202eb\u202cc \u2066d\u2069 \u202aمرحبا\u202c',
      'abc d مرحبا',
    ],
    ['takes out notes between lines and places of pictures', '\ufff9a\ufffab\ufffb\ufffc', 'ab'],
    ['shows where half a character was', 'a\ud83d', 'a\ufffd'],
  ])('%s', (_, typed, clean) => {
    expect(cleanText(typed)).toBe(clean);
  });

  it('comes to an end at once: twice is the same, composed, without controls, whatever it is given', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        for (const clean of [cleanText, cleanLine]) {
          const text = clean(typed);
          expect(clean(text)).toBe(text);
          expect(text.normalize('NFC')).toBe(text);
          expect(text).not.toMatch(
            /(?![\t\n])\p{Cc}|\p{Noncharacter_Code_Point}|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/u,
          );
        }
        expect(cleanLine(typed)).not.toMatch(/[\t\n]|^\s|\s$|\s\s/);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    'a',
    '\u200d',
    'م\u064b',
    '\u064b\u200d',
    '👩\ufe0f\u200d',
    '\u{1f3f4}\u{e0061}',
    '\u0301',
    '\u0301\u0323',
    '\u0301\u200b\u0323\u2060',
    '\u200b\u200e',
  ])('takes time in proportion to its length, of %j', async (unit) => {
    expect(
      await growth(20_000, (length) => {
        const text = unit.repeat(length);
        return () => [cleanText(text), cleanLine(text)];
      }),
    ).toBeLessThan(3);
  });
});

describe('hasDirectionOverride', () => {
  it('is true of overrides, and of no language', () => {
    expect(hasDirectionOverride('invoice\u202efdp.exe')).toBe(true);
    expect(hasDirectionOverride('\u202dabc')).toBe(true);
    expect(SCRIPTS.filter(hasDirectionOverride)).toEqual([]);
  });
});
