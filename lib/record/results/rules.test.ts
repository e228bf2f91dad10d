import { describe, expect, it } from 'vitest';
import { RESULT_KINDS } from './facts.ts';
import { describeOrigin, parseResultId, resultId, resultName, shortName } from './rules.ts';
import { FACTS, SHIPPED } from './testing/fixtures.ts';

describe('names', () => {
  it.each([
    ['London Borough of Camden', 'Camden'],
    ['Royal Borough of Kensington and Chelsea', 'Kensington and Chelsea'],
    ['City of York Council', 'York'],
    ['City of Bradford Metropolitan District Council', 'Bradford'],
    ['Hull City Council', 'Hull'],
    ['Derbyshire County Council', 'Derbyshire'],
    ['Bolton Metropolitan Borough Council', 'Bolton'],
    ['Council of the Isles of Scilly', 'Isles of Scilly'],
    ['City of London Corporation', 'City of London'],
    ['Bournemouth, Christchurch and Poole Council', 'Bournemouth, Christchurch and Poole'],
  ])('%s is called %s', (name, short) => {
    expect(shortName(name)).toBe(short);
  });

  it('distinguishes kinds, and an id can be parsed back', () => {
    for (const kind of RESULT_KINDS) {
      expect(parseResultId(resultId('E06000018', kind))).toEqual({ gssCode: 'E06000018', kind });
    }
    expect(['E0600001', 'W06000018', 'E06000018-first', ''].map(parseResultId)).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(resultName('Hull', 'E06000010-pilot')).toBe('Hull (pilot)');
    expect(resultName('Hull', 'E06000010')).toBe('Hull');
    expect(resultName('Hull', 'E06000010-next')).toBe('Hull (next round)');
  });
});

describe('a result', () => {
  it('gives its origin', () => {
    const corrected = { kind: 'corrected', by: 'Sam Patel', at: new Date('2026-11-22T00:30:00Z') } as const;
    expect(describeOrigin(SHIPPED)).toBe('Shipped with the service on 21 November 2026');
    expect(describeOrigin({ ...corrected, before: null })).toBe('Added by Sam Patel on 22 November 2026');
    expect(describeOrigin({ ...corrected, before: { facts: FACTS, on: SHIPPED.on } })).toBe(
      'Corrected by Sam Patel on 22 November 2026',
    );
  });
});
