import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordDifferences } from './word-differences.ts';

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

  it('gives up word by word on the longest texts that have nothing in common, in bounded time', () => {
    const before = 'a '.repeat(5_000);
    const after = 'b '.repeat(5_000);
    const start = performance.now();
    expect(wordDifferences(before, after)).toEqual([
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ]);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
