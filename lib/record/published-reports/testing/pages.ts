import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/improvement/reports', '/improvement/reports/1', '/improvement/reports/1/edit'],
  forms: {
    'published-reports/report-form.tsx': lead('/improvement/reports/new'),
  },
});
