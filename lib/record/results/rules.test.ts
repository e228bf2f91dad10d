import { describe, expect, it } from 'vitest';
import { NO_SCORES } from '#lib/scoring/index.ts';
import {
  describeOrigin,
  describePublished,
  describeResultFacts,
  knownScore,
  knownStatements,
  parseResultId,
  parseStoredScores,
  resultId,
  resultName,
  sameResult,
  shortName,
} from './rules.ts';
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

  it('distinguishes a pilot, and an id can be parsed back', () => {
    for (const isPilot of [true, false]) {
      expect(parseResultId(resultId('E06000018', isPilot))).toEqual({ gssCode: 'E06000018', isPilot });
    }
    expect(['E0600001', 'W06000018', 'E06000018-trial', ''].map(parseResultId)).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(resultName('Hull', 'E06000010-pilot')).toBe('Hull (pilot)');
    expect(resultName('Hull', 'E06000010')).toBe('Hull');
  });
});

describe('a result', () => {
  it('holds its nine scores in nine characters', () => {
    expect(parseStoredScores('3-------4')).toEqual({ ...NO_SCORES, QS1: 3, QS9: 4 });
    expect(knownStatements({ scores: '3-------4' })).toBe(2);
  });

  it.each([
    [70, '---------', { value: 70, from: 'published' }],
    [70, '333333322', { value: 70, from: 'published' }],
    [null, '333333322', { value: 70, from: 'calculated' }],
    [null, '33333332-', null],
    [null, '---------', null],
  ])('with score %s and statement scores %s has the score %o', (score, scores, expected) => {
    expect(knownScore({ score, scores })).toEqual(expected);
  });

  it('is put into words', () => {
    expect(describePublished('2025-03')).toBe('March 2025');
    expect(describePublished('2025')).toBe('2025');
    expect(describeResultFacts({ ...FACTS, score: 70, scores: '33333332-' })).toBe(
      'Good, 70, statement scores 33333332-, published March 2025. How complete: published. Source: CQC report',
    );
    expect(describeResultFacts({ ...FACTS, basis: 'score not seen' })).toBe(
      'Good, score not known, published March 2025. How complete: score not seen. Source: CQC report',
    );
    expect(describeResultFacts({ ...FACTS, basis: '' })).toBe(
      'Good, score not known, published March 2025. Source: CQC report',
    );
  });

  it('is the same if all its facts are', () => {
    expect(sameResult(FACTS, { ...FACTS })).toBe(true);
    expect(sameResult(FACTS, { ...FACTS, score: 70 })).toBe(false);
    expect(sameResult(null, null)).toBe(true);
    expect(sameResult(FACTS, null)).toBe(false);
  });

  it('gives its origin', () => {
    const corrected = { kind: 'corrected', by: 'Sam Patel', at: new Date('2026-11-22T00:30:00Z') } as const;
    expect(describeOrigin(SHIPPED)).toBe('Shipped with the service on 21 November 2026');
    expect(describeOrigin({ ...corrected, before: null })).toBe('Added by Sam Patel on 22 November 2026');
    expect(describeOrigin({ ...corrected, before: { facts: FACTS, on: SHIPPED.on } })).toBe(
      'Corrected by Sam Patel on 22 November 2026',
    );
  });
});
