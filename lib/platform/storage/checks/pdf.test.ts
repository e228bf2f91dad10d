import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { checker } from '#lib/platform/storage/testing/check.ts';
import { objectStream, ooxmlEntries, pdf, zip } from '#lib/platform/storage/testing/samples.ts';
import { canReadPdfs } from '#lib/tasks/programs.ts';

const { check, folder } = checker();

/**
 * A PDF with tables that lead to its objects: the keys of its catalogue, then the objects from 4 on ('' is a free
 * one).
 */
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
      'a script in an object stream with a wrong checksum, which readers accept',
      pdf({ objects: objectStream('8 0 << /S /JavaScript /JS (1) >>', { cutOff: 4, after: 'sums' }) }),
      'pdf-script',
    ],
    [
      'a script in a truncated object stream',
      pdf({ objects: objectStream('8 0 << /S /JavaScript /JS (1) >>', { cutOff: 4 }) }),
      'pdf-script',
    ],
    [
      'a script in an object stream too large to check',
      pdf({ objects: objectStream(`8 0 << /S /JavaScript /JS (1) >>${' '.repeat(33 * 1024 ** 2)}`) }),
      'unpacks-too-large',
    ],
    ['a harmless object stream', pdf({ objects: objectStream('8 0 << /Type /Font >>') }), null],
    ['a stream that never ends', pdf({ objects: '7 0 obj << /Length 9 >>\nstream\nabc' }), 'damaged'],
    ['blanks after its end', pdf({ after: '\r\n\0\0' }), null],
    [
      'no position of its tables',
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
      'an image element before its start',
      Buffer.concat([Buffer.from('<img src=x onerror=alert(1)>'), pdf()]),
      'content-mismatch',
    ],
    [
      'scanner commands before its start',
      Buffer.concat([Buffer.from('\x1b%-12345X@PJL JOB\r\n'), pdf()]),
      null,
    ],
    ['printer commands after its end', pdf({ after: '\x1b%-12345X@PJL EOJ\r\n' }), null],
    ['a server’s comment after its end', pdf({ after: '<!-- served by x --></body></html>' }), null],
    ['a message boundary after its end', pdf({ after: '\r\n------=_NextPart--\r\n' }), null],
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
    ['without a type, which readers ignore', objectStream(SCRIPT, { type: '' }), 'pdf-script'],
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
      'that is not compressed as declared',
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
    'with %s is accepted',
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
    ['on the same line as its keyword', objectStream(SCRIPT).replace('>>\nstream\n', '>>\nstream')],
  ])('with an object stream %s, which readers may unpack, is refused', async (_, objects) => {
    expect(await check('pdf', pdf({ objects }))).toBe('damaged');
  });

  it.each([' \n', '\t\r\n', ' \t\0\r'])('reads a stream whose keyword ends in %j', async (end) => {
    const objects = objectStream(SCRIPT).replace('>>\nstream\n', `>>\nstream${end}`);
    expect(await check('pdf', pdf({ objects }))).toBe('pdf-script');
  });

  it('accepts an object stream that names its length and another stream by reference', async () => {
    const objects = objectStream('8 0 << /Type /Font >>').replace(
      /\/Length \d+/,
      '/Length 7 0 R /Extends 6 0 R',
    );
    expect(await check('pdf', pdf({ objects }))).toBeNull();
  });

  it.each<[string, string, UploadRefusal | null]>([
    ['cannot be parsed', '4 0 obj ) endobj', null],
    ['cannot be parsed, and holds a script', '4 0 obj ) << /S /JavaScript >> endobj', 'pdf-script'],
    ['is not an object', 'nothing', null],
    ['is not an object, before a script', 'nothing 4 0 obj << /S /JavaScript >> endobj', 'pdf-script'],
    ['is null', '4 0 obj null endobj', null],
    ['is missing', '', null],
  ])('whose tables name an object that %s', async (_, object, reason) => {
    expect(await check('pdf', withTables(['/Names 4 0 R', object]))).toBe(reason);
  });

  it.each<[string, string, UploadRefusal | null]>([
    ['holds a script', objectStream('4 0 << /S /JavaScript >>'), 'pdf-script'],
    ['holds nothing active', objectStream('4 0 << /A 1 >>'), null],
    ['does not declare its type', objectStream('4 0 << /A 1 >>', { type: '' }), null],
    [
      'does not declare its type, and holds a script',
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
    // Office programs write links to shared drives and nearby documents like this. Readers ask before following them.
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

  it('with a repeated key is read by both values', async () => {
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
      const [plain, made] = [join(folder(), 'plain.pdf'), join(folder(), 'encrypted.pdf')];
      // Its tables lead nowhere, so qpdf searches for the objects and ends with a warning.
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

    it('is accepted if it opens without a password, and searched', async () => {
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

    it('is refused if it asks for a password', async () => {
      expect(await check('pdf', await encrypted(pdf(), 'user'))).toBe('encrypted');
    });
  });
});
