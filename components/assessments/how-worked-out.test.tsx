import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, expect, it } from 'vitest';
import { addFramework } from '#lib/frameworks/known.ts';
import { exampleState } from '#lib/record/assessments/testing/fixtures.ts';
import { type Scores, STATEMENT_IDS } from '#lib/scoring/index.ts';
import { FICTIONAL_FRAMEWORK, removeAddedFrameworks } from '#tests/setup/fictional-framework.ts';
import { HowWorkedOut } from './how-worked-out.tsx';

addFramework(FICTIONAL_FRAMEWORK);
afterAll(removeAddedFrameworks);

const threes = (ids: readonly string[]): Scores => Object.fromEntries(ids.map((id) => [id, 3]));
const textOf = (state: Parameters<typeof HowWorkedOut>[0]['state'], scores: Scores) =>
  renderToStaticMarkup(<HowWorkedOut state={state} scores={scores} />).replaceAll(/<[^>]+>/g, '');

it('adds up the scores, and says nothing of weights where all are equal', () => {
  const scores = threes(STATEMENT_IDS);
  expect(textOf(exampleState(scores), scores)).toContain(
    'Each of the nine quality statements is scored 1 to 4. The points are the total: 3 + 3 + 3 + 3 + 3 + 3 + 3 + 3 + 3 = 27, out of 36.',
  );
});

it('says which statements count more', () => {
  const { id: framework, statementIds } = FICTIONAL_FRAMEWORK;
  const scores = threes(statementIds);
  const text = textOf(exampleState(scores, { framework, thresholds: 'fictional' }), scores);
  expect(text).toContain(
    'Each of the 11 quality statements is scored 1 to 5. “Safeguarding” and “Governance, management and sustainability” count twice. All others count once. The points are the total: 3 + 3 + 3 + 3 + 3 + 3 + 2 × 3 + 2 × 3 + 3 + 3 + 3 = 39, out of 65.',
  );
  expect(text).toContain('39 ÷ 65 × 100 = 60.00, shown rounded to the nearest whole number: 60.');
});
