import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/evidence/views', '/evidence/views?statement=none&sort=title'],
  forms: {
    'views/view-fields.tsx': lead('/evidence/views?statement=none'),
  },
});
