import { describe, expect, it } from 'vitest';
import { NO_SCORES } from '#lib/scoring/index.ts';
import {
  describePublished,
  describeResultFacts,
  knownScore,
  knownStatements,
  pickFacts,
  readRecordedFacts,
  sameResult,
  statementScores,
} from './facts.ts';
import { FACTS } from './testing/fixtures.ts';

describe('a result', () => {
  it('holds one character for each statement of its framework', () => {
    expect(statementScores({ ...FACTS, scores: '3-------4' })).toEqual({ ...NO_SCORES, QS1: 3, QS9: 4 });
    expect(knownStatements({ scores: '3-------4' })).toBe(2);
  });

  it.each([
    [70, '---------', { value: 70, points: 25, from: 'published' }],
    [70, '333333322', { value: 70, points: 25, from: 'published' }],
    [null, '333333322', { value: 70, points: 25, from: 'calculated' }],
    [null, '33333332-', null],
    [null, '---------', null],
  ])('with score %s and statement scores %s has the score %o', (score, scores, expected) => {
    expect(knownScore({ ...FACTS, score, scores })).toEqual(expected);
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

  it('is put into words with its doubts', () => {
    expect(describePublished(null)).toBe('Date not known');
    expect(
      describeResultFacts({ ...FACTS, published: null, status: 'under-review', confirmed: false, basis: '' }),
    ).toBe('Good, score not known, date not known, under review, not confirmed. Source: CQC report');
  });

  it('recorded before kinds is of CQC’s first framework, published and confirmed', () => {
    const { status, confirmed, framework, ...recorded } = FACTS;
    expect(readRecordedFacts(recorded)).toEqual(FACTS);
    expect(readRecordedFacts({ ...FACTS, status: 'withdrawn' }).status).toBe('withdrawn');
  });

  it('is picked from a row with more columns', () => {
    const stored = { ...FACTS, gss_code: 'E1', shipped_on: '2026-11-21' };
    expect(pickFacts(stored)).toEqual(FACTS);
  });
});
