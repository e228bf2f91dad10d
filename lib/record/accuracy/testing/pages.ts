import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: [
    '/inspections/1/accuracy',
    '/inspections/2/accuracy',
    '/inspections/1/accuracy/drafts/1',
    '/inspections/1/accuracy/drafts/1/pages/2',
  ],
  forms: {
    'accuracy/draft-form.tsx': lead('/inspections/2/accuracy/drafts/new'),
  },
});
