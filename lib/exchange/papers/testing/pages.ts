import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/board-papers', '/board-papers/new'],
  forms: {
    'links/link-fields.tsx': lead('/board-papers/new'),
  },
});
