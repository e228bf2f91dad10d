import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/my-work'],
  forms: {
    'assignments/assign-form.tsx': lead('/assessment/QS1/people'),
  },
});
