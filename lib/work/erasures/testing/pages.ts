import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/evidence/E13/erase'],
  forms: {
    'erasures/erasure-form.tsx': lead('/evidence/E13/erase'),
  },
});
