import { lead, nounPages, seenBy } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/results', '/results?region=London&pilots=yes&sort=-QS1', '/results/E09000007'],
  forms: {
    'results/import-form.tsx': seenBy('admin', '/results/import'),
    'results/results-filters.tsx': lead('/results', false),
  },
});
