import { nounPages, seenBy } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/settings'],
  forms: {
    'councils/look-form.tsx': seenBy('admin', '/settings/look'),
    'councils/retention-form.tsx': seenBy('admin', '/settings/retention'),
    'councils/contact-form.tsx': seenBy('admin', '/settings/contact'),
  },
});
