import { describe, expect, it } from 'vitest';
import { knownScore, knownStatements } from '#lib/record/results/facts.ts';
import { STATEMENT_IDS } from '#lib/scoring/index.ts';
import { readPublishedResults } from './published-results.ts';

describe('readPublishedResults', () => {
  const results = readPublishedResults();
  const of = (name: string) => results.find(({ authority }) => authority.name.includes(name));
  const idsWhere = (is: (result: (typeof results)[number]) => boolean) =>
    results.filter(is).map(({ id }) => id);

  it('reads the 120 results of 119 councils, each with a code, a source and an id of its own', () => {
    expect(results).toHaveLength(120);
    expect(new Set(results.map(({ authority }) => authority.gssCode)).size).toBe(119);
    expect(new Set(results.map(({ id }) => id)).size).toBe(120);
    for (const { facts } of results) expect(facts.source).not.toBe('');
  });

  it.each([
    ['a pilot', /^pilot/, ({ kind }) => kind === 'pilot', 5],
    ['a review', /^rated again after a review/, ({ kind }) => kind === 'review', 1],
    ['withdrawn', /^withdrawn/, ({ facts }) => facts.status === 'withdrawn', 1],
    ['not confirmed', /read by a third party script/, ({ facts }) => !facts.confirmed, 20],
    ['undated', /date not seen/, ({ facts }) => facts.published === null, 3],
  ] as const satisfies readonly [string, RegExp, (result: (typeof results)[number]) => boolean, number][])(
    'calls %s exactly the rows whose basis says so',
    (_, words, is, count) => {
      const found = idsWhere(is);
      expect(found).toEqual(idsWhere(({ facts }) => words.test(facts.basis)));
      expect(found).toHaveLength(count);
    },
  );

  it('has no other kind or status', () => {
    expect(new Set(results.map(({ kind }) => kind))).toEqual(new Set(['pilot', 'first', 'review']));
    expect(new Set(results.map(({ facts }) => facts.status))).toEqual(new Set(['published', 'withdrawn']));
  });

  it('has 21 published scores, and more from statement scores', () => {
    const from = results.map(({ facts }) => knownScore(facts)?.from);
    expect(from.filter((one) => one === 'published')).toHaveLength(21);
    expect(from.filter((one) => one === 'calculated')).toHaveLength(64);
    const inFull = results.filter(({ facts }) => knownStatements(facts) === STATEMENT_IDS.length);
    expect(inFull).toHaveLength(81);
    expect(inFull.filter(({ kind }) => kind !== 'pilot')).toHaveLength(79);
  });

  it('reads a row in full', () => {
    expect(of('Camden')).toEqual({
      line: expect.any(Number),
      id: 'E09000007',
      authority: expect.objectContaining({ name: 'London Borough of Camden', region: 'London' }),
      kind: 'first',
      facts: {
        status: 'published',
        confirmed: true,
        published: '2025-03',
        score: 89,
        rating: 'outstanding',
        framework: 'cqc-2023',
        scores: '334344344',
        basis: 'published',
        source: 'Community Care 3 Mar 2025',
      },
    });
  });

  it('keeps what sources dispute or only say in words', () => {
    expect(of('Hull')?.facts).toMatchObject({ scores: '112232322', score: 50 });
    expect(of('Warrington')?.facts.scores).toBe('232-32122');
    expect(of('Swindon')).toMatchObject({ kind: 'review', facts: { scores: '-------3-', score: null } });
  });
});
