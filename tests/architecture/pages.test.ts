import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FORM_PAGES, PAGES } from '#tests/e2e/every-page.ts';

// What a noun's testing/pages.ts leaves out is looked at by no suite of pages or forms.

describe('pages of a council', () => {
  // Pages that Exampleshire has not, that its assurance lead cannot see, or in states that the specs of their nouns make.
  const APART = [
    'activity/[seq]',
    'board-papers/[link]',
    'cycles',
    'cycles/[number]',
    'cycles/closing',
    'cycles/closing/decline',
    'cycles/undo',
    'measures/[measure]/edit',
    'members/[person]',
    'members/invitations/[invitation]',
    'my-work',
    'review/cycles/[cycle]/versions/[version]',
  ];

  it('are in the list of pages or show a form of the list of forms', () => {
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
    // Of cycles/start and cycles/[number] the first, as Next does.
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
      /from '#components\/ui\/(?:checkboxes|date-input|file-input|password-input|radios|select|text-input|textarea)\.tsx'/;
    const apart = [
      // A field of three forms, each in the list.
      'auth/new-password-input.tsx',
      // A dialog that needs script, the pages of a closing that waits, and a question that comes with the answer to an upload.
      'claims/reference-picker.tsx',
      'cycles/closing-form.tsx',
      'evidence/same-files.tsx',
    ];
    const forms = components.filter(({ text }) => field.test(text)).map(({ file }) => file);
    expect(forms.filter((file) => !apart.includes(file)).toSorted()).toEqual(Object.keys(FORM_PAGES));
  });

  it('draw them by those of components/ui', () => {
    const drawn = components
      .filter(({ text }) => /<(?:textarea|select|input(?![^>]*type="hidden"))\b/.test(text))
      .map(({ file }) => file);
    expect(drawn.length).toBeGreaterThan(3);
    expect(drawn.filter((file) => !file.startsWith('ui/'))).toEqual([]);
  });
});
