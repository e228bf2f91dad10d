import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: [
    '/inspections',
    '/inspections/1',
    '/inspections/2',
    '/inspections/2/people',
    '/inspections/2/steps/return',
    '/inspections/2/steps/own.1?remove=yes',
  ],
  forms: {
    'inspections/change-form.tsx': lead('/inspections/2/edit'),
    'inspections/finish-form.tsx': lead('/inspections/2/finish'),
    'inspections/name-person-form.tsx': lead('/inspections/2/people'),
    'inspections/start-form.tsx': lead('/inspections/new'),
    'inspections/step-form.tsx': lead('/inspections/2/steps/new'),
  },
});
