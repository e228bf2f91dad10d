import { describe, expect, it } from 'vitest';
import { type CheckedItem, likelyPersonalData } from './rules.ts';

const ITEM: CheckedItem = {
  title: 'Survey of carers',
  fileName: 'survey.pdf',
  uses: [{ statement: 'QS1', shows: 'Carers wait less', location: 'Page 3' }],
  containsPersonalData: false,
  ruledOutIn: null,
  file: {
    version: 2,
    found: { nhs: { count: 2, pages: [3, 7] }, email: { count: 1, pages: [1] } },
    newlyFound: false,
    unit: 'page',
    units: 9,
  },
};

describe('likelyPersonalData', () => {
  it('says what is in the file, and on which pages', () => {
    expect(likelyPersonalData(ITEM)).toEqual({
      printed: [],
      file: {
        version: 2,
        found: '2 NHS numbers and 1 email address',
        pages: [1, 3, 7],
        unit: 'page',
        identifies: true,
      },
    });
  });

  it('does not number the rest of a sheet', () => {
    const found = { nhs: { count: 2, pages: [1, 4] } };
    const file = { version: 1, found, newlyFound: false, unit: 'sheet' as const, units: 3 };
    expect(likelyPersonalData({ ...ITEM, file }).file).toMatchObject({ unit: 'sheet', pages: [1] });
  });

  it.each([
    ['known to hold some', { containsPersonalData: true }],
    ['ruled out in this version', { ruledOutIn: 2 }],
    ['not read', { file: null }],
    [
      'read, and clear',
      { file: { version: 2, found: {}, newlyFound: false, unit: 'page' as const, units: 9 } },
    ],
  ])('says nothing of a file %s', (_, given) => {
    expect(likelyPersonalData({ ...ITEM, ...given }).file).toBeNull();
  });

  it('asks again about a later version', () => {
    expect(likelyPersonalData({ ...ITEM, ruledOutIn: 1 }).file).not.toBeNull();
  });

  it('does not call contact details alone a person', () => {
    const found = { phone: { count: 3, pages: [1] } };
    const file = { version: 1, found, newlyFound: false, unit: 'part' as const, units: 1 };
    expect(likelyPersonalData({ ...ITEM, file }).file).toMatchObject({ identifies: false, unit: null });
  });

  it('warns of what packs print whatever the file holds', () => {
    const given = {
      ...{ title: 'Review, NHS 943 476 5919', fileName: '9434765919.pdf' },
      uses: [{ statement: 'QS1', shows: 'That Jan, born on 3 May 1951, was heard', location: '' }],
    };
    expect(likelyPersonalData({ ...ITEM, ...given, containsPersonalData: true })).toEqual({
      printed: [
        'The title: 1 NHS number',
        'The file name: 1 NHS number',
        'What is said of it on Assessing needs: 1 date of birth',
      ],
      file: null,
    });
  });
});
