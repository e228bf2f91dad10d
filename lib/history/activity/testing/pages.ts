import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/activity', '/activity/1'],
  forms: {
    'activity/activity-filters.tsx': lead('/activity', false),
  },
});
