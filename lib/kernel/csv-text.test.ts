import { describe, expect, it } from 'vitest';
import { CSV_START } from './csv.ts';
import { csvText } from './csv-text.ts';

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

  it.each(['utf-16le', 'utf-16be'])('reads %s without its mark', (encoding) => {
    const text = 'Measure,Period,Value\nŁódź visited – £,2025\u201126,4\n';
    const bytes = Buffer.from(text, 'utf16le');
    expect(csvText(encoding === 'utf-16be' ? bytes.swap16() : bytes)).toEqual({ ok: true, text, notes: [] });
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
