import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { exampleState } from '#lib/record/assessments/testing/fixtures.ts';
import { NO_SCORES, type Scores, STATEMENT_IDS, THRESHOLD_SETS, thresholdSet } from '#lib/scoring/index.ts';
import { BandRuler } from './band-ruler.tsx';
import { ScoreDisplay } from './score-display.tsx';

const GOOD: Scores = { QS1: 3, QS2: 3, QS3: 3, QS4: 3, QS5: 4, QS6: 3, QS7: 3, QS8: 3, QS9: 3 };

/** The bold labels of the lying ruler. */
function strong(markup: string): readonly string[] {
  const [lying = ''] = markup.split('</svg>');
  return [...lying.matchAll(/font-bold">([^<]*)</g)].map(([, text = '']) => text);
}

describe('BandRuler', () => {
  it('describes the score and the bands', () => {
    const markup = renderToStaticMarkup(<BandRuler state={exampleState(GOOD)} />);
    expect(markup).toContain(
      'aria-label="Ruler from 0 to 100. Good: 78 out of 100, 1 point from outstanding. ',
    );
    for (const { stated } of thresholdSet('62-80').bands) expect(markup).toContain(`: ${stated}.`);
  });

  it('points at the exact percentage, under the rounded score', () => {
    const markup = renderToStaticMarkup(<BandRuler state={exampleState(GOOD)} />);
    // 77.78% of the 558 units between the margins of 1.
    expect(markup).toMatch(/<path d="M435 39L427 27L443 27z"/);
    expect(markup).toMatch(/<text x="435" y="19"[^>]*>78<\/text>/);
  });

  it('shows a range, and no band as reached, while statements are not scored', () => {
    const markup = renderToStaticMarkup(<BandRuler state={exampleState(NO_SCORES)} />);
    expect(markup).toContain('Not final: 0 of 9 scored, between 25 and 100. ');
    expect(strong(markup)).toEqual(['25', '100']);
    expect(strong(renderToStaticMarkup(<BandRuler state={exampleState(GOOD)} />))).toEqual(['78', 'Good']);
  });

  it('has no inline style, which the content policy would refuse', () => {
    expect(renderToStaticMarkup(<BandRuler state={exampleState(GOOD)} />)).not.toContain('style=');
  });
});

describe('ScoreDisplay', () => {
  function text(scores: Scores): string {
    return renderToStaticMarkup(<ScoreDisplay state={exampleState(scores)} scores={scores} />).replaceAll(
      /<[^>]+>/g,
      '',
    );
  }

  it('shows the band with its score, distance and boundaries', () => {
    expect(text(GOOD)).toMatch(
      /^Good 78 out of 100\s*To reach outstanding: raise one of 8 statements by 1\s*28 of 36 points/,
    );
    expect(text(GOOD)).toContain(`Using the ${thresholdSet('62-80').name}`);
  });

  it('shows the other band when the two sets of boundaries disagree', () => {
    expect(text({ ...GOOD, QS4: 4 })).toContain(`Good using the ${THRESHOLD_SETS.cqc.name}`);
  });

  it('shows a range that does not look final while statements are not scored', () => {
    expect(text({ ...NO_SCORES, QS1: 3 })).toMatch(/^Not final 31 to 98 out of 100/);
  });

  it('says once where the score could end while statements are incomplete', () => {
    const completed = STATEMENT_IDS.filter((id) => id !== 'QS1' && id !== 'QS5');
    const markup = renderToStaticMarkup(
      <ScoreDisplay state={exampleState(GOOD, { completed })} scores={GOOD} />,
    );
    expect(markup).toContain(
      'The score could end between 64 and 81 (good to outstanding), because 2 statements are not complete.',
    );
    const ruler = renderToStaticMarkup(<BandRuler state={exampleState(GOOD, { completed })} />);
    expect(strong(ruler)).toEqual(['64', '78', '81', 'Good']);
    const signed = exampleState(GOOD, { completed, isFinal: true });
    expect(renderToStaticMarkup(<ScoreDisplay state={signed} scores={GOOD} />)).not.toContain('could end');
    expect(strong(renderToStaticMarkup(<BandRuler state={signed} />))).toEqual(['78', 'Good']);
  });

  it('gives no band to scores carried forward but not confirmed', () => {
    const state = exampleState(GOOD, { completed: [], carried: STATEMENT_IDS });
    const words = renderToStaticMarkup(<ScoreDisplay state={state} scores={GOOD} />).replaceAll(
      /<[^>]+>/g,
      '',
    );
    expect(words).toMatch(/^Not confirmed 25 to 100 out of 100Inadequate to outstanding/);
    expect(words).toContain('The scores carried forward give 78, good.');
  });
});
