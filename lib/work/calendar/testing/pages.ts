import { nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/calendar?month=2026-12', '/calendar?month=2026-12&view=list'],
});
