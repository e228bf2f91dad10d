import type { Score, Scores } from '#lib/scoring/framework.ts';

/**
 * Nine scores from nine characters in framework order, with a dot for not scored: `parseScores('3333.4333')`. For
 * tests only; it uses nothing that they test.
 */
export function parseScores(written: string): Scores {
  const [QS1, QS2, QS3, QS4, QS5, QS6, QS7, QS8, QS9] = [...written].map(read);
  if (QS1 === undefined || QS2 === undefined || QS3 === undefined) throw new Error(written);
  if (QS4 === undefined || QS5 === undefined || QS6 === undefined) throw new Error(written);
  if (QS7 === undefined || QS8 === undefined || QS9 === undefined) throw new Error(written);
  return { QS1, QS2, QS3, QS4, QS5, QS6, QS7, QS8, QS9 };
}

function read(character: string): Score | null {
  switch (character) {
    case '1':
      return 1;
    case '2':
      return 2;
    case '3':
      return 3;
    case '4':
      return 4;
    case '.':
      return null;
    default:
      throw new Error(`${character} is not a score`);
  }
}
