import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import type { Pixels } from '#lib/platform/pdf/pdfium.ts';
import { odfEntries, ooxmlEntries, zip } from '#lib/platform/storage/testing/samples.ts';

// Small documents with text, as programs write them.

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A PDF whose pages have these lines, in the letters of Latin-1. */
export function textPdf(pages: readonly (readonly string[])[]): Buffer {
  return pdfOf(
    pages.map((lines) => {
      const shown = lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj T*`).join('\n');
      return { resources: '/Font << /F 3 0 R >>', content: `BT /F 11 Tf 14 TL 50 780 Td\n${shown}\nET` };
    }),
  );
}

/** A PDF with one page, which is a picture. */
export async function picturePdf(picture: Pixels): Promise<Buffer> {
  const { data, info } = await greyOf(picture).raw().toBuffer({ resolveWithObject: true });
  const packed = deflateSync(data).toString('latin1');
  const image = `<< /Type /XObject /Subtype /Image /Width ${info.width} /Height ${info.height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed}\nendstream`;
  return pdfOf([{ resources: '/XObject << /I 6 0 R >>', content: '595 0 0 842 0 0 cm /I Do' }], [image]);
}

/** A grey picture as PNG. */
export async function picturePng(picture: Pixels): Promise<Buffer> {
  return greyOf(picture).png().toBuffer();
}

function greyOf({ data, width, height }: Pixels) {
  return sharp(data, { raw: { width, height, channels: 4 } })
    .greyscale()
    .toColourspace('b-w')
    .removeAlpha();
}

type PdfPage = { readonly resources: string; readonly content: string };

function pdfOf(pages: readonly PdfPage[], others: readonly string[] = []): Buffer {
  const numbers = pages.map((_, at) => 4 + 2 * at);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${numbers.map((number) => `${number} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap(({ resources, content }, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << ${resources} >> /Contents ${5 + 2 * at} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
    ...others,
  ];
  const parts: string[] = ['%PDF-1.7\n'];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  for (const [index, object] of objects.entries()) {
    const part = `${index + 1} 0 obj ${object} endobj\n`;
    offsets.push(length);
    parts.push(part);
    length += part.length;
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`,
  );
  return Buffer.from(parts.join(''), 'latin1');
}

/** A Word file. A paragraph that begins with `# ` is a heading. */
export function wordFile(paragraphs: readonly string[]): Buffer {
  return wordOf(
    paragraphs
      .map((text) =>
        text.startsWith('# ')
          ? `<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>${escaped(text.slice(2))}</w:t></w:r></w:p>`
          : `<w:p><w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`,
      )
      .join(''),
  );
}

/** A Word file with this XML as its body. */
export function wordOf(body: string): Buffer {
  return packageWith('docx', { 'word/document.xml': `<w:document><w:body>${body}</w:body></w:document>` });
}

/** An Excel file with these sheets: rows of texts, which cells share. */
export function workbook(sheets: Readonly<Record<string, readonly (readonly string[])[]>>): Buffer {
  const strings: string[] = [];
  const rows = Object.values(sheets).map((sheet) =>
    sheet
      .map(
        (row) => `<row>${row.map((text) => `<c t="s"><v>${strings.push(text) - 1}</v></c>`).join('')}</row>`,
      )
      .join(''),
  );
  return workbookOf(
    Object.keys(sheets),
    rows,
    `<sst>${strings.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`,
  );
}

/** An Excel file with this XML as the rows of its sheets. */
export function workbookOf(
  names: readonly string[],
  rows: readonly string[],
  strings = '<sst/>',
  styles = '<styleSheet/>',
): Buffer {
  const list = names.map(
    (name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at}"/>`,
  );
  const relations = names.map((_, at) => `<Relationship Id="rId${at}" Target="worksheets/sheet${at}.xml"/>`);
  return packageWith('xlsx', {
    'xl/workbook.xml': `<workbook><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.join('')}</Relationships>`,
    'xl/sharedStrings.xml': strings,
    'xl/styles.xml': styles,
    ...Object.fromEntries(
      rows.map((row, at) => [
        `xl/worksheets/sheet${at}.xml`,
        `<worksheet><sheetData>${row}</sheetData></worksheet>`,
      ]),
    ),
  });
}

type Slide = { readonly title: string; readonly text: string; readonly notes?: string };

/** A PowerPoint file. Its parts are in another order than its slides. */
export function slideShow(slides: readonly Slide[]): Buffer {
  const shape = (kind: string, text: string) =>
    `<p:sp><p:nvPr><p:ph type="${kind}"/></p:nvPr><a:p><a:r><a:t>${escaped(text)}</a:t></a:r></a:p></p:sp>`;
  const part = (at: number) => slides.length - at;
  return packageWith('pptx', {
    'ppt/presentation.xml': `<p:presentation><p:sldIdLst>${slides.map((_, at) => `<p:sldId id="${256 + at}" r:id="rId${at}"/>`).join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': `<Relationships>${slides.map((_, at) => `<Relationship Id="rId${at}" Target="slides/slide${part(at)}.xml"/>`).join('')}</Relationships>`,
    ...Object.fromEntries(
      slides.flatMap(({ title, text, notes }, at) => [
        [
          `ppt/slides/slide${part(at)}.xml`,
          `<p:sld>${shape('title', title)}<p:sp><a:p><a:r><a:t>${escaped(text)}</a:t></a:r></a:p></p:sp></p:sld>`,
        ],
        ...(notes === undefined
          ? []
          : [
              [
                `ppt/slides/_rels/slide${part(at)}.xml.rels`,
                `<Relationships><Relationship Id="rId1" Target="../notesSlides/notesSlide${at}.xml"/></Relationships>`,
              ],
              [
                `ppt/notesSlides/notesSlide${at}.xml`,
                `<p:notes>${shape('sldNum', String(at + 1))}${shape('body', notes)}</p:notes>`,
              ],
            ]),
      ]),
    ),
  });
}

/** An OpenDocument file with this XML as its content. */
export function openDocument(kind: 'odt' | 'ods' | 'odp', content: string): Buffer {
  return zip(
    odfEntries(kind).map((entry) =>
      entry.name === 'content.xml'
        ? { ...entry, data: `<office:document-content>${content}</office:document-content>` }
        : entry,
    ),
  );
}

function packageWith(kind: 'docx' | 'xlsx' | 'pptx', parts: Readonly<Record<string, string>>): Buffer {
  const others = ooxmlEntries(kind).filter(({ name }) => !(name in parts));
  return zip([...others, ...Object.entries(parts).map(([name, data]) => ({ name, data }))]);
}
