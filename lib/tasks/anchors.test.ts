import { describe, expect, it } from 'vitest';
import { readAnchors } from './anchors.ts';

const HASH = 'ab12cd34'.repeat(8);
const OTHER = '0123456789abcdef'.repeat(4);
const GROUPS = Array.from({ length: 8 }, () => 'ab12cd34');

describe('readAnchors', () => {
  it.each([
    ['council first', ['exampleshire', '812', HASH]],
    ['council last', ['812', HASH, 'exampleshire']],
    ['hash first', [HASH, '812', 'exampleshire']],
    ['as it is printed', ['exampleshire', 'Last', 'event:', '812,', 'fingerprint', ...GROUPS]],
    ['as it was printed', ['exampleshire', 'event', '812,', 'hash', ...GROUPS]],
    ['as one word', [`exampleshire event 812, fingerprint ${GROUPS.join(' ')}`]],
    ['in capitals', ['exampleshire', '812', HASH.toUpperCase()]],
  ])('takes %s', (_how, words) => {
    expect(readAnchors(words)).toEqual([{ council: 'exampleshire', seq: 812, hash: HASH }]);
  });

  it('takes several, with or without a council', () => {
    expect(readAnchors(['first', '1', HASH, 'second', '2', ...GROUPS, 'third', OTHER, '3'])).toEqual([
      { council: 'first', seq: 1, hash: HASH },
      { council: 'second', seq: 2, hash: HASH },
      { council: 'third', seq: 3, hash: OTHER },
    ]);
    expect(readAnchors(['5', HASH, '6', OTHER])).toEqual([
      { council: null, seq: 5, hash: HASH },
      { council: null, seq: 6, hash: OTHER },
    ]);
    expect(readAnchors(['1', HASH, 'first', OTHER, '2', 'second'])).toEqual([
      { council: 'first', seq: 1, hash: HASH },
      { council: 'second', seq: 2, hash: OTHER },
    ]);
    expect(readAnchors([])).toEqual([]);
  });

  it.each([
    ['no hash', ['exampleshire', '812'], 'Give the number of an event and its fingerprint'],
    ['no number', ['exampleshire', HASH], 'Give the number of an event and its fingerprint'],
    ['a hash cut short', ['exampleshire', '812', ...GROUPS.slice(1)], 'must have 64 digits. You gave 56'],
    ['a digit too few', ['exampleshire', '812', HASH.slice(1)], 'must have 64 digits. You gave 63'],
    ['something else', ['exampleshire', '812', HASH, '--force'], '“--force” is not a council’s slug'],
    ['event 0', ['exampleshire', '0', HASH], '“0” is not a council’s slug'],
  ])('refuses %s in one line', (_what, words, message) => {
    expect(() => readAnchors(words)).toThrow(message);
  });
});
