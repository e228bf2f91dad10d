import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: [
    '/search',
    '/search?q=carers',
    '/search?q=carers&kind=evidence',
    '/search?q=nothing-at-all-like-this',
  ],
  forms: {
    'search/search-form.tsx': lead('/search?q=carers', false),
  },
});
