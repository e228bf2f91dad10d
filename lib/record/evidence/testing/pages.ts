import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: [
    '/assessment/QS1/evidence/E13',
    '/assessment/QS1/evidence/E13?remove',
    '/evidence',
    '/evidence?words=survey&category=people&statement=QS1',
    '/evidence?words=nothing-at-all-like-this',
    '/evidence/E13',
    '/evidence/E13/edit',
    '/evidence/E13/hold',
    '/evidence/E13/replace',
    '/evidence/E28/replace',
    '/evidence/E13/withdraw',
    '/evidence?withdrawn=yes',
    '/evidence/new',
    '/evidence/new?statement=QS1',
    '/evidence/new?statement=QS1&way=link',
    '/evidence/new?statement=QS1&way=list',
  ],
  forms: {
    'evidence/add-link-form.tsx': lead('/evidence/new?statement=QS1&way=link'),
    'evidence/attach-form.tsx': lead('/evidence/new?statement=QS2&way=list'),
    'evidence/attach-search.tsx': lead('/evidence/new?statement=QS2&way=list'),
    'evidence/details-fields.tsx': lead('/evidence/E1/edit'),
    'evidence/evidence-filters.tsx': lead('/evidence?words=a', false),
    'evidence/link-statements-form.tsx': lead('/evidence/E1'),
    'evidence/reason-form.tsx': lead('/evidence/E1/withdraw'),
    'evidence/replace-form.tsx': lead('/evidence/E13/replace'),
    'evidence/upload-form.tsx': lead('/evidence/new?statement=QS1'),
  },
});
