import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: [
    '/improvement/findings',
    '/improvement/findings?severity=high&source=report',
    '/improvement/findings/1',
  ],
  forms: {
    'findings/finding-form.tsx': lead('/improvement/findings/new?source=audit'),
    'findings/finding-filters.tsx': lead('/improvement/findings', false),
  },
});
