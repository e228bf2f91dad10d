import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { BAND_NAMES } from './band.ts';
import { bandFor } from './band-for.ts';
import { overall } from './overall.ts';
import { ALL_POINTS } from './points.ts';
import { displayedScore } from './score.ts';
import { parseScores } from './testing/parse-scores.ts';

type Row = Readonly<Record<string, string>>;

const rows: readonly Row[] = parse(
  readFileSync(new URL('../../prisma/seed/data/published-results.csv', import.meta.url)),
  { columns: true },
);
const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/**
 * The nine scores of a row, or `null` if they were not published. Some rows give them in words, such as "seven 3s and
 * two 2s" or "the rest 2". Their order is then unknown, but does not affect the result.
 */
function published(row: Row): string | null {
  const basis = row.basis ?? '';
  const given = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => row[`qs${number}`]).join('');
  const counted = [...basis.matchAll(/(\w+) ([1-4])s?\b/g)].map(([, count = '', score = '']) =>
    score.repeat(count === 'rest' ? 9 - given.length : COUNTS.indexOf(count)),
  );
  const scores = given + counted.join('');
  return scores.length === 9 ? scores : null;
}

const scored = rows.flatMap((row) => {
  const scores = published(row);
  return scores === null ? [] : [{ ...row, scores } as Row & { scores: string }];
});

describe('published results', () => {
  it('are read in full', () => {
    expect(rows).toHaveLength(28);
    expect(scored.map(({ council }) => council)).toEqual([
      'Camden',
      'Hertfordshire',
      'Hounslow',
      'West Berkshire',
      'North Somerset',
      'Lancashire',
      'Wokingham',
      'York',
      'Harrow',
      'Telford and Wrekin',
      'Gloucestershire',
      'Sunderland',
      'Oxfordshire',
      'Leicestershire',
      'Hull',
      'Nottingham',
    ]);
    expect(scored.filter(({ score }) => score !== '')).toHaveLength(10);
  });

  it.each(scored)('nine scores of $council ($scores) are rated $rating under cqc', ({ scores, rating }) => {
    const result = overall(parseScores(scores), 'cqc');
    expect(result.state === 'complete' && BAND_NAMES[result.band]).toBe(rating);
  });

  it.each(scored.filter(({ score }) => score !== ''))(
    'nine scores of $council ($scores) are published as $score',
    ({ scores, score }) => {
      expect(overall(parseScores(scores))).toMatchObject({ state: 'complete', score: Number(score) });
    },
  );

  it.each(rows.filter(({ score }) => score !== ''))(
    'a score of $score ($council) is possible with nine scores, and is rated $rating under cqc',
    ({ score, rating }) => {
      const totals = ALL_POINTS.filter((points) => displayedScore(points) === Number(score));
      expect(totals.map((points) => BAND_NAMES[bandFor(points, 'cqc')])).toEqual([rating]);
    },
  );
});
