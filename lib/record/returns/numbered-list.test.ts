import { describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { SHARED_TOPICS, statementTopics } from '#lib/frameworks/topics.ts';
import { checklistOf } from '#lib/record/returns/checklist.ts';
import { numberedList } from '#lib/record/returns/numbered-list.ts';

const LETTER = `Information return
Please send the following by the date in our letter.

Theme 1: Working with people

1. Your latest self-assessment, or the
   documents that show how you assess yourself.
2. Waiting times for assessments over
2024 and 2025, by team.
   a. figures for each month

Theme 2: Providing support
3\tMarket position statement
3.1\tCapacity: home care
3.2\tCapacity: care homes
5) Joint strategic needs assessment
`;

describe('a pasted list', () => {
  it('has its numbers, headings and wording over several lines', () => {
    const { rows } = numberedList(LETTER);
    expect(rows.map(({ number, heading, asked }) => [number, heading, asked])).toEqual([
      [
        '1',
        'Theme 1: Working with people',
        'Your latest self-assessment, or the documents that show how you assess yourself.',
      ],
      [
        '2',
        'Theme 1: Working with people',
        'Waiting times for assessments over 2024 and 2025, by team. a. figures for each month',
      ],
      ['3', 'Theme 2: Providing support', 'Market position statement'],
      ['3.1', 'Theme 2: Providing support', 'Capacity: home care'],
      ['3.2', 'Theme 2: Providing support', 'Capacity: care homes'],
      ['5', 'Theme 2: Providing support', 'Joint strategic needs assessment'],
    ]);
    expect(rows[1]?.line).toBe(8);
  });

  it('says what it did not use and what is missing', () => {
    expect(numberedList(LETTER).notes).toEqual([
      'Line 2 comes before the first number, so it was not used.',
      'There is no item 4.',
    ]);
    const text = '7 Strategies from 2019\n12 of these are public';
    expect(numberedList(text).notes).toEqual([
      'Line 2 begins with 12, which does not follow 7, so it was read as part of item 7.',
    ]);
  });

  it('has headings without empty lines, if the item before has ended', () => {
    const { rows, notes } = numberedList(
      '1. The strategy,\nAnnex A of it.\nAccess to care\n2. Overdue reviews\nOutcomes\n3. Minutes.\nYours faithfully',
    );
    expect(rows.map(({ heading, asked }) => [heading, asked])).toEqual([
      ['', 'The strategy, Annex A of it.'],
      ['Access to care', 'Overdue reviews Outcomes'],
      ['Access to care', 'Minutes.'],
    ]);
    expect(notes).toEqual(['Line 7 comes after the last item, so it was not used.']);
  });

  it('takes no letter for the number that comes next', () => {
    const { rows } = numberedList(
      '1. Strategies:\n(a) housing\n(b) carers\n2. Minutes\n2 (a) of boards\n2 (b) of panels\n3. Plans',
    );
    expect(rows.map(({ number, asked }) => [number, asked])).toEqual([
      ['1', 'Strategies: (a) housing (b) carers'],
      ['2', 'Minutes'],
      ['2 (a)', 'of boards'],
      ['2 (b)', 'of panels'],
      ['3', 'Plans'],
    ]);
  });

  it('has no rows if nothing is numbered', () => {
    expect(numberedList('A letter\nwithout numbers.').rows).toEqual([]);
  });
});

describe('our checklist', () => {
  it('asks for every topic once and has no numbers', () => {
    const rows = checklistOf(CQC_2023);
    expect(new Set(rows.map(({ asked }) => asked)).size).toBe(rows.length);
    for (const { name } of [...SHARED_TOPICS, ...statementTopics(CQC_2023)])
      expect(rows.filter(({ asked }) => asked === name)).toHaveLength(1);
    expect(rows.filter(({ statements }) => statements.length === 1)).toHaveLength(
      statementTopics(CQC_2023).length,
    );
    expect(rows.filter(({ number, heading }) => number !== '' || heading === '')).toEqual([]);
  });
});
