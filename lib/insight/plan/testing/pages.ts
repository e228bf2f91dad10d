import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/improvement/completeness', '/improvement/forecast', '/improvement/forecast?chosen=yes&action=1'],
  forms: {
    'plan/about-form.tsx': lead('/improvement/about'),
    'plan/forecast-form.tsx': lead('/improvement/forecast', false),
  },
});
