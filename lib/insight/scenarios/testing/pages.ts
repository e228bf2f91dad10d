import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: [
    '/what-if/scenarios',
    '/what-if/scenarios/1',
    '/what-if/scenarios/1/remove',
    '/what-if/targets',
    '/what-if/targets?scenario=1',
  ],
  forms: {
    'scenarios/save-scores.tsx': lead('/what-if?QS1=4'),
    'scenarios/scenario-form.tsx': lead('/what-if/scenarios/1'),
    'scenarios/targets-form.tsx': lead('/what-if/targets'),
  },
});
