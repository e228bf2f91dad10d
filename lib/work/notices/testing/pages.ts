import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/notices'],
  forms: {
    'notices/digest-form.tsx': lead('/notices'),
  },
});
