import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: [
    '/strength',
    '/movement',
    '/movement?since=2026-01-01',
    '/what-if',
    '/what-if?QS1=4&QS2=1',
    '/what-if?QS1=4&scenario=1',
  ],
  forms: {
    'readiness/movement-since.tsx': lead('/movement', false),
    'readiness/what-if-form.tsx': lead('/what-if', false),
  },
});
