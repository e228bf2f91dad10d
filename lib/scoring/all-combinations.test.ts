import { describe, expect, it } from 'vitest';
import type { Band } from './band.ts';
import type { Score } from './framework.ts';
import { overall } from './overall.ts';

const COMBINATIONS = 4 ** 9;

/** An independent oracle: exact fractions, and each set of boundaries as its source prints it. */
function expected(picked: readonly Score[]) {
  const points = [1n, 2n, 3n, 4n].reduce(
    (sum, score) => sum + score * BigInt(picked.filter((each) => BigInt(each) === score).length),
    0n,
  );
  const hundredths = 100n * points;
  const wholes = hundredths / 36n;
  const score = Number(hundredths % 36n === 0n ? wholes : wholes + 1n);
  const isUnder = (percentage: bigint) => hundredths < percentage * 36n;
  const isOver = (percentage: bigint) => hundredths > percentage * 36n;

  let bySixtyTwoEighty: Band = 'good';
  if (!isUnder(80n)) bySixtyTwoEighty = 'outstanding';
  else if (!isOver(38n)) bySixtyTwoEighty = 'inadequate';
  else if (!isOver(62n)) bySixtyTwoEighty = 'requires-improvement';

  let byCqc: Band = 'outstanding';
  if (points <= 13n) byCqc = 'inadequate';
  else if (points <= 22n) byCqc = 'requires-improvement';
  else if (points <= 31n) byCqc = 'good';

  return { points: Number(points), score, bySixtyTwoEighty, byCqc };
}

function pick(combination: number): readonly [Score, Score, Score, Score, Score, Score, Score, Score, Score] {
  const at = (place: number) => (((combination >> (2 * place)) & 3) + 1) as Score;
  return [at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7), at(8)];
}

describe('every combination of nine scores', () => {
  it('has the points, score and bands of the oracle', () => {
    const wrong: string[] = [];
    const seen = new Set<number>();
    for (let combination = 0; combination < COMBINATIONS; combination++) {
      const picked = pick(combination);
      const [QS1, QS2, QS3, QS4, QS5, QS6, QS7, QS8, QS9] = picked;
      const scores = { QS1, QS2, QS3, QS4, QS5, QS6, QS7, QS8, QS9 };
      const oracle = expected(picked);
      const headline = overall(scores);
      const cqc = overall(scores, 'cqc');
      seen.add(oracle.points);
      const agrees =
        headline.state === 'complete' &&
        cqc.state === 'complete' &&
        headline.points === oracle.points &&
        cqc.points === oracle.points &&
        headline.score === oracle.score &&
        cqc.score === oracle.score &&
        headline.band === oracle.bySixtyTwoEighty &&
        cqc.band === oracle.byCqc &&
        Math.abs(headline.exactPercentage * 36 - oracle.points * 100) < 1e-9 &&
        (headline.disagreement?.band ?? headline.band) === oracle.byCqc &&
        (cqc.disagreement?.band ?? cqc.band) === oracle.bySixtyTwoEighty &&
        (headline.disagreement === null) === (oracle.points < 29 || oracle.points > 31);
      if (!agrees) wrong.push(picked.join(''));
    }
    expect(wrong).toEqual([]);
    expect(COMBINATIONS).toBe(262_144);
    expect(seen.size).toBe(28);
  }, 60_000);
});
