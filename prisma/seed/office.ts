import { strToU8, zipSync } from 'fflate';

export type Cell = string | number;

export type Sheet = {
  readonly name: string;
  readonly about: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
};

/** A block of Word text. `style`: a style id that `wordStyles` defines. */
export type WordBlock =
  | { readonly style: 'Title' | 'Heading1' | 'Normal' | 'Caption' | 'ListBullet'; readonly text: string }
  | { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const relationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
const officeRelationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const officeType = 'application/vnd.openxmlformats-officedocument';

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Zip files hold local wall-clock times, so a local date gives the same bytes in every time zone. */
function zip(parts: Readonly<Record<string, string>>): Uint8Array {
  const files = Object.entries(parts).map(([path, xml]) => [path, strToU8(declaration + xml)] as const);
  return zipSync(Object.fromEntries(files), { mtime: new Date(2026, 3, 1) });
}

function relationshipsPart(targets: readonly { type: string; target: string }[]): string {
  const entries = targets.map(
    ({ type, target }, index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${relationships}">${entries.join('')}</Relationships>`;
}

/** The parts of every Office file: content types, entry point and title. */
function commonParts(main: string, overrides: Readonly<Record<string, string>>, about: About) {
  const types = Object.entries({
    ...overrides,
    'docProps/core.xml': 'application/vnd.openxmlformats-package.core-properties+xml',
  }).map(([path, type]) => `<Override PartName="/${path}" ContentType="${type}"/>`);
  const at = `xsi:type="dcterms:W3CDTF">${about.date}T09:00:00Z`;
  return {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Default Extension="xml" ContentType="application/xml"/>${types.join('')}</Types>`,
    '_rels/.rels': relationshipsPart([
      { type: `${officeRelationships}/officeDocument`, target: main },
      {
        type: 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
        target: 'docProps/core.xml',
      },
    ]),
    'docProps/core.xml':
      '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"' +
      ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
      ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
      `<dc:title>${escapeXml(about.title)}</dc:title><dc:creator>${escapeXml(about.creator)}</dc:creator>` +
      `<dcterms:created ${at}</dcterms:created><dcterms:modified ${at}</dcterms:modified></cp:coreProperties>`,
  };
}

type About = { readonly title: string; readonly creator: string; readonly date: string };

function columnLetter(index: number): string {
  return String.fromCharCode(65 + index);
}

function cellXml(value: Cell, row: number, column: number, style: number): string {
  const reference = `${columnLetter(column)}${row}`;
  if (typeof value === 'number') return `<c r="${reference}" s="${style}"><v>${value}</v></c>`;
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t>${escapeXml(value)}</t></is></c>`;
}

const normalCell = 0;
const headingCell = 1;
const titleCell = 2;

function sheetXml(title: string, sheet: Sheet): string {
  const lines: { cells: readonly Cell[]; style: number }[] = [
    { cells: [title], style: titleCell },
    { cells: [sheet.about], style: normalCell },
    { cells: [], style: normalCell },
    { cells: sheet.columns, style: headingCell },
    ...sheet.rows.map((cells) => ({ cells, style: normalCell })),
  ];
  const rows = lines.map(({ cells, style }, index) => {
    const row = index + 1;
    return `<row r="${row}">${cells.map((cell, column) => cellXml(cell, row, column, style)).join('')}</row>`;
  });
  const widths = sheet.columns.map((name, column) => {
    const longest = Math.max(name.length, ...sheet.rows.map((cells) => String(cells[column] ?? '').length));
    return `<col min="${column + 1}" max="${column + 1}" width="${Math.min(longest + 3, 60)}" customWidth="1"/>`;
  });
  return (
    `<worksheet xmlns="${spreadsheet}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="4" topLeftCell="A5" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${widths.join('')}</cols><sheetData>${rows.join('')}</sheetData></worksheet>`
  );
}

/** An Excel workbook. Each sheet has a title, a line about it, and one table with a frozen header. */
export function workbook(about: About, sheets: readonly Sheet[]): Uint8Array {
  const paths = sheets.map((_, index) => `worksheets/sheet${index + 1}.xml`);
  const names = sheets.map(
    ({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const font = (extra: string, size: number) =>
    `<font>${extra}<sz val="${size}"/><name val="Calibri"/><family val="2"/></font>`;
  return zip({
    ...commonParts(
      'xl/workbook.xml',
      {
        'xl/workbook.xml': `${officeType}.spreadsheetml.sheet.main+xml`,
        'xl/styles.xml': `${officeType}.spreadsheetml.styles+xml`,
        ...Object.fromEntries(
          paths.map((path) => [`xl/${path}`, `${officeType}.spreadsheetml.worksheet+xml`] as const),
        ),
      },
      about,
    ),
    'xl/workbook.xml':
      `<workbook xmlns="${spreadsheet}" xmlns:r="${officeRelationships}">` +
      `<sheets>${names.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationshipsPart([
      ...paths.map((target) => ({ type: `${officeRelationships}/worksheet`, target })),
      { type: `${officeRelationships}/styles`, target: 'styles.xml' },
    ]),
    'xl/styles.xml':
      `<styleSheet xmlns="${spreadsheet}">` +
      `<fonts count="3">${font('', 11)}${font('<b/>', 11)}${font('<b/>', 14)}</fonts>` +
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
      '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
      '<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>' +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    ...Object.fromEntries(
      sheets.map(
        (sheet, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheetXml(about.title, sheet)] as const,
      ),
    ),
  });
}

function wordParagraph(style: string, text: string): string {
  return (
    `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>` +
    `<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`
  );
}

function wordTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const width = Math.floor(9000 / columns.length);
  const cell = (style: string) => (text: string) =>
    `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${wordParagraph(style, text)}</w:tc>`;
  const grid = columns.map(() => `<w:gridCol w:w="${width}"/>`).join('');
  const header = `<w:tr><w:trPr><w:tblHeader/></w:trPr>${columns.map(cell('TableHeading')).join('')}</w:tr>`;
  const body = rows.map((cells) => `<w:tr>${cells.map(cell('TableText')).join('')}</w:tr>`).join('');
  return (
    '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="9000" w:type="dxa"/></w:tblPr>' +
    `<w:tblGrid>${grid}</w:tblGrid>${header}${body}</w:tbl>${wordParagraph('Normal', '')}`
  );
}

function wordStyle(id: string, name: string, paragraph: string, run: string): string {
  const based = id === 'Normal' ? '' : '<w:basedOn w:val="Normal"/>';
  const first = id === 'Normal' ? ' w:default="1"' : '';
  return (
    `<w:style w:type="paragraph"${first} w:styleId="${id}"><w:name w:val="${name}"/>${based}` +
    `<w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`
  );
}

function wordStyles(): string {
  const edge = (side: string) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="B1B4B6"/>`;
  return (
    `<w:styles xmlns:w="${word}"><w:docDefaults><w:rPrDefault><w:rPr>` +
    '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/><w:lang w:val="en-GB"/>' +
    '</w:rPr></w:rPrDefault></w:docDefaults>' +
    wordStyle('Normal', 'Normal', '<w:spacing w:after="140" w:line="276" w:lineRule="auto"/>', '') +
    wordStyle('Title', 'Title', '<w:spacing w:after="200"/>', '<w:b/><w:sz w:val="40"/>') +
    wordStyle(
      'Heading1',
      'heading 1',
      '<w:keepNext/><w:spacing w:before="280" w:after="100"/><w:outlineLvl w:val="0"/>',
      '<w:b/><w:sz w:val="26"/>',
    ) +
    wordStyle('Caption', 'caption', '<w:keepNext/><w:spacing w:after="80"/>', '<w:b/><w:sz w:val="20"/>') +
    wordStyle(
      'ListBullet',
      'List Bullet',
      '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:spacing w:after="80"/>',
      '',
    ) +
    wordStyle('TableText', 'Table Text', '<w:spacing w:before="40" w:after="40"/>', '<w:sz w:val="20"/>') +
    wordStyle(
      'TableHeading',
      'Table Heading',
      '<w:spacing w:before="40" w:after="40"/>',
      '<w:b/><w:sz w:val="20"/>',
    ) +
    wordStyle('Header', 'header', '<w:jc w:val="center"/>', '<w:sz w:val="18"/>') +
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>' +
    ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(edge).join('') +
    '</w:tblBorders></w:tblPr></w:style></w:styles>'
  );
}

/** A Word document on A4, with the same centred line at the top and bottom of every page. */
export function wordDocument(about: About, edgeLine: string, blocks: readonly WordBlock[]): Uint8Array {
  const body = blocks.map((block) =>
    'style' in block ? wordParagraph(block.style, block.text) : wordTable(block.columns, block.rows),
  );
  const edge = wordParagraph('Header', edgeLine);
  return zip({
    ...commonParts(
      'word/document.xml',
      {
        'word/document.xml': `${officeType}.wordprocessingml.document.main+xml`,
        'word/styles.xml': `${officeType}.wordprocessingml.styles+xml`,
        'word/numbering.xml': `${officeType}.wordprocessingml.numbering+xml`,
        'word/header1.xml': `${officeType}.wordprocessingml.header+xml`,
        'word/footer1.xml': `${officeType}.wordprocessingml.footer+xml`,
      },
      about,
    ),
    'word/document.xml':
      `<w:document xmlns:w="${word}" xmlns:r="${officeRelationships}"><w:body>${body.join('')}<w:sectPr>` +
      '<w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>' +
      '<w:pgSz w:w="11906" w:h="16838"/>' +
      '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/>' +
      '</w:sectPr></w:body></w:document>',
    'word/_rels/document.xml.rels': relationshipsPart(
      ['styles', 'numbering', 'header', 'footer'].map((part) => ({
        type: `${officeRelationships}/${part}`,
        target: part === 'header' || part === 'footer' ? `${part}1.xml` : `${part}.xml`,
      })),
    ),
    'word/styles.xml': wordStyles(),
    'word/numbering.xml':
      `<w:numbering xmlns:w="${word}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">` +
      '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:pPr><w:ind w:left="500" w:hanging="300"/></w:pPr>' +
      '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
    'word/header1.xml': `<w:hdr xmlns:w="${word}">${edge}</w:hdr>`,
    'word/footer1.xml': `<w:ftr xmlns:w="${word}">${edge}</w:ftr>`,
  });
}
