import 'server-only';
import type { OpenedFile } from '#lib/platform/storage/checks/opened-file.ts';
import type { XmlEvents } from '#lib/platform/storage/checks/xml-stream.ts';
import { cellFormats, formatCell } from './cell-formats.ts';
import { type Relations, readParts, relationEvents } from './packages.ts';
import { type FileText, newRoom, TEXT_LIMITS } from './pages.ts';
import { collectSheet, type SheetParts, textOfSheets } from './sheets.ts';

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
const STRINGS = 'xl/sharedstrings.xml';
const STYLES = 'xl/styles.xml';

/** Reads an Excel .xlsx file by sheet, hidden ones too. */
export async function readExcel(file: OpenedFile): Promise<FileText> {
  const sheets: { readonly name: string; readonly id: string }[] = [];
  const relations: Relations = new Map();
  const strings: string[] = [];
  const formats = cellFormats();
  await readParts(file, (name) => {
    if (name === WORKBOOK) return workbookEvents(sheets, formats);
    if (name === RELATIONS) return relationEvents(name, relations);
    if (name === STRINGS) return stringEvents(strings);
    return name === STYLES ? formats.events : null;
  });
  const room = newRoom();
  const parts = new Map<string, SheetParts>();
  for (const { id } of sheets) parts.set(relations.get(id) ?? '', collectSheet(room));
  await readParts(file, (name) => {
    const sheet = parts.get(name);
    return sheet ? sheetEvents(sheet, strings, formats) : null;
  });
  return textOfSheets(sheets.map(({ name, id }) => ({ name, parts: parts.get(relations.get(id) ?? '') })));
}

function workbookEvents(
  sheets: { readonly name: string; readonly id: string }[],
  formats: ReturnType<typeof cellFormats>,
): XmlEvents {
  return {
    open(name, attributes) {
      if (name === 'workbookPr' && /^(?:1|true)$/.test(attributes.get('date1904') ?? '')) formats.from1904();
      const id = name === 'sheet' && attributes.get('id');
      if (id && sheets.length < TEXT_LIMITS.units) sheets.push({ name: attributes.get('name') ?? '', id });
    },
  };
}

/** Texts that cells share. Their readings for Japanese (`rPh`) are left out. */
function stringEvents(strings: string[]): XmlEvents {
  let [text, isText, readings, total] = ['', false, 0, 0];
  return {
    open(name) {
      if (name === 'rPh') readings += 1;
      if (name === 't') isText = readings === 0;
    },
    text(piece) {
      if (isText && total < 4 * TEXT_LIMITS.file) text += piece;
    },
    close(name) {
      if (name === 'rPh') readings -= 1;
      if (name === 't') isText = false;
      if (name !== 'si') return;
      strings.push(text);
      total += text.length;
      text = '';
    },
  };
}

function sheetEvents(
  sheet: SheetParts,
  strings: readonly string[],
  formats: ReturnType<typeof cellFormats>,
): XmlEvents {
  let [value, isValue, type, style] = ['', false, '', ''];
  let next = 0;
  let column = 0;
  return {
    open(name, attributes) {
      if (name === 'c') {
        [value, type, style] = ['', attributes.get('t') ?? 'n', attributes.get('s') ?? ''];
        column = columnOf(attributes.get('r') ?? '') ?? next;
        next = column + 1;
      }
      if (name === 'v' || name === 't') isValue = true;
    },
    text(text) {
      if (isValue && value.length < TEXT_LIMITS.page) value += text;
    },
    close(name) {
      if (name === 'v' || name === 't') isValue = false;
      if (name === 'c' && value !== '') sheet.cell(column, shown());
      if (name !== 'row') return;
      sheet.endRow();
      next = 0;
    },
  };

  function shown(): string {
    if (type === 's') return strings[Number(value)] ?? '';
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    return type === 'n' ? formatCell(value, formats.of(style), formats.epoch()) : value;
  }
}

/** The column of a cell from 0: 27 for "AB12". Null if it has no such name. */
function columnOf(name: string): number | null {
  const [, letters] = /^([A-Z]{1,3})[0-9]/.exec(name) ?? [];
  if (letters === undefined) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
