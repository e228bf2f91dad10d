import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/improvement/stages', '/improvement/stages/new', '/improvement/stages/2/letters/new'],
  forms: {
    'support-stages/stage-form.tsx': lead('/improvement/stages/2'),
    'support-stages/letter-form.tsx': lead('/improvement/stages/2/letters/1'),
  },
});
