import { nounPages, seenBy } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/sharing'],
  forms: {
    'sharing/sharing-form.tsx': seenBy('director', '/sharing'),
  },
});
