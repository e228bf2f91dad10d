import { nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/assessment', '/assessment/QS1'],
  forms: {
    'assessments/statement-form.tsx': {
      path: ({ path }) => path('/assessment/QS1'),
      as: 'lead',
      asks: false,
    },
  },
});
