import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: [
    '/improvement/publish?preview=yes&action=1&action=3&also=withOwners&also=withCosts',
    '/improvement/links',
    '/improvement/links/new?for=board',
  ],
  forms: { 'publications/choose-form.tsx': lead('/improvement/publish', false) },
});
