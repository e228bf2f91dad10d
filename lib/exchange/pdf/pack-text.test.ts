import { describe, expect, it } from 'vitest';
import { loadFonts } from './fonts.ts';
import { packText } from './pack-text.ts';
import { SCRIPT_TEXTS } from './testing/pack-fixtures.ts';

const { covers } = loadFonts();
const { paragraphs, clean } = packText(covers);

describe('the fonts', () => {
  it('cover every character of the scripts and symbols in packs', () => {
    for (const [script, text] of Object.entries(SCRIPT_TEXTS)) {
      for (const character of text)
        expect(covers([character.codePointAt(0) ?? 0]), `${script}: ${character}`).toBe(true);
    }
  });

  it('do not claim to cover missing characters', () => {
    expect(covers([0x4e2d])).toBe(false);
    expect(covers([0xe000])).toBe(false);
  });
});

describe('paragraphs', () => {
  it('keeps paragraphs and line breaks', () => {
    expect(paragraphs('One\ntwo\n\n\nThree\r\nfour')).toEqual([
      { rtl: false, lang: null, lines: ['One', 'two'] },
      { rtl: false, lang: null, lines: ['Three', 'four'] },
    ]);
  });

  it('finds direction and language, line by line within a paragraph', () => {
    expect(paragraphs(`Feedback:\n${SCRIPT_TEXTS.Urdu}\n2026`)).toEqual([
      { rtl: false, lang: null, lines: ['Feedback:'] },
      { rtl: true, lang: 'ur', lines: [SCRIPT_TEXTS.Urdu, '2026'] },
    ]);
    expect(paragraphs(SCRIPT_TEXTS.Bengali)[0]).toMatchObject({ rtl: false, lang: 'bn' });
    expect(paragraphs(SCRIPT_TEXTS.Punjabi)[0]).toMatchObject({ rtl: false, lang: 'pa' });
    expect(paragraphs('مرحبا')[0]).toMatchObject({ rtl: true, lang: 'ar' });
    expect(paragraphs(`Mostly English with ${SCRIPT_TEXTS.Tamil.slice(0, 4)}`)[0]).toMatchObject({
      lang: null,
    });
  });

  it('adds places to break only to long words, and loses nothing', () => {
    const address = `https://example.org/${'a'.repeat(60)}`;
    const [paragraph] = paragraphs(`See ${address} soon`);
    const parts = paragraph?.lines[0];
    expect(Array.isArray(parts)).toBe(true);
    expect([parts].flat(2).join('')).toBe(`See ${address} soon`);
    for (const part of [parts].flat(2)) expect(part?.length).toBeLessThanOrEqual(16);
    expect(paragraphs('Head of commissioning', 12)[0]?.lines).toEqual([['Head of ', ['commissi', 'oning']]]);
    expect(paragraphs('multidisciplinary safeguarding')[0]?.lines).toEqual([
      'multidisciplinary safeguarding',
    ]);
  });

  it('is one empty line for empty text', () => {
    expect(paragraphs(' \n ')).toEqual([{ rtl: false, lang: null, lines: [''] }]);
  });
});

describe('clean', () => {
  it('removes invisible characters and names those that no font has', () => {
    expect(clean('a\u0000\u001bb')).toBe('ab');
    expect(clean('\u202eexe.fdp\u202c')).toBe('exe.fdp');
    expect(clean('中文 and 中')).toBe('[U+4E2D U+6587] and [U+4E2D]');
    expect(clean('lone \ud800 half')).toBe('lone \ufffd half');
  });

  it('keeps text that the fonts cover as typed', () => {
    for (const text of Object.values(SCRIPT_TEXTS)) expect(clean(text)).toBe(text);
  });
});
