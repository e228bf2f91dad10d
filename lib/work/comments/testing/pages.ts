import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/assessment/QS1/comments', '/evidence/E13/comments'],
  forms: {
    'comments/comment-form.tsx': lead('/assessment/QS1/comments'),
  },
});
