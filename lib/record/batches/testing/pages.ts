import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: [
    '/evidence/many',
    '/evidence/many?all=yes&category=people',
    '/evidence/many?item=E1&item=E2&do=owner',
    '/evidence/many?items=1-3&do=review',
    '/evidence/many?items=1-3&do=current',
    '/evidence/many?items=1-3&do=restore',
  ],
  forms: {
    'batches/batch-form.tsx': lead('/evidence/many?items=1-3&do=tag'),
    'batches/selection-bar.tsx': lead('/evidence?kind=pdf', false),
  },
});
