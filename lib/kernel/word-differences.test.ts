import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growth } from '#tests/setup/cpu-time.ts';
import { passagesOf, wordDifferences } from './word-differences.ts';

const without = (kind: 'added' | 'removed', pieces: ReturnType<typeof wordDifferences>) =>
  pieces
    .filter((piece) => piece.kind !== kind)
    .map(({ text }) => text)
    .join('');

describe('wordDifferences', () => {
  it('marks whole words, in order', () => {
    expect(wordDifferences('People wait 34 days.', 'People wait 19 days, no more.')).toEqual([
      { kind: 'same', text: 'People wait ' },
      { kind: 'removed', text: '34' },
      { kind: 'added', text: '19' },
      { kind: 'same', text: ' days' },
      { kind: 'added', text: ', no more' },
      { kind: 'same', text: '.' },
    ]);
  });

  it('sees new lines and accents', () => {
    expect(wordDifferences('Café', 'Cafe')).toHaveLength(2);
    expect(wordDifferences('One\nTwo', 'One\n\nTwo').some(({ kind }) => kind === 'added')).toBe(true);
  });

  it.each([
    ['', '', []],
    ['', 'New', [{ kind: 'added', text: 'New' }]],
    ['Old', '', [{ kind: 'removed', text: 'Old' }]],
    ['Same', 'Same', [{ kind: 'same', text: 'Same' }]],
  ])('from %o to %o', (before, after, pieces) => {
    expect(wordDifferences(before, after)).toEqual(pieces);
  });

  it('always gives both texts back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const pieces = wordDifferences(before, after);
        expect([without('added', pieces), without('removed', pieces)]).toEqual([before, after]);
      }),
    );
  });

  it('gives both texts back where words come again and again, in another order', () => {
    const words = fc.array(fc.constantFrom('a', 'care', 'wait', ' ', '. ', '\n', '19', 'é'), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(words, words, (one, other) => {
        const [before, after] = [one.join(''), other.join('')];
        const pieces = wordDifferences(before, after);
        expect([without('added', pieces), without('removed', pieces)]).toEqual([before, after]);
        expect(pieces.every(({ kind, text }, at) => text !== '' && kind !== pieces[at + 1]?.kind)).toBe(true);
      }),
    );
  });

  it('leaves alone what stayed around a sentence that was added, dropped or changed', () => {
    const [first, second, third] = ['We listen. ', 'Waits fell to 19 days. ', 'Carers say so.'];
    expect(wordDifferences(`${first}${third}`, `${first}${second}${third}`)).toEqual([
      { kind: 'same', text: first },
      { kind: 'added', text: second },
      { kind: 'same', text: third },
    ]);
    expect(wordDifferences(`${first}${second}${third}`, `${first}${third}`)).toEqual([
      { kind: 'same', text: first },
      { kind: 'removed', text: second },
      { kind: 'same', text: third },
    ]);
    expect(
      wordDifferences(`${first}${second}${third}`, `${first}${second.replace('19', '12')}${third}`),
    ).toEqual([
      { kind: 'same', text: `${first}Waits fell to ` },
      { kind: 'removed', text: '19' },
      { kind: 'added', text: '12' },
      { kind: 'same', text: ` days. ${third}` },
    ]);
  });

  it('replaces as a whole a sentence of which hardly a word stayed', () => {
    const before = 'Three of four reviews were late last year.';
    const after = 'Carers now have one named worker each.';
    expect(wordDifferences(`We listen. ${before}`, `We listen. ${after}`)).toEqual([
      { kind: 'same', text: 'We listen. ' },
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ]);
  });

  it('finds a sentence with one word changed among others that are new, and leaves no crumbs between those', () => {
    const sentence = (whose: string) =>
      `${whose} framework asks every worker to start from what the person can do. `;
    const pieces = wordDifferences(
      `${sentence('A new')}It starts in April; three cases in four were good.`,
      `${sentence('Our')}Audits in June show that it has taken hold, and the person’s words were in most. ${'More came since. '.repeat(9)}.`,
    );
    expect(pieces.filter(({ kind }) => kind === 'same').map(({ text }) => text)).toEqual([
      sentence('').replace(/^ /, ' '),
      '.',
    ]);
  });

  it('replaces the longest texts that have nothing in common as a whole, at once', () => {
    const before = 'a '.repeat(5_000);
    const after = 'b '.repeat(5_000);
    expect(wordDifferences(before, after)).toEqual([
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ]);
  });

  it.each([2, 3, 5, 9, 50])(
    'compares texts of which every %i. word differs in time that grows with them, up to the longest',
    async (every) => {
      const textsOf = (length: number) => {
        const words = Array.from({ length }, (_, at) => `w${(at * 7_919) % 600}${at % 17 === 0 ? '.' : ''}`);
        const changed = words.map((word, at) => (at % every === 0 ? `x${at}` : word));
        return [words.join(' '), changed.join(' ')] as const;
      };
      const grown = await growth(900, (length) => {
        const [before, after] = textsOf(length);
        return () => wordDifferences(before, after);
      });
      expect(grown).toBeLessThan(3);
      const [before, after] = textsOf(1_800);
      const pieces = wordDifferences(before, after);
      expect([without('added', pieces), without('removed', pieces)]).toEqual([before, after]);
    },
  );
});

describe('passagesOf', () => {
  const shown = (before: string, after: string) =>
    passagesOf(wordDifferences(before, after))
      .map(({ kind, text }) => (kind === 'same' ? text : kind === 'left out' ? '…' : `[${text.trim()}]`))
      .join('');
  const filler = Array.from({ length: 30 }, (_, at) => `word${at}`).join(' ');

  it('keeps the changes, whole words beside them, and says where words are left out', () => {
    const text = (days: string) => `${filler}. People wait ${days} days. ${filler}.`;
    expect(shown(text('34'), text('19'))).toBe(
      '…word28 word29. People wait [34][19] days. word0 word1 word2 word3…',
    );
  });

  it('leaves out nothing between changes that are near, and sets paragraphs as running text', () => {
    expect(shown('One.\n\nPeople wait 34 days.', 'One.\n\nPeople wait 19 days.')).toBe(
      'One. People wait [34][19] days.',
    );
  });

  it('keeps every changed word, whatever the texts', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const pieces = wordDifferences(before, after);
        const changed = (all: readonly { kind: string; text: string }[]) =>
          all
            .filter(({ kind }) => kind === 'added' || kind === 'removed')
            .map(({ text }) => text.replaceAll(/\s/g, ''));
        expect(changed(passagesOf(pieces))).toEqual(changed(pieces));
      }),
    );
  });
});
