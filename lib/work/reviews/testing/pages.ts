import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/review', '/review/content', '/review/cycles/3/versions/1'],
  forms: {
    'reviews/review-form.tsx': lead('/review'),
  },
});
