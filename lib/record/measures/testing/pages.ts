import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: [
    '/measures',
    '/measures/own-2',
    '/measures/own-2/target',
    '/measures/own-2/value',
    '/measures/vacancy-rate',
    '/measures/home-care-wait',
    '/measures/import',
    '/measures/new',
  ],
  forms: {
    'imports/import-form.tsx': lead('/measures/import'),
    'measures/measure-filters.tsx': lead('/measures?words=a', false),
    'measures/measure-form.tsx': lead('/measures/new'),
    'measures/target-form.tsx': lead('/measures/own-2/target'),
    'measures/value-form.tsx': lead('/measures/own-2/value'),
  },
});
