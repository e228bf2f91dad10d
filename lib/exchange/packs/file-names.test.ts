import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '#lib/kernel/text/testing/texts.ts';
import { STATEMENTS } from '#lib/scoring/index.ts';
import { LONGEST, type NamedItem, pathsOf } from './file-names.ts';

function itemOf(number: number, change: Partial<NamedItem> = {}): NamedItem {
  return {
    ...{ reference: `E${number}`, title: 'Assessment policy', name: 'policy.pdf', version: 1 },
    groups: ['QS1'],
    ...change,
  };
}

const pathOf = (change: Partial<NamedItem>) => pathsOf([itemOf(1, change)], STATEMENTS).get('E1');

describe('the path of a file', () => {
  it.each<[string, Partial<NamedItem>, string]>([
    ['its statement, number, title and version', { version: 4 }, 'QS1-01 Assessment policy v4.pdf'],
    ['no ending twice', { title: 'Assessment policy.PDF' }, 'QS1-01 Assessment policy.pdf'],
    ['no ending of its own', { name: 'policy' }, 'QS1-01 Assessment policy'],
    ['no path of its own', { title: '../2025/26: "Plan"?' }, 'QS1-01 -2025-26 - -Plan--.pdf'],
    [
      'a dash for a colon',
      { title: 'Survey 2026: what people say at 9:30' },
      'QS1-01 Survey 2026 - what people say at 9-30.pdf',
    ],
    ['a title from right to left', { title: '\u202eשלום\u200f' }, 'QS1-01 שלום.pdf'],
    ['emoji', { title: '👩🏽‍🦽 plan' }, 'QS1-01 👩🏽‍🦽 plan.pdf'],
    ['composed letters', { title: 'Ty\u0302 Gwyn' }, 'QS1-01 Tŷ Gwyn.pdf'],
  ])('has %s', (_what, change, name) => {
    expect(pathOf(change)).toBe(`QS1 Assessing needs/${name}`);
  });

  it('is cut between characters, before version and ending', () => {
    expect(pathOf({ title: '👩🏽‍🦽'.repeat(100), version: 12 })).toMatch(
      /^QS1 .*\/QS1-01 (👩🏽‍🦽)+ v12\.pdf$/u,
    );
    expect(pathOf({ title: 'a'.repeat(300) })?.length).toBe('QS1 Assessing needs/'.length + 120);
  });

  it('is in the folder of the first statement that uses it, numbered there', () => {
    const items = [
      itemOf(1),
      itemOf(2, { groups: ['QS2', 'QS1'], title: 'assessment policy' }),
      itemOf(3),
      itemOf(4, { groups: [] }),
    ];
    expect([...pathsOf(items, STATEMENTS).values()]).toEqual([
      'QS1 Assessing needs/QS1-01 Assessment policy.pdf',
      'QS2 Supporting people to live healthier lives/QS2-01 assessment policy.pdf',
      'QS1 Assessing needs/QS1-02 Assessment policy.pdf',
      'Other evidence/E4 Assessment policy.pdf',
    ]);
  });

  it('can be unpacked anywhere, each beside the others, whatever people typed', () => {
    const words = fc.oneof(anyText, fc.constantFrom('', '.', 'CON', 'a', 'A', '界'.repeat(255), '/../x'));
    const items = fc.array(fc.record({ title: words, name: words }), { maxLength: 20 });
    fc.assert(
      fc.property(items, (typed) => {
        const paths = [
          ...pathsOf(
            typed.map((item, index) => itemOf(index, item)),
            STATEMENTS,
          ).values(),
        ];
        expect(new Set(paths.map((path) => path.normalize('NFC').toLowerCase())).size).toBe(typed.length);
        for (const path of paths) {
          const [folder = '', name = '', ...rest] = path.split('/');
          expect(rest).toEqual([]);
          expect(folder).toBe('QS1 Assessing needs');
          expect(name.length).toBeLessThanOrEqual(LONGEST.file.characters);
          expect(Buffer.byteLength(name)).toBeLessThanOrEqual(LONGEST.file.bytes);
          expect(name).toBe(name.normalize('NFC').toWellFormed());
          expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f]|^[ .]|[ .]$/u);
        }
      }),
      // Marks on both sides of a letter that is taken out.
      { examples: [[[{ title: '\u064b\u{11cfa}\u09cd', name: '' }]]] },
    );
  });
});
