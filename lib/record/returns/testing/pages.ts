import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

const LIST = '/inspections/2/returns/1';

export const PAGES = nounPages({
  pages: [
    LIST,
    `${LIST}/items/8`,
    `${LIST}/items/8?add=follows`,
    `${LIST}/items/13`,
    `${LIST}/import`,
    `${LIST}/readiness`,
    `${LIST}/versions`,
  ],
  forms: {
    'returns/answer-form.tsx': lead(`${LIST}/items/9?add=see`),
    'returns/answer-search.tsx': lead(`${LIST}/items/9`),
    'returns/assign-form.tsx': lead(`${LIST}/selected?do=assign&item=9-1`),
    'returns/change-form.tsx': lead(`${LIST}/edit`),
    'returns/list-filters.tsx': lead(`${LIST}?state=late`, false),
    'returns/selection-bar.tsx': lead(LIST, false),
    'returns/send-form.tsx': lead(`${LIST}/sent`),
    'returns/start-form.tsx': lead('/inspections/2/returns/new'),
  },
});
