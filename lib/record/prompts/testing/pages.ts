import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/assessment/QS1/prompts'],
  forms: { 'prompts/prompts-form.tsx': lead('/assessment/QS1/prompts') },
});
