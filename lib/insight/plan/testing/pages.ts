import { lead, nounPages } from '#tests/e2e/noun-pages.ts';

export const PAGES = nounPages({
  pages: [
    ...['/improvement/completeness', '/improvement/forecast', '/improvement/forecast?chosen=yes&action=1'],
    ...['/improvement/changes?since=2025-10-01', '/improvement/changes?since=2026-02-31'],
  ],
  forms: {
    'plan/about-form.tsx': lead('/improvement/about'),
    'plan/changes-form.tsx': lead('/improvement/changes', false),
    'plan/forecast-form.tsx': lead('/improvement/forecast', false),
  },
});
