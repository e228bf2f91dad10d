import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { enteredTextSection, enteredTexts } from './entered-text.ts';

function formOf(entries: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(entries)) form.append(name, value);
  return form;
}

const labels = (entries: Readonly<Record<string, string>>) =>
  enteredTexts(formOf(entries)).map(({ label, text }) => `${label}: ${text}`);

const forms = globSync('{app,components}/**/*.tsx', { exclude: ['**/*.test.tsx'] }).map((file) =>
  readFileSync(file, 'utf8'),
);

/** The names of fields in tags with an attribute, across all forms. */
function namesWith(attribute: string): readonly string[] {
  return forms.flatMap((text) =>
    [...text.matchAll(/<[A-Za-z]+\s[^<>]*?\/>/g)].flatMap(([tag]) =>
      tag.includes(attribute) ? (/\bname="([^"]+)"/.exec(tag)?.[1] ?? []) : [],
    ),
  );
}

/** The names in `hidden={{ council, version: 1 }}`. */
function hiddenOfPageForms(): readonly string[] {
  return forms.flatMap((text) =>
    [...text.matchAll(/\shidden=\{\{([^{}]*)\}\}/g)].flatMap(([, fields = '']) =>
      fields
        .replaceAll(/\/\/.*/g, '')
        .split(',')
        .flatMap((field) => /^\s*(\w+)/.exec(field)?.[1] ?? []),
    ),
  );
}

describe('entered text', () => {
  it.each([
    [{ reason: 'Reviews are late.' }, ['Reason: Reviews are late.']],
    [{ body: 'Is this so?' }, ['Comment: Is this so?']],
    [{ text: 'Measure,Period' }, ['Rows: Measure,Period']],
    [
      { name: 'Waits', source: 'Our records', comparatorPeriod: '2024-25', value: '4.7', comparator: '5' },
      ['Name: Waits', 'Source: Our records', 'Comparator period: 2024-25', 'Value: 4.7', 'Comparator: 5'],
    ],
    [{ 'dueOn-day': '30', 'dueOn-month': '9', 'dueOn-year': '2026' }, ['Due on: 30/9/2026']],
    [{ 'dueOn-day': '31', 'dueOn-month': '2', 'dueOn-year': '2026' }, ['Due on: 31/2/2026']],
    [
      { strengths: 'Much', url: 'https://a.example' },
      ['What we do well: Much', 'Address of the document: https://a.example'],
    ],
    [
      { 'needs-QS7': 'Two more reviewers', QS7: '3', number: '2', scenario: '2' },
      ['What it would take for Safeguarding: Two more reviewers'],
    ],
    [
      {
        'target-QS7': '3',
        'opened-QS7': '2/2027-01-31',
        'version-QS7': '1',
        'by-QS7-day': '31',
        'by-QS7-month': '3',
        'by-QS7-year': '2027',
      },
      ['Day of the target for Safeguarding: 31/3/2027'],
    ],
    [
      { 'by-day': '31', 'by-month': '3', 'by-year': '2027', decision: 'sign' },
      ['Date for new targets: 31/3/2027'],
    ],
    [{ aFieldOfTheNextForm: 'Words' }, ['A field of the next form: Words']],
  ])('is given back: %o', (entries, expected) => {
    expect(labels(entries)).toEqual(expected);
  });

  it('is empty for a form with more fields than any real form has', () => {
    const fields = Object.fromEntries(Array.from({ length: 199 }, (_, number) => [`field${number}`, 'x']));
    expect(enteredTexts(formOf({ reason: 'Late', ...fields }))).toHaveLength(200);
    expect(enteredTexts(formOf({ reason: 'Late', ...fields, oneMore: 'x' }))).toEqual([]);
  });

  it('leaves out ids, choices, empty fields and secrets', () => {
    expect(
      labels({
        $ACTION_KEY: 'k1',
        council: 'exampleshire',
        version: '3',
        score: '2',
        reason: '  ',
        owner: '0198a5c0-0000-7000-8000-000000000000',
        password: 'a walk along the canal',
        newPassword: 'a walk along the canal',
        code: '123456',
      }),
    ).toEqual([]);
  });

  it('skips the hidden fields of today’s forms and never shows passwords', () => {
    const hidden = [...namesWith('type="hidden"'), ...hiddenOfPageForms()];
    expect(hidden.length).toBeGreaterThan(20);
    const shown = enteredTexts(formOf(Object.fromEntries(hidden.map((name) => [name, 'x']))));
    // Exceptions: rows of a confirmed file, and text typed with a file already in the list. A value to remove is an
    // id, recognised by its form.
    expect(shown.map(({ label }) => label).toSorted()).toEqual([
      'Rows',
      'Value',
      'What it shows',
      'Where in the document',
    ]);
    const passwords = namesWith('PasswordInput');
    expect(passwords).toEqual(expect.arrayContaining(['password', 'current']));
    expect(labels(Object.fromEntries(passwords.map((name) => [name, 'x'])))).toEqual([]);
  });

  it('shows every field answered in words', () => {
    const asked = forms.flatMap((text) =>
      [...text.matchAll(/<(?:Textarea|DateInput)\s[^<>]*?\bname="([^"]+)"/g)].map(([, name = '']) => name),
    );
    expect(asked).toEqual(expect.arrayContaining(['reason', 'body', 'text', 'dueOn']));
    for (const name of asked) expect(labels({ [name]: 'x' })).toHaveLength(1);
  });

  it('is shown only where there is some, with markup escaped', () => {
    expect(enteredTextSection(formOf({ council: 'exampleshire', password: 'x' }))).toBe('');
    const section = enteredTextSection(formOf({ reason: '<b> & $&', '<i>': 'x' }));
    expect(section).toContain('It is still here.');
    expect(section).toContain('&lt;b&gt; &amp; $&amp;');
    expect(section).not.toMatch(/<[bi]>/);
  });

  it('is not mentioned by pages that cannot know of it', () => {
    for (const page of ['signed-out', 'unavailable', 'fault', 'too-many-requests']) {
      expect(readFileSync(`app/${page}/page.tsx`, 'utf8')).not.toMatch(/still here|shown below/);
    }
  });
});
