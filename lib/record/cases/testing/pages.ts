import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: [
    '/inspections/2/cases',
    '/inspections/2/cases/9',
    '/inspections/2/cases/4?remove=yes',
    '/inspections/2/cases/draws/1',
    '/inspections/2/cases/import',
  ],
  forms: {
    'cases/case-form.tsx': lead('/inspections/2/cases/new'),
    'cases/delete-register-form.tsx': lead('/inspections/2/cases/delete', false),
    'cases/draw-form.tsx': lead('/inspections/2/cases/draws/new'),
    'cases/register-form.tsx': lead('/inspections/2/cases/register'),
  },
});
