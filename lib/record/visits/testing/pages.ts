import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: [
    '/inspections/2/visit',
    '/inspections/2/visit/sessions/1',
    '/inspections/2/visit/sessions/import',
    '/inspections/2/visit/requests/1',
    '/inspections/1/visit/days/2025-11-11',
    '/inspections/1/visit/heard',
    '/inspections/1/visit/person?who=Grace+Holt',
  ],
  forms: {
    'visits/heard-form.tsx': lead('/inspections/2/visit/heard/new'),
    'visits/request-form.tsx': lead('/inspections/2/visit/requests/new'),
    'visits/session-form.tsx': lead('/inspections/2/visit/sessions/new'),
  },
});
