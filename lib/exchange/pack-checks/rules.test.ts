import { expect, it } from 'vitest';
import { describeCheckedPack, parseFingerprint } from './rules.ts';

const HASH = '0123456789abcdef'.repeat(4);

it.each([
  HASH,
  HASH.toUpperCase(),
  ` ${HASH.match(/.{8}/g)?.join(' ')}\n`,
  HASH.match(/../g)?.join(':') ?? '',
  `SHA-256: ${HASH}`,
])('reads a fingerprint as it is typed: %j', (typed) => {
  expect(parseFingerprint(typed)).toBe(HASH);
});

it.each(['', HASH.slice(1), `${HASH}0`, HASH.replace('f', 'g'), `${HASH} pack.zip`])(
  'takes nothing else: %j',
  (typed) => {
    expect(parseFingerprint(typed)).toBeNull();
  },
);

it('names the volume only where there are several', () => {
  const kept = { number: 12, copyOf: null, form: 'zip', volume: 2, volumes: 3, state: 'removed' } as const;
  const at = new Date('2026-12-03T09:30:00Z');
  const keysOf = (volumes: number) =>
    describeCheckedPack({ council: 'Exampleshire', at, kept: { ...kept, volumes } }).map(({ key }) => key);
  expect(keysOf(3)).toEqual(['Council', 'Pack', 'Volume', 'Made', 'Now']);
  expect(keysOf(1)).toEqual(['Council', 'Pack', 'Made', 'Now']);
});
