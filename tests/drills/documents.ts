import { deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';

// The documents most expensive to check, by size: twice the size must cost at most about twice as much.

export type WorstDocument = {
  readonly what: string;
  readonly name: string;
  readonly make: (size: number) => Buffer;
};

export const WORST_DOCUMENTS: readonly WorstDocument[] = [
  {
    what: 'docx, elements never closed',
    name: 'plan.docx',
    make: (size) => docx({ '[Content_Types].xml': `<Types>${'<Override '.repeat(7_500 * size)}` }),
  },
  {
    what: 'docx, one long element',
    name: 'plan.docx',
    make: (size) =>
      docx({ 'word/_rels/document.xml.rels': `<Relationships><Relationship ${'a'.repeat(15_000 * size)}` }),
  },
  {
    what: 'docx, many elements',
    name: 'plan.docx',
    make: (size) =>
      docx({
        '[Content_Types].xml': CONTENT_TYPES.replace(
          '</Types>',
          `${'<Override PartName="/a" ContentType="b"/>'.repeat(7_500 * size)}</Types>`,
        ),
      }),
  },
  {
    what: 'eml, names without values',
    name: 'mail.eml',
    make: (size) => eml(`; ${`name=${' '.repeat(50)}`.repeat(2_500 * size)}`, 'Hello'),
  },
  {
    what: 'eml, names without values in its text',
    name: 'mail.eml',
    make: (size) => eml('', `name=${' '.repeat(50)}\r\n`.repeat(20_000 * size)),
  },
  { what: 'PDF, many small streams', name: 'report.pdf', make: (size) => pdf(8_000 * size) },
];

const CONTENT_TYPES = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;

function docx(parts: Readonly<Record<string, string>>): Buffer {
  const all: Record<string, string> = {
    '[Content_Types].xml': CONTENT_TYPES,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': '<w:document/>',
    ...parts,
  };
  const files = Object.entries(all).map(([name, text]) => [name, strToU8(text)] as const);
  return Buffer.from(zipSync(Object.fromEntries(files), { level: 9 }));
}

function eml(parameters: string, text: string): Buffer {
  return Buffer.from(
    `From: a@council.example\r\nTo: b@council.example\r\nSubject: x\r\nDate: Mon, 1 Jun 2026 09:00:00 +0100\r\n` +
      `Content-Type: text/plain${parameters}\r\n\r\n${text}\r\n`,
  );
}

function pdf(streams: number): Buffer {
  const content = deflateRawSync(Buffer.from('q Q'));
  const object = (number: number) =>
    Buffer.concat([
      Buffer.from(`${number} 0 obj << /Length ${content.length} /Filter /FlateDecode >> stream\n`),
      content,
      Buffer.from('\nendstream endobj\n'),
    ]);
  return Buffer.concat([
    Buffer.from('%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n'),
    ...Array.from({ length: streams }, (_, index) => object(index + 2)),
    Buffer.from('trailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n'),
  ]);
}
