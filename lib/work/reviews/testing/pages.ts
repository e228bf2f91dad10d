import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/review', '/review/propose', '/review/withdraw'],
  forms: {
    'reviews/decision-form.tsx': lead('/review/propose'),
  },
});
