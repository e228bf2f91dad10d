import { describe, expect, it } from 'vitest';
import type { ResultKind, ResultStatus } from '#lib/record/results/facts.ts';
import { currentReport, describeRating, factsOfReport, type PublishedReport, signedBefore } from './rules.ts';
import { saveReportSchema } from './schema.ts';

const REPORT: PublishedReport = {
  ...{ number: 1, kind: 'first', status: 'published', framework: 'cqc-2023', publishedOn: '2025-09-04' },
  ...{ visitedOn: '2025-06-10', url: '', score: 73, rating: 'good', scores: '333333322', statements: [] },
  ...{ version: 1, changed: { by: 'Ann Lee', at: new Date('2026-01-01T00:00:00Z') } },
};

const report = (number: number, kind: ResultKind, status: ResultStatus = 'published') => ({
  ...{ ...REPORT, number, kind, status },
});

it('counts what was signed up to the first day of the visit, or else up to the publication', () => {
  expect(signedBefore(REPORT)).toBe('2025-06-10');
  expect(signedBefore({ ...REPORT, visitedOn: null })).toBe('2025-09-04');
});

it.each([
  [[], null],
  [[report(1, 'pilot'), report(2, 'first'), report(3, 'review')], 3],
  [[report(1, 'next', 'withdrawn'), report(2, 'review', 'replaced'), report(3, 'first')], 3],
  [[report(1, 'first'), report(2, 'review', 'under-review')], 2],
  [[report(1, 'first', 'withdrawn')], null],
])('of %j the one that counts is %s', (reports, number) => {
  expect(currentReport(reports)?.number ?? null).toBe(number);
});

it('is a row of the published results, with where it can be read', () => {
  expect(factsOfReport(REPORT)).toMatchObject({
    published: '2025-09',
    basis: 'own report',
    source: 'CQC report',
  });
  expect(factsOfReport({ ...REPORT, url: 'https://cqc.example/1' }).source).toBe('https://cqc.example/1');
  expect([describeRating(REPORT), describeRating({ ...REPORT, score: null })]).toEqual(['Good, 73', 'Good']);
});

describe('the form', () => {
  const SENT = {
    ...{ report: '0', version: '0', framework: 'cqc-2023', resultKind: 'first', resultStatus: 'published' },
    ...{ publishedOn: '2025-09-04', visitedOn: '', url: '', rating: 'good', score: '' },
  };
  const schema = saveReportSchema(['QS1', 'QS2']);
  const messages = (given: Record<string, string>) =>
    schema.safeParse({ ...SENT, ...given }).error?.issues.map(({ path, message }) => `${path}: ${message}`);

  it('reads what is given of statements, in the order of the framework', () => {
    const given = { 'score-QS2': '3', 'says-QS1': ' People wait ', 'page-QS1': '14' };
    expect(schema.parse({ ...SENT, ...given })).toMatchObject({
      ...{ scores: '-3-------', score: null, visitedOn: null, url: '' },
      statements: [{ statement: 'QS1', says: 'People wait', page: 14 }],
    });
  });

  it.each([
    [{ publishedOn: '' }, 'publishedOn: Enter the date of publication'],
    [{ visitedOn: '2025-09-05' }, 'visitedOn: The visit must not be later than the publication'],
    [{ rating: '' }, 'rating: Select a rating'],
    [{ resultKind: 'second' }, 'resultKind: Select what the report is of'],
    [{ score: '101' }, 'score: Score must be a whole number from 0 to 100'],
    [{ score: '7.5' }, 'score: Score must be a whole number from 0 to 100'],
    [{ score: '72' }, 'score: 72 is not a possible score. Check it in the report'],
    [{ 'score-QS1': '5' }, 'score-QS1: Select a score for Assessing needs from the list'],
    [{ 'page-QS1': '14' }, 'says-QS1: Enter what page 14 says of Assessing needs'],
    [{ 'page-QS1': '0' }, 'page-QS1: The page for Assessing needs must be a whole number from 1 to 999'],
    [{ url: 'cqc' }, 'url: Enter an address that starts with https:// or http://'],
  ])('of %j says %s', (given, message) => {
    expect(messages(given)).toEqual([message]);
  });

  it('takes the first day of the visit on the day of the publication', () => {
    expect(messages({ visitedOn: '2025-09-04' })).toBeUndefined();
  });
});
