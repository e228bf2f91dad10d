import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { CSV_START, csvRecords, csvText, readCsv } from './csv.ts';

describe('csvRecords', () => {
  it('ends each record with CRLF and doubles quotes', () => {
    expect(
      csvRecords([
        [1, 'a "b", c'],
        [2, ''],
      ]),
    ).toBe('1,"a ""b"", c"\r\n2,""\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])('guards %o', (text) => {
    expect(parse(csvRecords([[text]]))).toEqual([[`'${text}`]]);
  });

  it('leaves numbers and other text as they are', () => {
    const rows = [[-1, 'E1', "O'Neill", 'line\nline', 'a\r\nb', 'a=1', ' =1', 'Łukasz ✓ اردو']];
    expect(parse(csvRecords(rows))).toEqual([rows[0]?.map(String)]);
  });
});

describe('csvText', () => {
  const TEXT = 'name;Ł\n';
  const utf16 = (mark: number[], swap: boolean) => {
    const bytes = Buffer.from(TEXT, 'utf16le');
    return Uint8Array.from([...mark, ...(swap ? bytes.swap16() : bytes)]);
  };

  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with its mark', Buffer.from(CSV_START + TEXT)],
    ['UTF-16, the small end first', utf16([0xff, 0xfe], false)],
    ['UTF-16, the big end first', utf16([0xfe, 0xff], true)],
  ])('reads %s', (_name, bytes) => {
    expect(csvText(bytes)).toEqual({ ok: true, text: TEXT, notes: [] });
  });

  it('reads what is no UTF-8 as Windows-1252, and says so', () => {
    expect(csvText(Uint8Array.of(0x43, 0xf4, 0x74, 0xe9, 0x80))).toEqual({
      ok: true,
      text: 'Côté€',
      notes: ['The file is not in UTF-8, so it was read as Windows-1252. Check letters with accents.'],
    });
  });

  it.each([
    ['nothing', '', 'The selected file is empty'],
    ['a spreadsheet', 'PK\u0003\u0004', /^The selected file is a spreadsheet\. Save it as CSV/],
    ['a PDF', '%PDF-1.7', 'The selected file must be a CSV file'],
    ['an image', 'GIF89a\u0000', 'The selected file must be a CSV file'],
  ])('refuses %s', (_name, content, message) => {
    const read = csvText(Buffer.from(content));
    expect(read.ok).toBe(false);
    expect(!read.ok && read.problems).toEqual([
      { line: null, column: null, message: expect.stringMatching(message) },
    ]);
  });
});

describe('readCsv', () => {
  const COLUMNS = { required: ['gss_code', 'name'], optional: ['note'] } as const;
  const read = (text: string, maxRows = 10) => readCsv(text, COLUMNS, maxRows);
  const rowsOf = (text: string) => {
    const found = read(text);
    return found.ok ? found.rows : found.problems;
  };
  const problem = (message: string | RegExp, line: number | null = null) => ({
    ok: false,
    problems: [{ line, column: null, message: expect.stringMatching(message) }],
  });

  it('finds the columns by name, in any order and spelling, and says which it does not use', () => {
    expect(read('Name,Colour,GSS Code\nHull, blue ,E06000010\n')).toEqual({
      ok: true,
      rows: [{ line: 2, cells: { gss_code: 'E06000010', name: 'Hull', note: null } }],
      notes: ['Not used: “Colour”.'],
      separator: ',',
    });
  });

  it.each([
    ['a semicolon', 'gss_code;name;note\r\nE1;"a;b";c, d', 'semicolons', ';'],
    ['a tab', 'gss_code\tname\tnote\rE1\ta;b\tc, d\r', 'tabs', '\t'],
    ['what Excel tells', 'sep=;\ngss_code;name;note\nE1;"a;b";c, d', 'semicolons', ';'],
  ])('finds out that %s separates', (_name, text, words, separator) => {
    expect(read(text)).toMatchObject({
      ok: true,
      rows: [{ cells: { gss_code: 'E1', name: 'a;b', note: 'c, d' } }],
      notes: [`The columns are separated by ${words}.`],
      separator,
    });
  });

  it('counts lines as an editor does: over empty ones, line ends in quotes and Excel’s first line', () => {
    const text = 'gss_code,name\r\n1,"a\r\nb"\r\n\r\n , \r\n2,c\r\n';
    expect(rowsOf(text)).toMatchObject([{ line: 2, cells: { name: 'a\nb' } }, { line: 6 }]);
    expect(rowsOf(`sep=,\n${text}`)).toMatchObject([{ line: 3 }, { line: 7 }]);
  });

  it('takes off the apostrophe that guards a formula, so that an export can come back', () => {
    const values = ['=1+1', '-1', "O'Neill", "'tis"];
    const text = csvRecords([['gss_code', 'name'], ...values.map((value) => ['x', value])]);
    expect(rowsOf(text)).toMatchObject(values.map((name) => ({ cells: { name } })));
  });

  it.each([
    ['gss_code,note\n1,2\n', /^The file has no column “name”\. Its first line/, 1],
    ['anything\n', /^The file has no column “gss_code” and “name”\./, 1],
    ['gss_code,name,NAME\n1,2,3\n', 'The file has the column “name” twice', 1],
    ['gss_code,name\n\n', 'The file has no rows under its first line', null],
    ['\n \n', 'The selected file is empty', null],
    ['gss_code,name\n1,2\n1,2,3\n', /^The row has 3 values and the first line has 2 columns\./, 3],
    ['gss_code,name\n1\n', /^The row has 1 value and/, 2],
    ['gss_code,name\n1,2\n1,"open\n3,4\n', 'A double quote is opened here and not closed', 3],
    ['gss_code,name\n1,a "b" c\n', /^A double quote stands within a value/, 2],
  ])('refuses %j', (text, message, line) => {
    expect(read(text)).toEqual(problem(message, line));
  });

  it('takes as many rows as it is told and no more', () => {
    expect(read('gss_code,name\n1,2\n3,4\n', 2).ok).toBe(true);
    expect(read('gss_code,name\n1,2\n3,4\n', 1)).toEqual(problem(/more than 1 rows/));
  });
});
