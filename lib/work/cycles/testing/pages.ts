import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/cycles', '/cycles/1', '/cycles/frameworks', '/cycles/compare', '/cycles/start'],
  forms: {
    'cycles/compare-form.tsx': lead('/cycles/compare', false),
    'cycles/start-assessment-form.tsx': lead('/cycles/start'),
  },
});
