import { describe, expect, it } from 'vitest';
import { pastedList, planList, type ReturnRow } from '#lib/exchange/imports/return-list.ts';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { csvRecords, readCsv } from '#lib/kernel/csv.ts';
import { RETURN_CSV_COLUMNS, returnCsvRows } from '#lib/record/returns/csv-rows.ts';
import { RETURN_COLUMNS } from '#lib/record/returns/import-columns.ts';
import { withStandings } from '#lib/record/returns/readiness.ts';
import { openList, returnItem, storedAnswer } from '#lib/record/returns/testing/items.ts';

const ann = { id: 'ann', name: 'Ann Lead', email: 'ann@council.example' };
const context = { members: [ann], framework: CQC_2023, answers: new Map<string, string>() };
const owner = { id: ann.id, name: ann.name };

const BEFORE = {
  items: [
    returnItem({ key: 1, number: '1', asked: 'Self-assessment', owner, heading: 'About you' }),
    returnItem({ key: 2, number: '2', asked: 'Waiting times', statements: ['QS1'], kind: 'table' }),
    returnItem({ key: 3, number: '3', asked: 'Carers', answers: [storedAnswer({ reason: 'Not kept' })] }),
  ],
};

function rowsOf(text: string): readonly ReturnRow[] {
  const read = readCsv(text, RETURN_COLUMNS, 500);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.rows;
}

describe('a list that is imported', () => {
  it('reads the columns that others use', () => {
    const rows = rowsOf(
      [
        'Local authority information return,,,',
        'Ref,Request,Quality statement(s),Type',
        '7,Staff survey,"Care provision, integration and continuity, Equity in experiences and outcomes",Documents',
        '8,Budget,Nothing like it,Something',
      ].join('\n'),
    );
    const plan = planList(rows, { items: [] }, context);
    expect(
      plan.rows.map(({ change, after }) => [change, after?.number, after?.statements, after?.kind]),
    ).toEqual([
      ['added', '7', ['QS3', 'QS4'], 'documents'],
      ['added', '8', [], 'any'],
    ]);
    expect(plan.notes).toEqual([
      'Line 4: “Nothing like it” is no quality statement, so it is left out.',
      'Line 4: “Something” is no kind that we know, so it is left open.',
    ]);
  });

  it('changes what it has columns for, and no longer asks for what it lacks', () => {
    const rows = rowsOf(
      'Number,What is asked,Owner,Due\n2,Waiting times by team,ann@council.example,1 12 2026\n1,Self-assessment,,',
    );
    const plan = planList(rows, BEFORE, context);
    expect(plan.problems).toEqual([]);
    expect(plan.rows).toMatchObject([
      {
        ...{
          change: 'changed',
          before: { key: 2 },
          parts: ['asked'],
          isMoved: false,
          owner,
          dueOn: '2026-12-01',
        },
        after: { number: '2', asked: 'Waiting times by team', statements: ['QS1'], kind: 'table' },
      },
      { change: 'changed', before: { key: 1 }, parts: [], isMoved: true, owner: null },
      { line: 0, change: 'removed', before: { key: 3 }, after: null },
    ]);
  });

  it('asks about an item with another number', () => {
    const rows = rowsOf('Number,What is asked\n1,Self-assessment\n2,Waiting times\n9,Carers');
    const { questions } = planList(rows, BEFORE, context);
    expect(questions.map(({ id, readings }) => [id, readings.map((one) => one.id)])).toEqual([
      ['item 3 as 9', ['same', 'new']],
    ]);
    const answered = (id: string) =>
      planList(rows, BEFORE, { ...context, answers: new Map([['item 3 as 9', id]]) });
    expect(answered('same').rows.at(-1)).toMatchObject({ change: 'changed', before: { key: 3 } });
    expect(answered('new').rows.map(({ change }) => change)).toEqual([
      ...['unchanged', 'unchanged', 'added', 'removed'],
    ]);
  });

  it('says what is wrong in which line', () => {
    const rows = rowsOf('Number,What is asked,Owner,Due\n1,,nobody@council.example,31 2 2026\n1,Budget,,');
    expect(planList(rows, { items: [] }, context).problems.map(({ line, column }) => [line, column])).toEqual(
      [
        ...[
          [2, 'What is asked'],
          [2, 'Owner'],
          [2, 'Due'],
          [3, 'Number'],
        ],
      ],
    );
  });

  it('is the same list again when its own export is imported', () => {
    const csv = csvRecords([
      RETURN_CSV_COLUMNS,
      ...returnCsvRows(
        withStandings(openList(BEFORE.items), '2026-11-23'),
        BEFORE.items,
        new Map([[ann.id, ann.email]]),
      ),
    ]);
    const plan = planList(rowsOf(csv), BEFORE, context);
    expect(plan.rows.map(({ change }) => change)).toEqual(['unchanged', 'unchanged', 'unchanged']);
  });

  it('can be pasted from a letter', () => {
    const pasted = pastedList('Theme 1\n\n1. Self-assessment\n2. Waiting times');
    expect(
      planList(pasted?.rows ?? [], { items: [] }, context).rows.map(({ after }) => after?.asked),
    ).toEqual([...['Self-assessment', 'Waiting times']]);
    expect(pastedList('A letter without numbers')).toBeNull();
  });
});
