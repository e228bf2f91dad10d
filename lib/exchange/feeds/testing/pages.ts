import { nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({ pages: ['/inspections/2/feed'] });
