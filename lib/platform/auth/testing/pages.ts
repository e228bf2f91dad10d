import { nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  forms: {
    'auth/code-form.tsx': { path: '/join', as: 'lead', asks: true },
    'auth/join-form.tsx': { path: '/join?show', asks: false },
    'auth/password-form.tsx': { path: '/account', as: 'lead', asks: false },
    'auth/sign-in-form.tsx': { path: '/sign-in', asks: false },
  },
});
