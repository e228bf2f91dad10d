import { nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  forms: {
    'pack-checks/check-pack-form.tsx': { path: '/check-a-pack', asks: false },
  },
});
