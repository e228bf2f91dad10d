import { describe, expect, it } from 'vitest';
import { ALLOWED_TYPES } from '#lib/platform/storage/allowed-types.ts';
import {
  CATEGORIES,
  CATEGORY_NAMES,
  highestMarking,
  parseReference,
  parseTypedReference,
  previewKind,
  referenceOf,
  titleFromName,
} from './rules.ts';

describe('references', () => {
  it.each([1, 9, 10, 12, 5_000, 999_999_999])('E%s goes there and back', (number) => {
    expect(parseReference(referenceOf(number))).toBe(number);
  });

  it('may be typed in lower case and with spaces around them', () => {
    expect(parseTypedReference(' e12 ')).toBe(12);
  });

  it.each([
    '',
    'E',
    '12',
    'E0',
    'E012',
    'E-1',
    'E1.5',
    'E1e3',
    'E 1',
    'EE1',
    'E1234567890',
    'E１',
    'E1\nE2',
    'E9 ',
    'E9\n',
    'E9\u0000',
    'e9',
    '../E1',
  ])('does not take %j for one', (text) => {
    expect(parseReference(text)).toBeNull();
  });
});

describe('highestMarking', () => {
  it('is OFFICIAL if no item is marked higher or there are no items', () => {
    expect(highestMarking([])).toBe('OFFICIAL');
    expect(highestMarking(['OFFICIAL', 'OFFICIAL'])).toBe('OFFICIAL');
  });

  it('is OFFICIAL-SENSITIVE as soon as one item is', () => {
    expect(highestMarking(['OFFICIAL', 'OFFICIAL-SENSITIVE', 'OFFICIAL'])).toBe('OFFICIAL-SENSITIVE');
  });
});

it('every category has a name', () => {
  expect(Object.keys(CATEGORY_NAMES)).toEqual([...CATEGORIES]);
});

describe('previewKind', () => {
  it('tells how each kind of file is drawn, office files only where they can be', () => {
    const kinds = (office: boolean) =>
      Object.groupBy(ALLOWED_TYPES, ({ mediaType }) => previewKind(mediaType, office) ?? 'none');
    const endings = (office: boolean) =>
      Object.fromEntries(
        Object.entries(kinds(office)).map(([kind, types]) => [
          kind,
          types.map(({ extension }) => extension).join(' '),
        ]),
      );
    const always = {
      pdf: 'pdf',
      picture: 'png jpg jpeg jfif gif webp tif tiff',
      'phone picture': 'heic heif',
    };
    expect(endings(true)).toEqual({
      ...always,
      document: 'doc docx odt rtf',
      spreadsheet: 'xls xlsx ods',
      slides: 'ppt pptx odp',
      none: 'mp3 m4a mp4 csv txt eml msg',
    });
    expect(Object.keys(endings(false)).toSorted()).toEqual([...Object.keys(always), 'none'].toSorted());
  });
});

it.each([
  ['Annual_report_2026.pdf', 'Annual report 2026'],
  ['annual-report.final.docx', 'Annual report.final'],
  ['2026-03-31 minutes - final.pdf', '2026-03-31 minutes - final'],
  ['survey-2026-03-31.csv', 'Survey 2026-03-31'],
  ['Carers_survey-2025.docx', 'Carers survey 2025'],
  ['iPad survey.csv', 'iPad survey'],
  ['.pdf', '.pdf'],
])('the title suggested for %s is %s', (name, title) => {
  expect(titleFromName(name)).toBe(title);
});
