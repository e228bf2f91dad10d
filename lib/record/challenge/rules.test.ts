import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { addFramework } from '#lib/frameworks/known.ts';
import { SCORES, type Score } from '#lib/scoring/index.ts';
import { FICTIONAL_FRAMEWORK, removeAddedFrameworks } from '#tests/setup/fictional-framework.ts';
import {
  byPerson,
  describeGiven,
  describeNotedScore,
  describeSpread,
  formatChallengesBeside,
  formatRecordedScore,
  type ShownScore,
  spreadOf,
} from './rules.ts';

addFramework(FICTIONAL_FRAMEWORK);
afterAll(removeAddedFrameworks);

const anyScore = fc.constantFrom(...SCORES);

describe('spreadOf', () => {
  it('goes from the lowest to the highest score, including the council’s own', () => {
    expect(spreadOf(3, [2, 4])).toEqual({ lowest: 2, highest: 4, difference: 2, scores: 3 });
    expect(spreadOf(1, [4])).toEqual({ lowest: 1, highest: 4, difference: 3, scores: 2 });
    expect(spreadOf(2, [2])).toEqual({ lowest: 2, highest: 2, difference: 0, scores: 2 });
  });

  it('needs at least two scores, ignoring statements that are not scored', () => {
    expect(spreadOf(3, [])).toBeNull();
    expect(spreadOf(null, [])).toBeNull();
    expect(spreadOf(null, [4])).toBeNull();
    expect(spreadOf(null, [2, 4])).toEqual({ lowest: 2, highest: 4, difference: 2, scores: 2 });
  });

  it('ignores order and repetition, and stays within 0 to 3', () => {
    fc.assert(
      fc.property(anyScore, fc.array(anyScore, { minLength: 1, maxLength: 6 }), (own, challenges) => {
        const spread = spreadOf(own, challenges);
        expect(spreadOf(own, challenges.toReversed())).toEqual(spread);
        expect(spread?.difference).toBe(Math.max(own, ...challenges) - Math.min(own, ...challenges));
        const repeated = spreadOf(own, [...challenges, ...challenges]);
        expect({ ...repeated, scores: 0 }).toEqual({ ...spread, scores: 0 });
      }),
    );
  });
});

describe('describeSpread', () => {
  it.each<[Score, Score[], string]>([
    [3, [3], 'Both scores are the same: 3.'],
    [3, [3, 3], 'All 3 scores are the same: 3.'],
    [3, [2], 'Scores and challenge scores range from 2 to 3.'],
    [3, [2, 4], 'Scores and challenge scores range from 2 to 4.'],
  ])('of %i and %j', (own, challenges, words) => {
    const spread = spreadOf(own, challenges);
    expect(spread && describeSpread(spread)).toBe(words);
  });
});

describe('challengesBeside', () => {
  it.each<[ShownScore, Score[], string | null]>([
    [3, [], null],
    ['hidden', [], 'Hidden'],
    [3, [3], '3'],
    [3, [2], '2 (1 apart)'],
    [4, [2, 4], '2 and 4 (2 apart)'],
    [null, [2], '2'],
    [null, [2, 3], '2 and 3 (1 apart)'],
  ])('of %s and %j', (own, challenges, words) => {
    expect(formatChallengesBeside(own, challenges)).toBe(words);
  });
});

describe('describeGiven', () => {
  it.each<[boolean, Score | null, Score | null, string]>([
    [true, 3, 3, 'Gave this score without seeing the council’s.'],
    [true, 2, 3, 'Gave this score without seeing the council’s. The council’s score was 2 then.'],
    [true, null, 3, 'Gave this score without seeing the council’s. The council had no score then.'],
    [true, null, null, 'Gave this score without seeing the council’s.'],
    [false, 3, 3, 'Gave this score after seeing the council’s.'],
    [false, 2, 3, 'Gave this score after seeing the council’s. The council’s score was 2 then.'],
    [false, 2, null, 'Gave this score after seeing the council’s. The council’s score was 2 then.'],
    [false, null, 3, 'Gave this score before the council had one.'],
    [false, null, null, 'Gave this score before the council had one.'],
  ])('hidden %s, %s then, %s now', (ownHidden, ownScore, ownNow, words) => {
    expect(describeGiven({ ownHidden, ownScore }, ownNow)).toBe(words);
  });
});

describe('a score in words', () => {
  it('is in those of its statement’s framework', () => {
    expect(formatRecordedScore('QS7', 1)).toBe('1: Significant shortfalls');
    expect(formatRecordedScore('F7', 1)).toBe('1: Far below');
  });

  it('is noted where the framework says so', () => {
    expect(describeNotedScore('QS7', 1)).toBe('Scored 1, significant shortfalls');
    expect(describeNotedScore('QS7', 2)).toBeNull();
    expect(describeNotedScore('F7', 1)).toBeNull();
  });
});

describe('byPerson', () => {
  const given = (person: string, version: number, score: Score, minute: number) => ({
    person,
    by: `${person}’s name`,
    version,
    score,
    reason: `Reason ${version}`,
    ownHidden: false,
    ownScore: null,
    at: new Date(Date.UTC(2026, 10, 22, 9, minute)),
    role: 'director' as const,
  });

  it('takes each person’s latest score, keeps earlier ones and orders people by their first', () => {
    const people = byPerson([
      given('b', 1, 2, 5),
      given('a', 2, 4, 9),
      given('a', 1, 3, 7),
      given('b', 2, 1, 30),
      given('a', 3, 2, 9),
    ]);
    expect(people.map(({ person, by, latest, earlier }) => [person, by, latest.score, earlier])).toEqual([
      ['b', 'b’s name', 1, [expect.objectContaining({ version: 1, score: 2 })]],
      [
        'a',
        'a’s name',
        2,
        [
          expect.objectContaining({ version: 2, score: 4 }),
          expect.objectContaining({ version: 1, score: 3 }),
        ],
      ],
    ]);
    expect(byPerson([])).toEqual([]);
  });
});
