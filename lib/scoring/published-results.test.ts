import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { BAND_NAMES } from './band.ts';
import { bandFor } from './band-for.ts';
import { STATEMENT_IDS } from './framework.ts';
import { overall } from './overall.ts';
import { ALL_POINTS } from './points.ts';
import { displayedScore } from './score.ts';
import { parseScores } from './testing/parse-scores.ts';

type Row = Readonly<Record<string, string>>;
type ScoredRow = Row & { readonly scores: string };

const rows: readonly Row[] = parse(
  readFileSync(new URL('../../prisma/seed/data/published-results.csv', import.meta.url)),
  { columns: true },
);
const STATEMENT_COLUMNS = STATEMENT_IDS.map((_, at) => `qs${at + 1}`);
const scored = rows
  .map((row) => ({ ...row, scores: STATEMENT_COLUMNS.map((column) => row[column]).join('') }) as ScoredRow)
  .filter(({ scores }) => scores.length === STATEMENT_IDS.length);

describe('published results', () => {
  it('are read in full', () => {
    expect(rows).toHaveLength(120);
    expect(scored).toHaveLength(81);
    expect(scored.filter(({ score }) => score !== '')).toHaveLength(17);
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
