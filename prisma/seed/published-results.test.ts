import { describe, expect, it } from 'vitest';
import { knownScore } from '#lib/record/results/rules.ts';
import { readPublishedResults } from './published-results.ts';

describe('readPublishedResults', () => {
  const results = readPublishedResults();
  const of = (name: string) => results.find(({ authority }) => authority.name.includes(name));

  it('reads the 28 results, five of them from pilots, each for a council with a code', () => {
    expect(results).toHaveLength(28);
    expect(results.filter(({ isPilot }) => isPilot).map(({ authority }) => authority.name)).toEqual([
      'Nottingham City Council',
      'Birmingham City Council',
      'Lincolnshire County Council',
      'North Lincolnshire Council',
      'Suffolk County Council',
    ]);
    expect(new Set(results.map(({ id }) => id)).size).toBe(28);
  });

  it('has 13 scores, and 5 more from their nine statement scores', () => {
    const scores = results.filter(({ isPilot }) => !isPilot).map(({ facts }) => knownScore(facts)?.from);
    expect(scores.filter((from) => from === 'published')).toHaveLength(13);
    expect(scores.filter((from) => from === 'calculated')).toHaveLength(5);
  });

  it('reads a row in full', () => {
    expect(of('Camden')).toEqual({
      line: 2,
      id: 'E09000007',
      authority: expect.objectContaining({ name: 'London Borough of Camden', region: 'London' }),
      isPilot: false,
      facts: {
        published: '2025-03',
        score: 89,
        rating: 'outstanding',
        scores: '334344344',
        basis: 'published',
        source: 'Community Care 3 Mar 2025',
      },
    });
  });

  it('fills in what “the rest 2” says', () => {
    expect(of('Hull')?.facts).toMatchObject({ scores: '112232322', score: 50 });
    expect(of('Hounslow')?.facts.scores).toBe('---------');
  });
});
