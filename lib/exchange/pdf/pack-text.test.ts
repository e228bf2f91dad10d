import { describe, expect, it } from 'vitest';
import { loadFonts } from './fonts.ts';
import { packText } from './pack-text.ts';
import { SCRIPT_LANGUAGES, SCRIPT_TEXTS } from './testing/pack-fixtures.ts';

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
    expect(covers([0x13a0])).toBe(false);
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
    for (const [script, lang] of Object.entries(SCRIPT_LANGUAGES)) {
      const rtl = ['Urdu', 'Hebrew', 'Kurdish', 'Pashto'].includes(script);
      expect(paragraphs(SCRIPT_TEXTS[script as keyof typeof SCRIPT_TEXTS])[0]).toMatchObject({ rtl, lang });
    }
    expect(paragraphs('مرحبا')[0]).toMatchObject({ rtl: true, lang: 'ar' });
    expect(paragraphs('ቐዳም')[0]).toMatchObject({ rtl: false, lang: 'ti' });
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
    for (const part of [parts].flat(2)) expect(String(part).length).toBeLessThanOrEqual(16);
    expect(paragraphs('Head of commissioning', 12)[0]?.lines).toEqual([['Head of ', ['commissi', 'oning']]]);
    expect(paragraphs('multidisciplinary safeguarding')[0]?.lines).toEqual([
      'multidisciplinary safeguarding',
    ]);
  });

  it('splits a line at the references that lead somewhere, and loses nothing', () => {
    const text = `E1 and (E12, p.4) but not E3, in ${'a'.repeat(50)} E4 sheet 2.`;
    const asked: unknown[] = [];
    const [paragraph] = paragraphs(text, 44, (reference, page) => {
      asked.push([reference, page]);
      return reference === 'E3' ? null : { to: `at-${reference}`, elsewhere: null };
    });
    const parts = [paragraph?.lines[0] ?? []].flat();
    const linked = parts.flatMap((part) => (typeof part === 'object' && 'text' in part ? part : []));
    expect(linked.map(({ text: words, to }) => [words, to])).toEqual([
      ['E1', 'at-E1'],
      ['E12, p.4', 'at-E12'],
      ['E4 sheet 2', 'at-E4'],
    ]);
    expect(asked).toEqual([
      ['E1', null],
      ['E12', 4],
      ['E3', null],
      ['E4', null],
    ]);
    const words = parts.flatMap((part) => (typeof part === 'object' && 'text' in part ? part.text : part));
    expect(words.flat().join('')).toBe(text);
    expect(paragraphs('Nothing of E3')[0]?.lines).toEqual(['Nothing of E3']);
  });

  it('leaves scripts without spaces to be broken by their own rules', () => {
    for (const text of [SCRIPT_TEXTS.Chinese.repeat(4), SCRIPT_TEXTS.Japanese, SCRIPT_TEXTS.Thai])
      expect(paragraphs(text, 12)[0]?.lines).toEqual([text]);
    expect(paragraphs('计划https://example.org/plan见', 12)[0]?.lines).toEqual([
      ['计划', ['https://', 'example.', 'org/', 'plan'], '见'],
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
    expect(clean('ᎠᎡ and Ꭰ')).toBe('[U+13A0 U+13A1] and [U+13A0]');
    expect(clean('lone \ud800 half')).toBe('lone \ufffd half');
  });

  it('keeps text that the fonts cover as typed', () => {
    for (const text of Object.values(SCRIPT_TEXTS)) expect(clean(text)).toBe(text);
  });
});
