import { describe, expect, it } from 'vitest';
import { displayName, MAX_NAME_BYTES } from './file-name.ts';

describe('displayName', () => {
  it.each([
    ['Adroddiad Tŷ Gwyn – “Gwersi”.pdf', 'Adroddiad Tŷ Gwyn – “Gwersi”.pdf'],
    ['نگہداشت کا منصوبہ.docx', 'نگہداشت کا منصوبہ.docx'],
    ['می\u200Cخواهم.txt', 'می\u200Cخواهم.txt'],
    ['রিপোর্ট.xlsx', 'রিপোর্ট.xlsx'],
    ['Łukasz "draft" \'2\'.txt', 'Łukasz "draft" \'2\'.txt'],
    ['Cafe\u0301.pdf', 'Café.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\sian\\plan.pdf', 'plan.pdf'],
    ['..\\..\\plan.pdf', 'plan.pdf'],
    ['plan\r\nSet-Cookie: a=b\0.pdf', 'plan Set-Cookie: a=b .pdf'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['\u2066a\u2069\u200E\u061C.pdf', 'a.pdf'],
    ['a\u200B\uFEFF\u2028b.pdf', 'a b.pdf'],
    ['\uD800half.pdf', 'half.pdf'],
    ['.htaccess', 'htaccess'],
    ['plan.pdf. . ', 'plan.pdf'],
    ['', 'file'],
    ['...', 'file'],
    ['folder/', 'file'],
  ])('%j becomes %j', (raw, safe) => {
    expect(displayName(raw)).toBe(safe);
  });

  it('truncates a long name between whole characters and keeps the extension', () => {
    for (const character of ['a', 'ŷ', 'ক্ষ', '👩‍👩‍👧', 'e\u0323\u0302']) {
      const name = displayName(`${character.repeat(300)}.docx`);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(MAX_NAME_BYTES);
      expect(Buffer.byteLength(name)).toBeGreaterThan(MAX_NAME_BYTES - 30);
      expect(name.endsWith('.docx')).toBe(true);
      const stem = name.slice(0, -5);
      expect(stem.length % character.normalize('NFC').length).toBe(0);
    }
  });

  it('does not change its own result', () => {
    for (const raw of ['../a\u202E.pdf', `${'ŷ'.repeat(300)}.pdf`, ' . a . b . '])
      expect(displayName(displayName(raw))).toBe(displayName(raw));
  });
});
