import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/review', '/review/content'],
  forms: {
    'reviews/review-form.tsx': lead('/review'),
  },
});
