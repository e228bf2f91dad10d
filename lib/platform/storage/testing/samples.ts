import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import { afterAll } from 'vitest';

// Sample files for these tests, built byte by byte so that each can be broken in one place.

// One for each process, because a process reads its settings once and runs several test files.
let folder: string | undefined;

/** Points this test file's settings at an empty folder, which is removed at the end. Returns the folder. */
export function ownDataFolder(): string {
  folder ??= mkdtempSync(join(tmpdir(), 'storage-'));
  mkdirSync(folder, { recursive: true });
  afterAll(() => folder && rmSync(folder, { recursive: true, force: true }));
  process.env.DATA_DIR = folder;
  process.env.DATABASE_URL ??= 'postgresql://nobody@127.0.0.1/none';
  process.env.NEXTAUTH_URL ??= 'http://localhost:3000';
  process.env.NEXTAUTH_SECRET ??= 'a secret for tests only, 32 characters or more';
  return folder;
}

export type ZipEntry = {
  readonly name: string;
  readonly data: string | Buffer;
  readonly stored?: boolean;
  readonly encrypted?: boolean;
  readonly link?: boolean;
  /** Values in the headers, if they differ from the real ones. */
  readonly declaredBytes?: number;
  readonly localName?: string;
};

export function zip(
  entries: readonly ZipEntry[],
  { comment = '', countedEntries = entries.length } = {},
): Buffer {
  const body: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const data = Buffer.from(entry.data);
    const packed = entry.stored ? data : deflateRawSync(data);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x800 | (entry.encrypted ? 1 : 0), 2);
    shared.writeUInt16LE(entry.stored ? 0 : 8, 4);
    shared.writeUInt32LE(crc32(data), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(entry.declaredBytes ?? data.length, 18);
    const localName = Buffer.from(entry.localName ?? entry.name);
    shared.writeUInt16LE(localName.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, localName, packed]);
    const name = Buffer.from(entry.name);
    const head = Buffer.alloc(46);
    head.write('PK\x01\x02', 'latin1');
    head.writeUInt16LE(0x0314, 4);
    shared.copy(head, 6, 0, 22);
    head.writeUInt16LE(name.length, 28);
    head.writeUInt32LE(entry.link ? 0o120777 * 0x10000 : 0, 38);
    head.writeUInt32LE(offset, 42);
    directory.push(head, name);
    body.push(local);
    offset += local.length;
  }
  const directoryBytes = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(countedEntries, 8);
  end.writeUInt16LE(countedEntries, 10);
  end.writeUInt32LE(directoryBytes.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...body, directoryBytes, end, Buffer.from(comment)]);
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const OOXML_MAIN = {
  docx: { part: 'word/document.xml', type: 'wordprocessingml.document.main+xml' },
  xlsx: { part: 'xl/workbook.xml', type: 'spreadsheetml.sheet.main+xml' },
  pptx: { part: 'ppt/presentation.xml', type: 'presentationml.presentation.main+xml' },
} as const;

/** The entries of a minimal Office package, with `types` and `relations` added to its two lists. */
export function ooxmlEntries(
  kind: keyof typeof OOXML_MAIN,
  { types = '', relations = '', mainType = '' } = {},
): readonly ZipEntry[] {
  const { part, type } = OOXML_MAIN[kind];
  const contentType = mainType || `application/vnd.openxmlformats-officedocument.${type}`;
  return [
    {
      name: '[Content_Types].xml',
      data: `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/${part}" ContentType="${contentType}"/>${types}</Types>`,
    },
    {
      name: '_rels/.rels',
      data: `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="${part}"/></Relationships>`,
    },
    { name: part, data: '<?xml version="1.0"?><main>Tŷ Gwyn</main>' },
    {
      name: part.replace(/([^/]+)$/, '_rels/$1.rels'),
      data: `<Relationships>${relations}</Relationships>`,
    },
  ];
}

export function relation(type: string, target: string, external = false): string {
  return `<Relationship Id="rId9" Type="${OFFICE}/${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`;
}

const ODF = 'application/vnd.oasis.opendocument';
const ODF_KINDS = { odt: `${ODF}.text`, ods: `${ODF}.spreadsheet`, odp: `${ODF}.presentation` } as const;

/** The entries of a minimal OpenDocument package, with `manifest` added to its manifest. */
export function odfEntries(kind: keyof typeof ODF_KINDS, { manifest = '' } = {}): readonly ZipEntry[] {
  return [
    { name: 'mimetype', data: ODF_KINDS[kind], stored: true },
    { name: 'content.xml', data: '<office:document-content/>' },
    {
      name: 'META-INF/manifest.xml',
      data: `<manifest:manifest><manifest:file-entry manifest:full-path="/" manifest:media-type="${ODF_KINDS[kind]}">${manifest}</manifest:file-entry></manifest:manifest>`,
    },
  ];
}

/**
 * A compound file with these streams and storages; a name with a path goes into that storage. Streams under 4,096
 * bytes go into the mini stream.
 */
export function compoundFile(
  streams: Readonly<Record<string, Buffer>>,
  storages: readonly string[] = [],
): Buffer {
  const FREE = 0xffffffff;
  const END = 0xfffffffe;
  const sectors: Buffer[] = [Buffer.alloc(512)];
  const table: number[] = [0xfffffffd];
  const place = (data: Buffer): number => {
    if (data.length === 0) return END;
    const start = sectors.length;
    for (let at = 0; at < data.length; at += 512) {
      const sector = Buffer.alloc(512);
      data.copy(sector, 0, at, at + 512);
      sectors.push(sector);
      table.push(at + 512 < data.length ? sectors.length : END);
    }
    return start;
  };
  const small: Buffer[] = [];
  const smallTable: number[] = [];
  const placeSmall = (data: Buffer): number => {
    const start = smallTable.length;
    for (let at = 0; at < data.length; at += 64) {
      const sector = Buffer.alloc(64);
      data.copy(sector, 0, at, at + 64);
      small.push(sector);
      smallTable.push(at + 64 < data.length ? smallTable.length + 1 : END);
    }
    return start;
  };
  const entry = (path: string, kind: number, start: number, bytes: number): Buffer => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const head = Buffer.alloc(128);
    head.write(name, 'utf16le');
    head.writeUInt16LE(name.length * 2 + 2, 64);
    head.writeUInt8(kind, 66);
    for (const at of [68, 72, 76]) head.writeUInt32LE(FREE, at);
    head.writeUInt32LE(start, 116);
    head.writeUInt32LE(bytes, 120);
    return head;
  };
  const entries = Object.entries(streams).map(([name, data]) =>
    entry(name, 2, data.length < 4096 ? placeSmall(data) : place(data), data.length),
  );
  const smallBytes = Buffer.concat(small);
  const root = entry('Root Entry', 5, place(smallBytes), smallBytes.length);
  const folders = storages.map((name) => entry(name, 1, 0, 0));
  const directory = [root, ...entries, ...folders];
  const paths = ['', ...Object.keys(streams), ...storages];
  // Each storage names its first entry, and each entry the next in its storage.
  for (const [index, path] of paths.entries()) {
    const inside = paths.flatMap((other, at) => (at > 0 && isIn(other, path) ? [at] : []));
    if (inside[0] !== undefined) directory[index]?.writeUInt32LE(inside[0], 76);
    for (const [place, at] of inside.entries()) directory[at]?.writeUInt32LE(inside[place + 1] ?? FREE, 72);
  }
  const directoryStart = place(Buffer.concat(directory));
  const smallTableBytes = Buffer.alloc(Math.ceil(smallTable.length / 128) * 512, 0xff);
  for (const [index, next] of smallTable.entries()) smallTableBytes.writeUInt32LE(next, index * 4);
  const smallTableStart = place(smallTableBytes);
  if (table.length > 128) throw new Error('this sample does not fit into one table sector');
  const tableBytes = Buffer.alloc(512, 0xff);
  for (const [index, next] of table.entries()) tableBytes.writeUInt32LE(next, index * 4);
  sectors[0] = tableBytes;

  const header = Buffer.alloc(512);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(header);
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(directoryStart, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(smallTableStart, 60);
  header.writeUInt32LE(smallTableBytes.length / 512, 64);
  header.writeUInt32LE(END, 68);
  header.fill(0xff, 76);
  header.writeUInt32LE(0, 76);
  return Buffer.concat([header, ...sectors]);
}

function isIn(path: string, storage: string): boolean {
  const slash = path.lastIndexOf('/');
  return path.slice(0, Math.max(0, slash)) === storage;
}

export function wordStream({ encrypted = false } = {}): Buffer {
  const stream = Buffer.alloc(4096);
  stream.writeUInt16LE(0xa5ec, 0);
  stream.writeUInt16LE(0x1200 | (encrypted ? 0x0100 : 0), 10);
  return stream;
}

/** The main stream of Word 6, which keeps its macros in a command table. */
export function word6Stream({ encrypted = false, macros = false } = {}): Buffer {
  const stream = wordStream({ encrypted });
  stream.writeUInt16LE(0xa5dc, 0);
  stream.writeUInt32LE(0x400, 0x118);
  stream.writeUInt32LE(macros ? 30 : 0, 0x11c);
  stream.set([0xff, 0x01, 0x01, 0x00], 0x400);
  return stream;
}

/** Text as one uncompressed chunk ([MS-OVBA] 2.4.1) of up to 4,096 bytes. */
function vbaContainer(data: Buffer): Buffer {
  const chunk = Buffer.alloc(4099);
  chunk[0] = 1;
  chunk.writeUInt16LE(0x3fff, 1);
  data.copy(chunk, 3);
  return chunk;
}

/** A Word document with a VBA project of one module with this source; `compiled` is its compiled code. */
export function withVba(
  source: string,
  {
    compiled = 0,
    mark = true,
    module = true,
    count = 1,
    end = true,
    more = {} as Record<string, Buffer>,
  } = {},
): Buffer {
  const record = (type: number, data: Buffer) => {
    const head = Buffer.alloc(6);
    head.writeUInt16LE(type, 0);
    head.writeUInt32LE(data.length, 2);
    return Buffer.concat([head, data]);
  };
  const cache = Buffer.concat([
    Buffer.from(mark ? [0xfe, 0xca, 1, 0, 0, 0] : [1, 2, 3, 4, 5, 6]),
    Buffer.alloc(24 + compiled),
  ]);
  const offset = Buffer.alloc(4);
  offset.writeUInt32LE(cache.length);
  const list = Buffer.concat([
    record(0x000f, Buffer.from([count, 0])),
    record(0x001a, Buffer.from('ThisDocument')),
    record(0x0032, Buffer.from('ThisDocument', 'utf16le')),
    record(0x0031, offset),
    record(0x002b, Buffer.alloc(0)),
    record(end ? 0x0010 : 0x0016, Buffer.alloc(0)),
  ]);
  const text = `Attribute VB_Name = "ThisDocument"\r\n${source}`.padEnd(4096, '\n');
  return compoundFile(
    {
      WordDocument: wordStream(),
      'Macros/VBA/dir': vbaContainer(list),
      ...(module
        ? { 'Macros/VBA/ThisDocument': Buffer.concat([cache, vbaContainer(Buffer.from(text))]) }
        : {}),
      ...more,
    },
    ['Macros', 'Macros/VBA'],
  );
}

/** A file packed into an object ([MS-OLEDS] 2.3.6). */
export function packedStreams(name: string, content: string): Record<string, Buffer> {
  const path = Buffer.from(`C:\\Temp\\${name}\0`);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(path.length);
  const data = Buffer.concat([
    Buffer.from([2, 0]),
    Buffer.from(`${name}\0C:\\${name}\0`),
    Buffer.from([0, 0, 3, 0]),
    size,
    path,
    Buffer.alloc(4),
    Buffer.from(content, 'latin1'),
  ]);
  return { '\x01Ole10Native': Buffer.concat([Buffer.alloc(4), data]) };
}

/** The same as a compound file of its own. */
export function packedFile(name: string, content: string): Buffer {
  return compoundFile(packedStreams(name, content));
}

/** Records of a workbook's first substream: type and content. */
export function excelStream(...records: readonly (readonly [number, Buffer])[]): Buffer {
  const all = [[0x0809, Buffer.alloc(16)] as const, ...records, [0x000a, Buffer.alloc(0)] as const];
  const bytes = all.map(([type, data]) => {
    const head = Buffer.alloc(4);
    head.writeUInt16LE(type, 0);
    head.writeUInt16LE(data.length, 2);
    return Buffer.concat([head, data]);
  });
  return Buffer.concat([...bytes, Buffer.alloc(4096)]);
}

export function boundSheet(kind: number): readonly [number, Buffer] {
  return [0x0085, Buffer.from([0, 0, 0, 0, 0, kind, 1, 0, 0x41])];
}

function powerPointRecord(version: number, type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(version, 0);
  head.writeUInt16LE(type, 2);
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data]);
}

export function powerPointStreams({
  macros = false,
  encrypted = false,
  action = 0,
} = {}): Record<string, Buffer> {
  const atom = Buffer.alloc(12);
  atom.writeUInt32LE(macros ? 1 : 0, 4);
  const info = powerPointRecord(0x1f, 0x03ff, powerPointRecord(2, 0x0400, atom));
  const document = powerPointRecord(0x0f, 0x03e8, powerPointRecord(0x0f, 0x07d0, info));
  const filler = powerPointRecord(0, 0x0fa8, Buffer.alloc(4096));
  const interaction = powerPointRecord(
    0,
    0x0ff3,
    Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, action, 0, 0, 0, 0, 0, 0, 0]),
  );
  const user = Buffer.alloc(12);
  user.writeUInt32LE(0x14, 0);
  user.writeUInt32LE(encrypted ? 0xf3d1c4df : 0xe391c05f, 4);
  return {
    'PowerPoint Document': Buffer.concat([document, interaction, filler]),
    'Current User': powerPointRecord(0, 0x0ff6, user),
  };
}

/** A PDF with one empty page, with `objects` added to its objects and `trailer` to the keys of its trailer. */
export function pdf({
  objects = '',
  trailer = '',
  after = '',
}: {
  objects?: string;
  trailer?: string;
  after?: string;
} = {}): Buffer {
  const body = `%PDF-1.7
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >> endobj
${objects}
`;
  const xref = Buffer.byteLength(body, 'latin1');
  return Buffer.from(
    `${body}xref\n0 1\n0000000000 65535 f \ntrailer << /Size 4 /Root 1 0 R ${trailer} >>\nstartxref\n${xref}\n%%EOF\n${after}`,
    'latin1',
  );
}

/** A PDF with a page for each of these words, of that size in points. */
export function pdfOfPages(
  words: readonly string[],
  [width, height]: readonly [number, number] = [595, 842],
): Buffer {
  const pages = words.map((text, index) => {
    const [page, content] = [10 + 2 * index, 11 + 2 * index];
    const drawn = `BT /F1 24 Tf 72 ${height / 2} Td (${text}) Tj ET`;
    return `${page} 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${content} 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >> endobj
${content} 0 obj << /Length ${drawn.length} >>
stream
${drawn}
endstream endobj`;
  });
  const kids = words.map((_, index) => `${10 + 2 * index} 0 R`).join(' ');
  return Buffer.from(
    `%PDF-1.7
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [${kids}] /Count ${words.length} >> endobj
${pages.join('\n')}
trailer << /Root 1 0 R >>
%%EOF
`,
    'latin1',
  );
}

/** A compressed object stream with this text; its last four bytes are a checksum. */
export function objectStream(
  text: string,
  { cutOff = 0, after = '', type = '/Type /ObjStm', filter = '/Filter /FlateDecode' } = {},
): string {
  const whole = filter.includes('Fl') ? deflateSync(text).toString('latin1') : text;
  const flat = whole.slice(0, whole.length - cutOff) + after;
  const packed = filter.includes('Hex') ? `${Buffer.from(flat, 'latin1').toString('hex')}>` : flat;
  return `9 0 obj << ${type} /N 1 /First 4 ${filter} /Length ${packed.length} >>\nstream\n${packed}\nendstream endobj`;
}

export function png({ width = 2, height = 2, end = true, after = '' } = {}): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(6))),
    end ? chunk('IEND', Buffer.alloc(0)) : Buffer.alloc(0),
    Buffer.from(after, 'latin1'),
  ]);
}

export function jpeg({
  width = 8,
  height = 8,
  end = true,
  after = Buffer.alloc(0),
}: {
  width?: number;
  height?: number;
  end?: boolean;
  after?: Buffer;
} = {}): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0x4a, 0x46]),
    frame,
    Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0, 0x12, 0x34, 0xff, 0x00]),
    Buffer.from(end ? [0xff, 0xd9] : []),
    after,
  ]);
}

export const EMAIL =
  'From: Siân <sian@exampleshire.example>\r\nTo: lead@exampleshire.example\r\nSubject: Feedback\r\n Date of visit\r\nDate: Sat, 21 Nov 2026 09:32:00 +0000\r\n\r\n<p>Thank you</p>\r\n';
