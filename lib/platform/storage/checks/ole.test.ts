import { describe, expect, it } from 'vitest';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { checker } from '#lib/platform/storage/testing/check.ts';
import {
  boundSheet,
  compoundFile,
  excelStream,
  ooxmlEntries,
  packedStreams,
  powerPointStreams,
  withVba,
  word6Stream,
  wordStream,
  zip,
} from '#lib/platform/storage/testing/samples.ts';

const { check } = checker();

describe('old Office files', () => {
  /** A SupBook record: a workbook that this one refers to, or a program and its request. */
  const linked = (name: string): readonly [number, Buffer] => [
    0x01ae,
    Buffer.concat([Buffer.from([0, 0, name.length, 0, 0]), Buffer.from(name, 'latin1')]),
  ];
  /** Excel 4 records: the start of a sheet of this kind, and its end. */
  const bareExcel = (kind: number) => Buffer.from([9, 4, 6, 0, 0, 0, kind, 0, 0, 0, 0x0a, 0, 0, 0]);
  const doc = compoundFile({ WordDocument: wordStream() });
  const changed = (content: Buffer, at: number, byte: number) =>
    Buffer.concat([content.subarray(0, at), Buffer.of(byte), content.subarray(at + 1)]);

  it.each<[string, string, Buffer, UploadRefusal]>([
    ['doc', 'a password', compoundFile({ WordDocument: wordStream({ encrypted: true }) }), 'encrypted'],
    ['doc', 'macros', compoundFile({ WordDocument: wordStream() }, ['Macros', 'VBA']), 'macros'],
    ['doc', 'macros of VBA', withVba('Sub AutoOpen()\r\nShell "calc"\r\nEnd Sub\r\n'), 'macros'],
    ['doc', 'an empty procedure', withVba('Sub AutoOpen()\r\nEnd Sub\r\n'), 'macros'],
    ['doc', 'macros of which only the compiled part is left', withVba('', { compiled: 60 }), 'macros'],
    ['doc', 'compiled parts of another make', withVba('', { mark: false }), 'macros'],
    ['doc', 'a module that is not there', withVba('', { module: false }), 'macros'],
    ['doc', 'another number of modules than its list has', withVba('', { count: 2 }), 'macros'],
    ['doc', 'a list of modules that does not end', withVba('', { end: false }), 'macros'],
    [
      'doc',
      'a module missing from the list',
      withVba('', { more: { 'Macros/VBA/More': Buffer.alloc(9) } }),
      'macros',
    ],
    ['doc', 'another limit for small streams', changed(doc, 57, 0x20), 'damaged'],
    ['doc', 'a zip behind it', Buffer.concat([doc, zip(ooxmlEntries('docx'))]), 'content-mismatch'],
    [
      'doc',
      'a page after it',
      Buffer.concat([doc, Buffer.from('<img src=x onerror=alert(1)>')]),
      'content-mismatch',
    ],
    ['doc', 'a program behind it', Buffer.concat([doc, Buffer.from('MZ')]), 'content-mismatch'],
    [
      'doc',
      'a Word 6 password',
      compoundFile({ WordDocument: word6Stream({ encrypted: true }) }),
      'encrypted',
    ],
    ['doc', 'macros of Word 6', compoundFile({ WordDocument: word6Stream({ macros: true }) }), 'macros'],
    [
      'doc',
      'a packed program',
      compoundFile({ WordDocument: wordStream(), ...packedStreams('setup.exe', 'MZ') }),
      'program',
    ],
    [
      'xls',
      'a link that starts a program',
      compoundFile({ Workbook: excelStream(linked('cmd\x03/c calc')) }),
      'command',
    ],
    ['xls', 'macros of Excel 4, without a compound file', bareExcel(0x0040), 'macros'],
    ['xls', 'no end, without a compound file', bareExcel(0x0010).subarray(0, 10), 'damaged'],
    ['ppt', 'a slide that starts a program', compoundFile(powerPointStreams({ action: 2 })), 'command'],
    [
      'doc',
      'a VBA project stream',
      compoundFile({ WordDocument: wordStream(), _VBA_PROJECT: Buffer.alloc(9) }),
      'macros',
    ],
    ['doc', 'another main stream', compoundFile({ Workbook: excelStream() }), 'really:xls'],
    ['xls', 'a password', compoundFile({ Workbook: excelStream([0x002f, Buffer.alloc(54)]) }), 'encrypted'],
    ['xls', 'macros', compoundFile({ Workbook: excelStream() }, ['_VBA_PROJECT_CUR']), 'macros'],
    [
      'xls',
      'an Excel 4 macro sheet',
      compoundFile({ Workbook: excelStream(boundSheet(0), boundSheet(1)) }),
      'macros',
    ],
    ['ppt', 'a password', compoundFile(powerPointStreams({ encrypted: true })), 'encrypted'],
    ['ppt', 'macros', compoundFile(powerPointStreams({ macros: true })), 'macros'],
  ])('%s with %s is refused', async (extension, _, content, reason) => {
    expect(await check(extension, content)).toBe(reason);
  });

  it.each<[string, string, Buffer]>([
    ['doc', 'an empty VBA project', withVba('')],
    [
      'doc',
      'a VBA project of options and comments',
      withVba("Option Explicit\r\n' nothing here\r\n", { compiled: 8 }),
    ],
    ['doc', 'the look of Word 6', compoundFile({ WordDocument: word6Stream() })],
    [
      'doc',
      'a theme, which is a zip',
      compoundFile({ WordDocument: wordStream(), Theme: zip(ooxmlEntries('docx')) }),
    ],
    ['doc', 'bytes behind its last sector', Buffer.concat([doc, Buffer.alloc(700, 1)])],
    [
      'doc',
      'a packed text',
      compoundFile({ WordDocument: wordStream(), ...packedStreams('letter.txt', 'Dear') }),
    ],
    ['xls', 'a link to another workbook', compoundFile({ Workbook: excelStream(linked('\x01budget.xls')) })],
    ['xls', 'no compound file around it', bareExcel(0x0010)],
    ['xls', 'filling behind it', Buffer.concat([bareExcel(0x0010), Buffer.alloc(300)])],
    ['ppt', 'a slide that leads to another', compoundFile(powerPointStreams({ action: 3 }))],
  ])('%s with %s is taken', async (extension, _, content) => {
    expect(await check(extension, content)).toBeNull();
  });

  it('with marks in unused entries of its table is accepted', async () => {
    const marked = Buffer.from(doc);
    for (let at = 512; at < 1024; at += 4)
      if (marked.readUInt32LE(at) === 0xffffffff) marked.writeUInt32LE(0xfffffffe, at);
    expect(await check('doc', marked)).toBeNull();
  });

  it('with a chain that loops are refused quickly', async () => {
    const circle = Buffer.from(doc);
    const table = 512;
    for (let sector = 1; sector < 10; sector += 1) circle.writeUInt32LE(1, table + sector * 4);
    expect(await check('doc', circle)).toBe('damaged');
  });
});
