import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvRecords } from './csv.ts';

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
