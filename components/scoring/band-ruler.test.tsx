import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { NO_SCORES, overall, type Scores, THRESHOLD_SETS } from '#lib/scoring/index.ts';
import { BandRuler } from './band-ruler.tsx';
import { ScoreDisplay } from './score-display.tsx';

const GOOD: Scores = { QS1: 3, QS2: 3, QS3: 3, QS4: 3, QS5: 4, QS6: 3, QS7: 3, QS8: 3, QS9: 3 };

describe('BandRuler', () => {
  it('says where the score stands and what the bands are', () => {
    const markup = renderToStaticMarkup(<BandRuler overall={overall(GOOD)} />);
    expect(markup).toContain('Ruler from 0 to 100. Good: 78 out of 100, 1 point from outstanding</title>');
    for (const { stated } of THRESHOLD_SETS['62-80'].bands) expect(markup).toContain(`: ${stated}.`);
  });

  it('puts the marker at the exact percentage and the rounded score on it', () => {
    const markup = renderToStaticMarkup(<BandRuler overall={overall(GOOD)} />);
    expect(markup).toMatch(/<text x="77\.7+%"[^>]*>78<\/text>/);
  });

  it('shows a range, and no band as reached, while statements are not scored', () => {
    const markup = renderToStaticMarkup(<BandRuler overall={overall(NO_SCORES)} />);
    expect(markup).toContain('Not final: 0 of 9 scored, between 25 and 100</title>');
    expect(markup).not.toContain('mark-ink font-bold');
  });

  it('has no inline style, which the content policy would refuse', () => {
    expect(renderToStaticMarkup(<BandRuler overall={overall(GOOD)} />)).not.toContain('style=');
  });
});

describe('ScoreDisplay', () => {
  function text(scores: Scores): string {
    return renderToStaticMarkup(<ScoreDisplay overall={overall(scores)} />).replaceAll(/<[^>]+>/g, '');
  }

  it('shows the band with its score, distance and boundaries', () => {
    expect(text(GOOD)).toMatch(/^Good 78 out of 100\s*1 point from outstanding\s*28 of 36 points/);
    expect(text(GOOD)).toContain(`Band under “${THRESHOLD_SETS['62-80'].name}”`);
  });

  it('shows the other band where the two sets of boundaries disagree', () => {
    expect(text({ ...GOOD, QS4: 4 })).toContain(`Good under “${THRESHOLD_SETS.cqc.name}”`);
  });

  it('shows a range that does not look final while statements are not scored', () => {
    expect(text({ ...NO_SCORES, QS1: 3 })).toMatch(/^Not final 31 to 98 out of 100/);
  });
});
