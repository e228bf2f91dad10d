import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: [
    '/inspections/2/logs',
    '/inspections/2/logs/1',
    '/inspections/2/logs/all',
    '/inspections/2/logs/2/edit',
  ],
  forms: {
    'case-logs/log-form.tsx': lead('/inspections/2/logs/new'),
    'case-logs/review-log-form.tsx': lead('/inspections/2/logs/3'),
  },
});
