import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: [
    '/improvement',
    '/improvement?view=board',
    '/improvement?view=timeline',
    '/improvement?view=owners',
    '/improvement?standing=overdue&priority=low',
    '/improvement/actions/1',
    '/improvement/actions/2',
    '/improvement/actions/new?statement=QS7&score=4',
    '/improvement/import',
    '/improvement/actions/1/milestones/new',
    '/improvement/actions/1/milestones/2?remove=yes',
  ],
  forms: {
    'improvement/action-form.tsx': lead('/improvement/actions/4/edit'),
    'improvement/milestone-form.tsx': lead('/improvement/actions/1/milestones/2'),
    'improvement/plan-filters.tsx': lead('/improvement', false),
    'improvement/update-form.tsx': lead('/improvement/actions/1/progress'),
  },
});
