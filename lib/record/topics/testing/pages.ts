import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/topics', '/topics/waiting', '/topics/discharge', '/topics/own.1', '/topics/own.1/edit'],
  forms: { 'topics/topic-form.tsx': lead('/topics/new') },
});
