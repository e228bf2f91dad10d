import { nounPages, seenBy } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/members'],
  forms: {
    'members/change-member-forms.tsx': {
      path: ({ as, path }) => path(`/members/${as.contributor.person.id}`),
      as: 'admin',
      asks: true,
    },
    'members/invite-form.tsx': seenBy('admin', '/members/new'),
  },
});
