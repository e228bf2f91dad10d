import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { addFramework } from '#lib/frameworks/known.ts';
import type { ChallengeScore, ChallengesOfStatements, PersonChallenge } from '#lib/record/challenge/rules.ts';
import { SCORES, type Scores } from '#lib/scoring/index.ts';
import { FICTIONAL_FRAMEWORK, removeAddedFrameworks } from '#tests/setup/fictional-framework.ts';
import {
  compareReport,
  describeComparison,
  describeDifference,
  givenBefore,
  type ReportComparison,
} from './comparisons.ts';

addFramework(FICTIONAL_FRAMEWORK);
afterAll(removeAddedFrameworks);

const IDS = CQC_2023.statementIds;

/** Scores from "333343333", a hyphen for none. */
function scoresOf(text: string): Scores {
  return Object.fromEntries(IDS.map((id, at) => [id, text[at] === '-' ? null : Number(text[at])]));
}

function compare(published: string, own: string | null, challenges: ChallengesOfStatements = {}) {
  const signed = own === null ? null : { framework: CQC_2023.id, scores: scoresOf(own) };
  return compareReport({ framework: CQC_2023.id, scores: published, statements: [] }, signed, challenges);
}

function given(by: string, score: number, at = '2026-02-01T12:00:00Z'): PersonChallenge {
  const latest: ChallengeScore = {
    ...{ version: 1, score, reason: '', ownHidden: true, ownScore: null, at: new Date(at), role: 'director' },
  };
  return { person: by, by, latest, earlier: [] };
}

const counts = ({ tooKind, tooHarsh, same, notCompared }: ReportComparison) => [
  ...[tooKind, tooHarsh, same, notCompared],
];

describe('compareReport', () => {
  it('says of each statement how far the council’s own score was from the published one', () => {
    const comparison = compare('22334----', '32423-333');
    expect(comparison.statements.map(({ difference }) => difference)).toEqual([
      ...[1, 0, 1, -1, -1, null, null, null, null],
    ]);
    expect(counts(comparison)).toEqual([2, 2, 1, 4]);
    expect(describeComparison(comparison)).toBe(
      'You scored 2 of 9 statements higher than CQC did, 2 lower and 1 the same. 4 cannot be compared.',
    );
  });

  it('compares nothing where nothing was signed', () => {
    const comparison = compare('333333333', null);
    expect(counts(comparison)).toEqual([0, 0, 0, 9]);
    expect(describeComparison(comparison)).toBe('No statement can be compared.');
  });

  it('names those who saw it: nearer to the report than the council’s own score was', () => {
    const { statements } = compare('2--------', '4--------', {
      QS1: [given('Helen Marsh', 2), given('Sam Patel', 3), given('Ann Lee', 4), given('Jo Low', 1)],
      QS2: [given('Ann Lee', 1)],
    });
    expect(statements[0]?.sawIt.map(({ by }) => by)).toEqual(['Helen Marsh', 'Sam Patel', 'Jo Low']);
    expect(statements[0]?.others.map(({ by }) => by)).toEqual(['Ann Lee']);
    expect(statements[1]).toMatchObject({
      sawIt: [],
      others: [{ by: 'Ann Lee', role: 'director', score: 1 }],
    });
  });

  it('compares another framework only where scores mean the same', () => {
    const signed = { framework: CQC_2023.id, scores: scoresOf('333333333') };
    const { id, statementIds } = FICTIONAL_FRAMEWORK;
    const report = { framework: id, scores: '2'.repeat(statementIds.length), statements: [] };
    const [mapping] = FICTIONAL_FRAMEWORK.mappings;
    const compared = compareReport(report, signed, {}).statements.filter(
      ({ difference }) => difference !== null,
    );
    expect(compared.map(({ statement }) => statement).toSorted()).toEqual(mapping?.comparable.toSorted());
    expect(compareReport(report, signed, {}).statements.map(({ own }) => own)).toContain('new');
  });

  const anyScores = fc
    .array(fc.constantFrom('-', ...SCORES.map(String)), { minLength: IDS.length, maxLength: IDS.length })
    .map((scores) => scores.join(''));

  it('accounts for every statement, and turns round with its scores', () => {
    fc.assert(
      fc.property(anyScores, anyScores, (published, own) => {
        const [kind = 0, harsh = 0, same = 0, left = 0] = counts(compare(published, own));
        expect(kind + harsh + same + left).toBe(IDS.length);
        expect(counts(compare(own, published))).toEqual([harsh, kind, same, left]);
      }),
    );
  });

  it('never says that somebody saw it who gave the council’s own score', () => {
    fc.assert(
      fc.property(anyScores, anyScores, (published, own) => {
        const challenges = Object.fromEntries(
          Object.entries(scoresOf(own)).flatMap(([id, score]) =>
            score === null ? [] : [[id, [given('Ann Lee', score)]]],
          ),
        );
        for (const { sawIt } of compare(published, own, challenges).statements) expect(sawIt).toEqual([]);
      }),
    );
  });
});

it.each([
  ['333333333', '333333333', 'You scored all 9 statements the same as CQC did.'],
  ['3333-----', '333333333', 'You scored 4 of 9 statements the same as CQC did. 5 cannot be compared.'],
  [
    '333333333',
    '222222222',
    'You scored none of 9 statements higher than CQC did, 9 lower and none the same.',
  ],
  ['222233333', '333332333', 'You scored 4 of 9 statements higher than CQC did, 1 lower and 4 the same.'],
])('a report of %s beside %s: %s', (published, own, words) => {
  expect(describeComparison(compare(published, own))).toBe(words);
});

it('describes a difference in words', () => {
  expect([2, 0, -1, null].map(describeDifference)).toEqual(['2 higher', 'Same', '1 lower', null]);
});

it('leaves out what was given from the visit on, and takes what the person gave before', () => {
  const until = new Date('2026-03-11T00:00:00Z');
  const changed = { ...given('Ann Lee', 4, '2026-03-11T00:00:00Z'), earlier: [given('Ann Lee', 2).latest] };
  const challenges = { QS1: [changed, given('Sam Patel', 3, '2026-03-11T00:00:00Z')] };
  expect(givenBefore(challenges, until)).toEqual({ QS1: [given('Ann Lee', 2)] });
});
