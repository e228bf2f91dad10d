import 'server-only';
import { CsvError, parse } from 'csv-parse/sync';
import { type OpenedFile, readAt } from '#lib/platform/storage/checks/opened-file.ts';
import { decode, encodingOf } from '#lib/platform/storage/checks/text.ts';
import { collectParts, type FileText, newRoom, TEXT_LIMITS, textOfParts } from './pages.ts';
import { collectSheet, textOfSheets } from './sheets.ts';

/** A character has up to four bytes. A multiple of four, so that none is split in wide encodings. */
const MAX_BYTES = 4 * TEXT_LIMITS.file;

/** Reads a text file, in the encoding that its check found. */
export async function readPlain(file: OpenedFile): Promise<FileText> {
  return textOfLines(await decoded(file), file);
}

/** Reads a CSV file as the one sheet of a workbook, or by line if its quotation marks are not those of CSV. */
export async function readCsv(file: OpenedFile): Promise<FileText> {
  const text = await decoded(file);
  const sheet = collectSheet(newRoom());
  try {
    parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      on_record(cells: string[]) {
        for (const [column, cell] of cells.entries()) sheet.cell(column, cell);
        sheet.endRow();
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return textOfLines(text, file);
  }
  const read = textOfSheets([{ name: '', parts: sheet }]);
  return { ...read, isCut: read.isCut || file.size > MAX_BYTES };
}

/** The one that the most of the first lines have as often as each other: cells have commas too. */
function separatorOf(text: string): string {
  const lines = text.slice(0, 10_000).split(/\r\n?|\n/, 10);
  const alike = (separator: string) => {
    const counts = lines.map((line) => line.split(separator).length - 1).filter((count) => count > 0);
    return Math.max(0, ...counts.map((count) => counts.filter((other) => other === count).length));
  };
  return [',', ';', '\t'].toSorted((a, b) => alike(b) - alike(a))[0] ?? ',';
}

function textOfLines(text: string, { size }: OpenedFile): FileText {
  const parts = collectParts();
  for (const line of text.split(/\r\n?|\n/)) parts.line(line);
  const read = textOfParts(parts);
  return { ...read, isCut: read.isCut || size > MAX_BYTES };
}

async function decoded(file: OpenedFile): Promise<string> {
  const bytes = await readAt(file, 0, MAX_BYTES);
  const encoding = encodingOf(bytes) ?? 'bytes';
  return encoding === 'bytes' ? decodeBytes(bytes) : decode(bytes, encoding);
}

/** UTF-8, or otherwise the code page of Windows, as Excel writes it. */
function decodeBytes(bytes: Uint8Array): string {
  try {
    // The end may be cut off in the middle of a character.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
