import { nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({ pages: ['/coverage', '/coverage?by=voice'], forms: {} });
