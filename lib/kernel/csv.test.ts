import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '#lib/kernel/text/clean.ts';
import { growth } from '#tests/setup/cpu-time.ts';
import { csvRecords, guardFormula, readCsv, readGuarded } from './csv.ts';

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

  it('lets no control out but tabs and line ends', () => {
    expect(parse(csvRecords([['First.\vSecond\u0007\u0000\u001b[0m\u0085', 'a\tb']]))).toEqual([
      ['First.\nSecond[0m', 'a\tb'],
    ]);
  });

  it('leaves numbers and other text as they are', () => {
    const rows = [[-1, 'E1', "O'Neill", 'line\nline', 'a\r\nb', 'a=1', ' =1', 'Łukasz ✓ اردو']];
    expect(parse(csvRecords(rows))).toEqual([rows[0]?.map(String)]);
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

  it('takes rows without their last empty cells, and with more of them', () => {
    const text = 'gss_code,name,note\n1,a\n2,b,c,,,\n3\n , ,\n';
    expect(rowsOf(text)).toEqual([
      { line: 2, cells: { gss_code: '1', name: 'a', note: '' } },
      { line: 3, cells: { gss_code: '2', name: 'b', note: 'c' } },
      { line: 4, cells: { gss_code: '3', name: '', note: '' } },
    ]);
  });

  it('takes no column without a name for one that the file lacks', () => {
    const found = read('gss_code,name,,\nE1,Leeds,,\n');
    expect(found).toMatchObject({
      rows: [{ cells: { gss_code: 'E1', name: 'Leeds', note: null } }],
      notes: [],
    });
  });

  it('reports a value without a heading by line and column', () => {
    expect(read('gss_code,,name,\n1,,a,\n2,x,b,important\n')).toEqual({
      ok: false,
      problems: [
        {
          line: 3,
          column: 'Column 2',
          message: '“x” is in a column with no heading. Name the column on line 1, or remove the value',
        },
        {
          line: 3,
          column: 'Column 4',
          message:
            '“important” is in a column with no heading. Name the column on line 1, or remove the value',
        },
      ],
    });
  });

  it('finds the header under a title, and says that what stands above is not used', () => {
    expect(read('Return for 2025-26;;\n\n"Made by, on\n1 April"\nname;gss_code\na;1\n')).toMatchObject({
      rows: [{ line: 6, cells: { gss_code: '1', name: 'a' } }],
      notes: [
        'Not used: the lines above line 5, which has the column names.',
        'The columns are separated by semicolons.',
      ],
    });
  });

  it.each(['gss_code,name\r1,a\r2,b\r', '\ufeffsep=;\ngss_code;name\n1;a\n2;b'])('reads %j', (text) => {
    expect(rowsOf(text)).toMatchObject([{ cells: { name: 'a' } }, { cells: { name: 'b' } }]);
  });

  it('reads the text that a program wrote as a formula, so that spreadsheets leave it alone', () => {
    const text = 'gss_code,name,note\n="2011-12","=""2011-12""","a,=""b"",c"\n';
    expect(rowsOf(text)).toMatchObject([
      { cells: { gss_code: '2011-12', name: '2011-12', note: 'a,="b",c' } },
    ]);
  });

  it('reads back what was exported, whatever it starts with', () => {
    const first = fc.constantFrom(
      "'",
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '＝',
      '＋',
      '－',
      '＠',
      '"',
      ',',
      '\n',
    );
    const text = fc
      .tuple(fc.array(first, { maxLength: 4 }), fc.string())
      .map(([start, rest]) => start.join('') + rest);
    fc.assert(
      fc.property(text, (value) => {
        expect(readGuarded(guardFormula(value))).toBe(value);
        const stored = cleanText(value).trim(); // by a field
        const exported = csvRecords([
          ['gss_code', 'name'],
          ['x', stored],
        ]);
        expect(rowsOf(exported)).toMatchObject([{ cells: { name: stored } }]);
      }),
    );
    expect(["'=literal", "'tis", '=1'].map(guardFormula)).toEqual(["''=literal", "'tis", "'=1"]);
  });

  it('takes off the apostrophe that guards a formula, so that an export can come back', () => {
    const values = ['=1+1', '-1', "O'Neill", "'tis"];
    const text = csvRecords([['gss_code', 'name'], ...values.map((value) => ['x', value])]);
    expect(rowsOf(text)).toMatchObject(values.map((name) => ({ cells: { name } })));
  });

  it.each([
    ['gss_code,note\n1,2\n', /^Add “name” to the column names on the first line/, 1],
    ['anything\n', /^Add “gss_code” and “name” to the column names/, 1],
    ['gss_code,name,NAME\n1,2,3\n', 'The file has more than one “name” column', 1],
    ['gss_code,name\n\n', 'The file has column names but no rows', null],
    ['\n \n', 'The selected file is empty', null],
    ['gss_code,name\n1,2\n1,2,3\n', /^The row has 3 values but there are only 2 columns\./, 3],
    ['gss_code,name\n1,2\n1,"open\n3,4\n', 'A double quote opens here and is not closed', 3],
    ['gss_code,name\n1,a "b" c\n', /^A value contains a double quote/, 2],
  ])('refuses %j', (text, message, line) => {
    expect(read(text)).toEqual(problem(message, line));
  });

  it('takes as many rows as it is told and no more', () => {
    expect(read('gss_code,name\n1,2\n3,4\n', 2).ok).toBe(true);
    expect(read('gss_code,name\n1,2\n3,4\n', 1)).toEqual(problem(/more than 1 rows/));
  });
});

describe('reading a file', () => {
  it.each(['"', '""', ',"', ',="', ',="" ', '="x,', "'", '\n"a"', 'a;'])(
    'of many %o takes time as it is long',
    async (part) => {
      const columns = { required: ['name'], optional: [] } as const;
      const workOf = (size: number) => () => readCsv(`name\n${part.repeat(size)}`, columns, 1_000_000);
      expect(await growth(4_000, workOf, { noise: 5 })).toBeLessThan(3);
    },
  );
});
