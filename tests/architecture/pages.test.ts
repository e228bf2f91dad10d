import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FORM_PAGES, PAGES } from '#tests/e2e/every-page.ts';

// The browser suites visit only the pages and forms listed in each noun's testing/pages.ts.

describe('pages of a council', () => {
  // Pages that Exampleshire lacks, its assurance lead cannot see, that have no frame, or are in states that their nouns'
  // specs create.
  const APART = [
    'activity/[seq]/undo',
    'board-papers/[link]',
    'cycles/closing',
    'cycles/closing/decline',
    'cycles/undo',
    'evidence/[reference]/compare',
    'evidence/many/[batch]',
    'evidence/views/[view]',
    'improvement/links/[link]',
    'inspections/[number]/accuracy/points/[point]',
    'inspections/[number]/accuracy/points/new',
    'inspections/[number]/feed/[link]',
    'inspections/[number]/returns/[list]/again',
    'measures/[measure]/edit',
    'meeting',
    'members/[person]',
    'members/invitations/[invitation]',
    'packs/[number]',
    'packs/[number]/additions',
    'packs/[number]/share',
    'packs/links/[link]',
  ];

  it('are in the list of pages or show a listed form', () => {
    const within = '/councils/exampleshire';
    const forms = Object.values(FORM_PAGES).flatMap(({ path }) => (typeof path === 'string' ? [path] : []));
    const listed = [...PAGES.map((path) => `${within}${path}`), ...forms].map(
      (path) => path.split('?')[0] ?? '',
    );
    const start = 'app/councils/[council]/';
    const pages = globSync('app/councils/*/*/**/page.tsx').map((file) =>
      file.slice(start.length, -'/page.tsx'.length),
    );
    const addressOf = (page: string) => new RegExp(`^${within}/${page.replaceAll(/\[\w+\]/g, '[^/]+')}$`);
    const parts = (page: string) => page.split('[').length;
    // Next prefers cycles/start to cycles/[number].
    const shown = new Set(
      listed.map(
        (path) =>
          pages.filter((page) => addressOf(page).test(path)).toSorted((a, b) => parts(a) - parts(b))[0],
      ),
    );
    expect(pages.length).toBeGreaterThan(40);
    expect(pages.filter((page) => !shown.has(page)).toSorted()).toEqual(APART);
  });
});

describe('components with fields', () => {
  const components = globSync('{app,components}/**/*.tsx').map((file) => ({
    file: file.replace(/^components\//, ''),
    text: readFileSync(file, 'utf8'),
  }));

  it('are in the list of forms', () => {
    const field =
      /from '(?:#components\/ui\/(?:checkboxes|date-input|file-input|password-input|radios|select|text-input|textarea)|\.\/code-input)\.tsx'/;
    const apart = [
      // Fields of several forms, all listed.
      'auth/code-input.tsx',
      'auth/new-password-input.tsx',
      // Parts of the statement's form, the pages of a pending closing, a question in the answer to an upload, and the page
      // of a pack that is made.
      'assessments/score-reason.tsx',
      'cycles/closing-form.tsx',
      'evidence/evidence-finder.tsx',
      'evidence/same-files.tsx',
      'packs/additions-form.tsx',
      // Of a draft report that is being checked.
      'accuracy/point-form.tsx',
      // Of one answer to an item of a return, of an item that is no longer asked for, and of a rehearsal.
      'returns/carry-form.tsx',
      'returns/change-answer-form.tsx',
      'returns/start-for-real-form.tsx',
    ];
    const forms = components.filter(({ text }) => field.test(text)).map(({ file }) => file);
    expect(forms.filter((file) => !apart.includes(file)).toSorted()).toEqual(Object.keys(FORM_PAGES));
  });

  it('take their fields from components/ui', () => {
    const drawn = components
      .filter(({ text }) => /<(?:textarea|select|input(?![^>]*type="hidden"))\b/.test(text))
      .map(({ file }) => file);
    expect(drawn.length).toBeGreaterThan(3);
    expect(drawn.filter((file) => !file.startsWith('ui/'))).toEqual([]);
  });
});
