import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: ['/reports', '/packs', '/packs/new', '/packs/new?preset=core', '/packs/new?preset=public'],
  forms: {
    'packs/pack-form.tsx': lead('/packs/new?preset=statement'),
    'packs/more-choices.tsx': lead('/packs/new?preset=bundle'),
    'packs/return-pack-form.tsx': lead('/packs/new?content=return-2-1'),
    'packs/preset-form.tsx': lead('/packs/new', false),
  },
});
