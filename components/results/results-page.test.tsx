import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { exampleState } from '#lib/record/assessments/testing/fixtures.ts';
import { resultsView } from '#lib/record/results/results-view.ts';
import type { Listing, OwnResult } from '#lib/record/results/rules.ts';
import { NO_SCORES, type Scores, STATEMENT_IDS, toScores } from '#lib/scoring/index.ts';
import { readLocalAuthorities } from '#prisma/seed/local-authorities.ts';
import { readPublishedResults } from '#prisma/seed/published-results.ts';
import { ResultsPage } from './results-page.tsx';

const THREES = toScores(Object.fromEntries(STATEMENT_IDS.map((id) => [id, 3])));

function known(scores: Scores): OwnResult {
  return { state: 'known', cycle: 'CQC 2026', scores, result: exampleState(scores), signed: null };
}

function listing(own: OwnResult): Listing {
  const rows = readPublishedResults().map(({ id, authority, kind, facts }) => ({
    id,
    authority,
    council: authority.name,
    kind,
    facts,
    origin: { kind: 'shipped', on: '2026-11-21' } as const,
  }));
  return {
    framework: CQC_2023,
    rows,
    authorities: readLocalAuthorities(),
    thresholds: '62-80',
    own,
    ownCode: null,
  };
}

function markup(own: OwnResult, filter = {}): string {
  const view = resultsView(listing(own), filter);
  return renderToStaticMarkup(<ResultsPage council={{ slug: 'west' }} view={view} />);
}

const text = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
const count = (html: string, part: string) => html.split(part).length - 1;

describe('ResultsPage', () => {
  it('has a message for each heading, and says aloud what is not known', () => {
    const page = text(markup(known(THREES)));
    expect(page).toContain('75, higher than 72 of 83 known scores');
    expect(page).toContain('6 are the same and 5 are higher.');
    expect(page).toContain('21 of 94 councils have a published score');
    expect(page).toContain('57 of 94 councils are rated good or outstanding.');
    expect(page).toContain('All statement scores are known for 79 of 94 councils.');
    expect(page).toContain('4 results from the 2023 pilots are excluded');
    expect(page).toContain('Your council 75');
    expect(page).toContain('27 – your own assessment 75 Good 6');
    expect(page).toContain('20 results are not confirmed');
    expect(page).toContain('35 councils without a known result');
    expect(page).toContain('Bromley , withdrawn');
  });

  it('draws each known score once on the ruler, those worked out apart', () => {
    const [, figure = ''] = /<figure[^>]*>([\s\S]*?)<figcaption/.exec(markup(known(THREES))) ?? [];
    const dots = [...figure.matchAll(/<path d="([^"]*)" class="([^"]*)"/g)].map(([, d = '', shape = '']) => [
      count(d, 'h0'),
      shape.includes('mark-inside'),
    ]);
    expect(dots).toEqual([
      [21, false],
      [62, false],
      [62, true],
    ]);
  });

  it('draws a range while statements are not scored', () => {
    expect(text(markup(known({ ...NO_SCORES, QS1: 3 })))).toContain('Your council 31 to 98');
  });

  it.each([
    [{ state: 'hidden', statements: ['QS2', 'QS3'] }, 'hidden from you'],
    [{ state: 'none' }, 'no assessment is open'],
  ] as const)('tells of nothing of the own scores where they are %o', (own, words) => {
    const page = text(markup(own));
    expect(page).toContain(words);
    expect(page).not.toContain('Your council 7');
    expect(page).not.toContain('yours');
    expect(page).not.toContain('your own assessment');
  });

  it('marks pilots that are counted as indicative', () => {
    expect(text(markup(known(THREES), { pilots: 'yes' }))).toContain('Pilot, indicative');
  });

  it('says what to do where nothing fits', () => {
    expect(text(markup(known(THREES), { region: 'North East', rating: 'outstanding' }))).toContain(
      'No published result matches these filters.',
    );
  });

  it('has no inline style, which the content policy would refuse', () => {
    expect(markup(known(THREES))).not.toContain('style=');
  });
});
