import { describe, expect, it } from 'vitest';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { checker } from '#lib/platform/storage/testing/check.ts';
import { ooxmlEntries, pdf, zip } from '#lib/platform/storage/testing/samples.ts';

const { check } = checker();

describe('zip packages', () => {
  const docx = ooxmlEntries('docx');
  const plain = (bytes: number) => Buffer.alloc(bytes, 'a');

  it.each<[string, Buffer, UploadRefusal]>([
    [
      'unpack to far more than their size',
      zip([
        ...docx,
        ...Array.from({ length: 9 }, (_, index) => ({ name: `bomb${index}`, data: plain(8 * 1024 ** 2) })),
      ]),
      'unpacks-too-large',
    ],
    [
      'declare an entry smaller than it is',
      zip([...docx, { name: 'a', data: plain(5_000_000), declaredBytes: 10 }]),
      'damaged',
    ],
    [
      'declare an entry larger than it is',
      zip([...docx, { name: 'a', data: plain(10), declaredBytes: 5_000 }]),
      'damaged',
    ],
    [
      'hold more entries than allowed',
      zip([
        ...docx,
        ...Array.from({ length: 20_001 }, (_, index) => ({ name: `e${index}`, data: '', stored: true })),
      ]),
      'unpacks-too-large',
    ],
    ['leave their folder', zip([...docx, { name: '../../evil', data: 'x' }]), 'content-mismatch'],
    ['name an absolute path', zip([...docx, { name: '/etc/cron.d/evil', data: 'x' }]), 'content-mismatch'],
    ['hold a link', zip([...docx, { name: 'link', data: '/etc/passwd', link: true }]), 'content-mismatch'],
    [
      'hold two entries with one name',
      zip([...docx, { name: 'WORD/document.xml', data: 'x' }]),
      'content-mismatch',
    ],
    [
      'give an entry two names',
      zip([...docx, { name: 'a.xml', data: 'x', localName: 'b.xml' }]),
      'content-mismatch',
    ],
    ['hold an entry with a password', zip([...docx, { name: 'a', data: 'x', encrypted: true }]), 'encrypted'],
    ['have a program before their start', Buffer.concat([Buffer.from('MZ junk'), zip(docx)]), 'kind:program'],
    ['have bytes before their start', Buffer.concat([Buffer.from('junk'), zip(docx)]), 'content-mismatch'],
    [
      'have a page after their end',
      Buffer.concat([zip(docx), Buffer.from('<html><script>')]),
      'content-mismatch',
    ],
    [
      'have a program after their end',
      Buffer.concat([zip(docx), Buffer.from('MZ\x90\0')]),
      'content-mismatch',
    ],
    ['have another zip after their end', Buffer.concat([zip(docx), zip(docx)]), 'content-mismatch'],
    ['have a comment', zip(docx, { comment: '<script>' }), 'content-mismatch'],
    [
      'hide an entry from the count',
      zip([...docx, { name: 'hidden', data: 'x' }], { countedEntries: docx.length }),
      'content-mismatch',
    ],
    ['carry a PDF in front', zip([{ name: 'a', data: pdf(), stored: true }, ...docx]), 'content-mismatch'],
  ])('that %s are refused', async (_, content, reason) => {
    expect(await check('docx', content)).toBe(reason);
  });

  it.each(['\n', '\r\n\0\0', 'junk', '\x1b%-12345X'])(
    'may have stray bytes after their end: %j',
    async (stray) => {
      expect(await check('docx', Buffer.concat([zip(docx), Buffer.from(stray)]))).toBeNull();
    },
  );

  it('with a changed byte in packed data are refused', async () => {
    const changed = Buffer.from(zip(docx));
    changed.writeUInt8(changed.readUInt8(60) ^ 0xff, 60);
    expect(await check('docx', changed)).toBe('damaged');
  });
});
