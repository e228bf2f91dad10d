import { describe, expect, it } from 'vitest';
import { fieldErrors } from '#lib/platform/forms/read-form.ts';
import { growth } from '#tests/setup/cpu-time.ts';
import { MAX_ATTACHED, NO_FURTHER_DETAILS } from './rules.ts';
import {
  addFields,
  addLinkSchema,
  attachSchema,
  changeDetailsSchema,
  uploadSchema,
  useSchema,
} from './schema.ts';

const AGAIN = 'This page is out of date. Open it again from the statement';

const link = {
  url: 'https://council.example/report.pdf',
  title: 'Annual report',
  category: 'people',
  datedOn: '2026-03-29',
  owner: 'Sam Patel',
  marking: 'OFFICIAL',
  containsPersonalData: 'no',
  shows: 'That people wait less',
  location: 'Page 3',
  statement: 'QS1',
  assessment: '0198a5c0-0000-7000-8000-00000000000a',
  submission: '0198a5c0-0000-7000-8000-000000000000',
};

function errorsOf(given: Record<string, unknown>): Record<string, string> {
  const parsed = addLinkSchema.safeParse({ ...link, ...given });
  if (parsed.success) return {};
  return Object.fromEntries(
    fieldErrors(parsed.error, addFields).map(({ field, message }) => [field, message]),
  );
}

describe('addLinkSchema', () => {
  it('reads a whole form', () => {
    const given = { ...link, containsPersonalData: false };
    expect(addLinkSchema.parse(link)).toEqual({ ...NO_FURTHER_DETAILS, ...given });
  });

  const member = '0198a5c0-0000-7000-8000-00000000000b';

  it.each([
    [
      { ownerId: member, owner: '' },
      { ownerId: member, owner: '' },
    ],
    [{ ownerId: 'other' }, { ownerId: null, owner: 'Sam Patel' }],
    [
      { ownerId: '', owner: '' },
      { ownerId: null, owner: '' },
    ],
    [{ containsPersonalData: 'redact' }, { containsPersonalData: true, needsRedaction: true }],
    [{ containsPersonalData: 'yes' }, { containsPersonalData: true, needsRedaction: false }],
    [{ reviewBy: '2030-03-31' }, { reviewBy: '2030-03-31' }],
    [{ voices: ['staff', 'people', 'staff'] }, { voices: ['people', 'staff'] }],
    [{ topics: 'qs1.timeliness,carers' }, { topics: ['carers', 'qs1.timeliness'] }],
    [{ tags: ' Café,  survey ; cafe,, SURVEY' }, { tags: ['Café', 'survey'] }],
  ])('reads %o', (given, read) => {
    expect(addLinkSchema.parse({ ...link, ...given })).toMatchObject(read);
  });

  const tags = Array.from({ length: 21 }, (_, at) => `tag ${at}`).join();

  it.each([
    [
      { ownerId: member, title: '' },
      { title: 'Enter a title', owner: 'Select “Somebody else” to name Sam Patel, or clear the name' },
    ],
    [{ ownerId: 'other', owner: ' ' }, { owner: 'Enter the name of the owner' }],
    [{ ownerId: 'x', owner: '' }, { ownerId: AGAIN }],
    [{ voices: ['friends'] }, { voices: AGAIN }],
    [{ topics: ['qs1.weather'] }, { topics: AGAIN }],
    [{ tags }, { tags: 'Enter 20 tags or fewer. You entered 21' }],
    [{ tags: 'x'.repeat(41) }, { tags: 'Each tag must be 40 characters or less. Put a comma between tags' }],
    [{ containsPersonalData: 'maybe' }, { containsPersonalData: 'Select yes if it contains personal data' }],
  ])('refuses %o by its field', (given, errors) => {
    expect(errorsOf(given)).toEqual(errors);
  });

  it('treats missing fields as empty', () => {
    const { datedOn, owner, shows, location, statement, assessment, ...needed } = link;
    expect(addLinkSchema.parse(needed)).toMatchObject({
      datedOn: null,
      owner: '',
      shows: '',
      location: '',
      statement: null,
      assessment: null,
    });
    expect(addLinkSchema.parse({ ...needed, statement: '', assessment: '' })).toMatchObject({
      statement: null,
      assessment: null,
    });
  });

  it.each([
    '',
    '   ',
    undefined,
    'council.example',
    '//council.example',
    'ftp://council.example',
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'https://',
    `https://council.example/${'x'.repeat(2_000)}`,
  ])('refuses the address %j', (url) => {
    expect(Object.keys(errorsOf({ url }))).toEqual(['url']);
  });

  it.each([
    [{ title: ' ' }, { title: 'Enter a title' }],
    [{ title: 'x'.repeat(201) }, { title: 'Title must be 200 characters or less' }],
    [{ category: undefined }, { category: 'Select a category' }],
    [{ category: 'gossip' }, { category: 'Select a category' }],
    [{ marking: 'SECRET' }, { marking: 'Select a marking' }],
    [{ marking: undefined }, { marking: 'Select a marking' }],
    [
      { containsPersonalData: undefined },
      { containsPersonalData: 'Select yes if it contains personal data' },
    ],
    [{ datedOn: '31/2/2026' }, { datedOn: 'Date of the evidence must be a real date, like 27 3 2026' }],
    [{ datedOn: '2026-02-31' }, { datedOn: 'Date of the evidence must be a real date, like 27 3 2026' }],
    [{ owner: 'x'.repeat(121) }, { owner: 'Owner must be 120 characters or less' }],
    [
      { shows: 'x'.repeat(1_001) },
      { shows: 'What it shows must be 1,000 characters or less. It is 1,001 now' },
    ],
    [{ location: 'x'.repeat(301) }, { location: 'Where in the document must be 300 characters or less' }],
    [{ statement: 'QS10' }, { '': 'This page is out of date. Open it again from the statement' }],
    [{ submission: 'again' }, { '': 'This page is out of date. Open it again to add evidence' }],
    [{ submission: undefined }, { '': 'This page is out of date. Open it again to add evidence' }],
  ])('refuses %o', (given, errors) => {
    expect(errorsOf(given)).toEqual(errors);
  });

  it.each([undefined, '', 'x'])('refuses evidence for a statement in no assessment %j', (assessment) => {
    expect(errorsOf({ assessment })).toEqual({
      '': 'This page is out of date. Open it again from the statement',
    });
  });
});

describe('uploadSchema', () => {
  it('accepts a file without a title, as its name will do', () => {
    const { url, title, ...details } = link;
    expect(uploadSchema.parse(details)).toMatchObject({ title: '' });
    expect(uploadSchema.parse({ ...details, title: '  ' })).toMatchObject({ title: '' });
  });
});

describe('changeDetailsSchema', () => {
  it.each(['0', '', '-1', 'x', '1.5', '2147483648', undefined])(
    'asks to open the page again for version %j',
    (version) => {
      const parsed = changeDetailsSchema.safeParse({ ...link, version });
      expect(parsed.success ? [] : fieldErrors(parsed.error, addFields)).toEqual([
        { field: '', message: 'This page is out of date. Open it again from the evidence item' },
      ]);
    },
  );

  it('needs a title', () => {
    const parsed = changeDetailsSchema.safeParse({ ...link, title: '', version: '1' });
    expect(parsed.success ? [] : fieldErrors(parsed.error, addFields)).toEqual([
      { field: 'title', message: 'Enter a title' },
    ]);
  });
});

describe('useSchema', () => {
  it('accepts both, either or neither, and trims them', () => {
    const { assessment } = link;
    const used = { shows: 'a', location: 'b', assessment };
    expect(useSchema.parse({ shows: ' a ', location: ' b ', assessment })).toEqual(used);
    expect(useSchema.parse({ assessment })).toEqual({ shows: '', location: '', assessment });
  });

  it('needs its assessment', () => {
    for (const assessment of [undefined, '', 'x']) {
      expect(useSchema.safeParse({ shows: 'a', assessment }).success).toBe(false);
    }
  });
});

describe('the address of a link', () => {
  const link = (url: string) =>
    addLinkSchema.safeParse({
      url,
      title: 'Strategy',
      category: 'processes',
      marking: 'OFFICIAL',
      containsPersonalData: 'no',
      submission: '019f0000-0000-7000-8000-000000000000',
    });

  it('is stored as a browser reads it: without line breaks, and with direction marks escaped', () => {
    expect(link('https://council.example/a\n/b\u202Efdp.exe').data?.url).toBe(
      'https://council.example/a/b%E2%80%AEfdp.exe',
    );
  });

  it('must not contain a user name or password', () => {
    expect(link('https://admin:secret@council.example/').error?.issues[0]?.message).toBe(
      'Enter an address without a user name or password in it',
    );
  });
});

describe('attachSchema', () => {
  const { assessment } = link;
  const chosen = (size: number) => Array.from({ length: size }, (_, index) => `E${index + 1}`);
  const refusal = (reference: unknown) => {
    const parsed = attachSchema.safeParse({ reference, assessment });
    return parsed.success ? null : fieldErrors(parsed.error, ['reference'])[0]?.message;
  };

  it('reads each reference once', () => {
    expect(attachSchema.parse({ reference: ['E1', 'E2', 'E1'], assessment }).reference).toEqual(['E1', 'E2']);
    expect(attachSchema.parse({ reference: chosen(MAX_ATTACHED), assessment }).reference).toHaveLength(100);
  });

  it.each([
    ['none', [], 'Select the evidence to attach'],
    ['one more than a form may attach', chosen(MAX_ATTACHED + 1), /up to 100 items/],
    ['5,000, known or not', chosen(5_000), /up to 100 items/],
    ['text that is not a reference', ['E1', 'E0', 'other'], 'Select evidence from the list'],
  ])('refuses %s', (_what, reference, message) => {
    expect(refusal(reference)).toMatch(message);
  });

  it('takes time proportional to the number of references', async () => {
    expect(await growth(20_000, (size) => () => refusal(chosen(size)))).toBeLessThan(3);
  });
});
