import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { exampleFacts, exampleState } from '#lib/record/assessments/testing/fixtures.ts';
import { NO_SCORES, type Scores } from '#lib/scoring/index.ts';
import { MovementChart } from './movement-chart.tsx';

const GOOD: Scores = { QS1: 3, QS2: 3, QS3: 3, QS4: 3, QS5: 4, QS6: 3, QS7: 3, QS8: 3, QS9: 3 };

function draw(scores: Scores): string {
  const at = '2026-10-01T09:00:00.000Z';
  const movements = [{ at, scores, state: exampleState(scores), changes: [], reasons: [] }];
  return renderToStaticMarkup(
    <MovementChart
      movements={movements}
      judged={exampleFacts(scores)}
      asOf={new Date('2026-11-01T09:00:00.000Z')}
    />,
  );
}
const endsOf = (markup: string) =>
  [...markup.matchAll(/class="mark-ink font-bold">([^<]*)</g)].map(([, text]) => text);

describe('MovementChart', () => {
  it('puts the score at the end of the line', () => {
    expect(endsOf(draw(GOOD))).toEqual(['78']);
  });

  it('puts a number at each end of a range, which fits a narrow screen as the range does not', () => {
    const markup = draw(NO_SCORES);
    expect(endsOf(markup)).toEqual(['100', '25']);
    expect(markup).toContain('now 25 to 100 out of 100');
  });
});
