import { lead, nounPages, seenBy } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/assessment/QS5/challenge', '/assessment/challenge-settings'],
  forms: {
    'challenge/blind-form.tsx': lead('/assessment/challenge-settings'),
    'challenge/challenge-form.tsx': seenBy('reader', '/assessment/QS1/challenge'),
  },
});
