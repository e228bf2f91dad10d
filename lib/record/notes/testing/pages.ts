import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/evidence/new/note', '/evidence/new/note?statement=QS1'],
  forms: { 'notes/add-note-form.tsx': lead('/evidence/new/note?statement=QS1') },
});
