import { nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/evidence/new/files', '/evidence/new/files?statement=QS1', '/evidence/new/files/answers'],
  forms: {
    'uploads/answers-form.tsx': {
      path: ({ path }) => path('/evidence/new/files/answers'),
      as: 'lead',
      asks: true,
    },
    'uploads/uploads-table.tsx': {
      path: ({ path }) => path('/evidence/new/files/answers'),
      as: 'lead',
      asks: true,
    },
  },
});
