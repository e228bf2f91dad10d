import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { defineFramework } from '#lib/frameworks/define-framework.ts';
import type { Credit, FrameworkDescription } from '#lib/frameworks/framework.ts';

const MADE_UP: Credit = { source: 'Made up for tests', licence: 'MIT' };
const statement = (id: string, theme: number, name: string, weight = 1) => ({
  ...{ id, theme, name, weight },
  asks: `What the made-up statement ${name.toLowerCase()} asks`,
  topics: [`${name}, first topic`, `${name}, second topic`],
  prompts: [],
  characteristics: {},
});

/**
 * A plainly fictional framework, unlike CQC's of 2023 in everything that a framework can differ in: eleven statements in
 * five themes, two of them of double weight, a scale of five, rounding to the nearest, and thresholds of its own. No
 * production installation offers it.
 */
export const FICTIONAL: FrameworkDescription = {
  id: 'fictional-2031',
  name: 'Fictional framework, 2031',
  version: 1,
  source: 'Made up for tests',
  status: 'in-force',
  from: null,
  to: null,
  credits: {
    names: MADE_UP,
    asks: MADE_UP,
    topics: MADE_UP,
    scale: MADE_UP,
    categories: MADE_UP,
    prompts: MADE_UP,
    characteristics: MADE_UP,
  },
  themes: [
    { id: 1, name: 'Red theme' },
    { id: 2, name: 'Orange theme' },
    { id: 3, name: 'Yellow theme' },
    { id: 4, name: 'Green theme' },
    { id: 5, name: 'Blue theme' },
  ],
  statements: [
    // Carried forward from QS1 under the same name, from QS2 under another, and new.
    statement('F1', 1, 'Assessing needs'),
    statement('F2', 1, 'Living well'),
    statement('F3', 1, 'Waiting well'),
    statement('F4', 2, 'Care provision, integration and continuity'),
    statement('F5', 2, 'Neighbourhoods'),
    statement('F6', 3, 'Safe systems, pathways and transitions'),
    statement('F7', 3, 'Safeguarding', 2),
    statement('F8', 4, 'Governance, management and sustainability', 2),
    statement('F9', 4, 'Learning, improvement and innovation'),
    statement('F10', 5, 'Workforce'),
    statement('F11', 5, 'Data and records'),
  ],
  scale: [
    { score: 1, words: 'Far below' },
    { score: 2, words: 'Below' },
    { score: 3, words: 'In between' },
    { score: 4, words: 'Above' },
    { score: 5, words: 'Far above' },
  ],
  aggregation: 'weighted-sum',
  rounding: 'half-up',
  thresholdSets: [
    {
      id: 'fictional',
      name: 'Fictional thresholds',
      nameInReason: 'The fictional thresholds',
      origin: 'Made up for tests.',
      bands: [
        { band: 'inadequate', stated: 'up to 40', limit: 40, includesLimit: true },
        { band: 'requires-improvement', stated: 'above 40, under 60', limit: 60, includesLimit: false },
        { band: 'good', stated: '60 to 85', limit: 85, includesLimit: true },
        { band: 'outstanding', stated: 'above 85', limit: 100, includesLimit: true },
      ],
    },
  ],
  defaultThresholds: 'fictional',
  regulatorThresholds: 'fictional',
  notice: null,
  categories: CQC_2023.categories,
  transitions: 'F6',
  mappings: [
    {
      from: CQC_2023.id,
      // The same, renamed (F2, F5), and new (F3, F10, F11). QS3 is gone.
      statements: { F1: 'QS1', F2: 'QS2', F4: 'QS4', F5: 'QS5', F6: 'QS6', F7: 'QS7', F8: 'QS8', F9: 'QS9' },
      // F5 asks something else than QS5 did.
      comparable: ['F1', 'F2', 'F4', 'F6', 'F7', 'F8', 'F9'],
      isTotalComparable: false,
      scores: { 1: 1, 2: 2, 3: 4, 4: 5 },
    },
  ],
};

export const FICTIONAL_FRAMEWORK = defineFramework(FICTIONAL);

/** Undoes `addFramework` in this process. */
export function removeAddedFrameworks(): void {
  delete (globalThis as { [added: symbol]: unknown })[Symbol.for('assurance.added-frameworks')];
}
