import 'server-only';
import type { OpenedFile } from '#lib/platform/storage/checks/opened-file.ts';
import type { XmlEvents } from '#lib/platform/storage/checks/xml-stream.ts';
import { readParts } from './packages.ts';
import { collectPages, collectParts, type FileText, newRoom, TEXT_LIMITS, textOfParts } from './pages.ts';
import { collectSheet, SHEET_COLUMNS, type SheetParts, textOfSheets } from './sheets.ts';

const CONTENT = 'content.xml';

/** Reads an OpenDocument text in parts, each under its heading. */
export async function readOpenText(file: OpenedFile): Promise<FileText> {
  const parts = collectParts();
  await readParts(file, (name) =>
    name === CONTENT
      ? paragraphs({
          paragraph: (text, isHeading) =>
            isHeading && text.trim() !== '' ? parts.heading(text) : parts.line(text),
        })
      : null,
  );
  return textOfParts(parts);
}

/** Reads an OpenDocument spreadsheet by sheet. Repeated rows count once. */
export async function readOpenSpreadsheet(file: OpenedFile): Promise<FileText> {
  const sheets: { readonly name: string; readonly parts: SheetParts }[] = [];
  const room = newRoom();
  /** The first column of the cell that is open, and how many columns it fills. */
  let [column, repeated] = [0, 0];
  let cell = '';
  await readParts(file, (name) =>
    name === CONTENT
      ? paragraphs({
          open(element, attributes) {
            if (element === 'table' && sheets.length < TEXT_LIMITS.units)
              sheets.push({ name: attributes.get('name') ?? '', parts: collectSheet(room) });
            if (!CELL.test(element)) return;
            repeated = Math.max(1, Number(attributes.get('number-columns-repeated')) || 1);
            cell = '';
          },
          paragraph(text) {
            if (cell.length < TEXT_LIMITS.file) cell += `${text} `;
          },
          close(element) {
            const sheet = sheets.at(-1)?.parts;
            if (CELL.test(element)) {
              const end = Math.min(column + repeated, SHEET_COLUMNS);
              if (cell !== '')
                for (let at = column; at < Math.max(end, column + 1); at += 1) sheet?.cell(at, cell);
              column += repeated;
              cell = '';
            }
            if (element !== 'table-row') return;
            sheet?.endRow();
            column = 0;
          },
        })
      : null,
  );
  return textOfSheets(sheets);
}

const CELL = /^(?:covered-)?table-cell$/;

/** Reads an OpenDocument presentation by slide, each with its notes. */
export async function readOpenSlides(file: OpenedFile): Promise<FileText> {
  const slides: { title: string; text: string }[] = [];
  let left = 2 * TEXT_LIMITS.file;
  let units = 0;
  let kind = '';
  await readParts(file, (name) =>
    name === CONTENT
      ? paragraphs({
          open(element, attributes) {
            if (element === 'frame') kind = attributes.get('class') ?? '';
            if (element !== 'page') return;
            units += 1;
            if (units <= TEXT_LIMITS.units) slides.push({ title: '', text: '' });
          },
          paragraph(text) {
            const slide = units <= TEXT_LIMITS.units ? slides.at(-1) : undefined;
            left -= text.length;
            if (!slide || left <= 0) return;
            if (kind === 'title') slide.title = `${slide.title} ${text}`.trim();
            slide.text += `${text}\n`;
          },
        })
      : null,
  );
  const pages = collectPages();
  let unitsRead = 0;
  for (const [index, { title, text }] of slides.entries()) {
    if (!pages.hasRoom()) break;
    pages.add(index + 1, title, text);
    unitsRead = index + 1;
  }
  const isCut = pages.isCut() || unitsRead < units || left <= 0;
  return { unit: 'slide', units, unitsRead, isCut, pages: pages.pages, pictures: [] };
}

type ParagraphEvents = Pick<XmlEvents, 'open' | 'close'> & {
  paragraph(text: string, isHeading: boolean): void;
};

const MAX_SPACES = 100;

/** The paragraphs of a content part. One in a note or a frame comes after the one around it. */
function paragraphs(events: ParagraphEvents): XmlEvents {
  /** Open paragraphs, from the outside in. */
  const open: string[] = [];
  let length = 0;
  /** Deleted text, in the list of changes. */
  let isDeleted = false;
  const add = (text: string) => {
    const last = open.length - 1;
    if (last < 0 || isDeleted || length > 4 * TEXT_LIMITS.file) return;
    length += text.length;
    open[last] = `${open[last]}${text}`;
  };
  return {
    open(name, attributes) {
      events.open?.(name, attributes);
      if (name === 'tracked-changes') isDeleted = true;
      if (name === 'p' || name === 'h') open.push('');
      else if (name === 's')
        add(' '.repeat(Math.min(MAX_SPACES, Math.max(1, Number(attributes.get('c')) || 1))));
      else if (name === 'tab') add('\t');
      else if (name === 'line-break') add('\n');
    },
    text: add,
    close(name) {
      if (name === 'p' || name === 'h') events.paragraph(open.pop() ?? '', name === 'h');
      if (name === 'tracked-changes') isDeleted = false;
      events.close?.(name);
    },
  };
}
