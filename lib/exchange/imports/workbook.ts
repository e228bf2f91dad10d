import 'server-only';
import { Readable } from 'node:stream';
import type { Question } from '#lib/exchange/imports/rules.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { readStored } from '#lib/platform/reading/worker.ts';
import { allowedTypeOf } from '#lib/platform/storage/allowed-types.ts';
import { receiveFile } from '#lib/platform/storage/receive.ts';
import { refusalMessage } from '#lib/platform/storage/refusals.ts';

/** A sheet as text with tabs between cells, each in double quotes. */
export type Sheet = { readonly name: string; readonly text: string };

type Workbook =
  | { readonly ok: true; readonly sheets: readonly Sheet[] }
  | { readonly ok: false; readonly message: string };

const ZIP = [0x50, 0x4b, 0x03, 0x04];

/** Whether a file is an .xlsx or .ods by its first bytes, which other packages have too. */
export async function isPackage(file: Blob): Promise<boolean> {
  const start = new Uint8Array(await file.slice(0, ZIP.length).arrayBuffer());
  return ZIP.every((byte, at) => start[at] === byte);
}

/**
 * The sheets with anything in them of an .xlsx or .ods file. It is checked as an upload is, read in a process of its own
 * and not kept.
 *
 * @param maxBytes - the longest file
 */
export async function readWorkbook(context: CouncilContext, file: File, maxBytes: number): Promise<Workbook> {
  const received = await receiveFile(Readable.from([Buffer.from(await file.arrayBuffer())]), {
    councilId: context.council.id,
    personId: context.person.id,
    name: file.name,
    maxBytes,
  });
  if (!received.ok) {
    const message = refusalMessage(received.reason, { maxUploadMb: maxBytes / 1024 ** 2, name: file.name });
    return { ok: false, message };
  }
  try {
    const type = allowedTypeOf(received.file.name);
    const key = { councilId: context.council.id, id: received.file.id };
    const read = type && (await readStored(key, type, { ocr: false, onProgress: async () => {} }));
    if (!read || 'unreadable' in read) return { ok: false, message: UNREADABLE };
    if (!read.read) return { ok: false, message: 'The selected file could not be read now. Try again' };
    const { unit, isCut, pages } = read.read;
    if (unit !== 'sheet' || pages.length === 0) return { ok: false, message: NO_SHEET };
    if (isCut)
      return { ok: false, message: 'The selected file is too long. Keep only the sheet with the list' };
    // What a sheet is too long for comes after the last one, under the same name.
    const rowsOf = Map.groupBy(pages, ({ label }) => label);
    return {
      ok: true,
      sheets: [...rowsOf].map(([name, parts]) => ({
        name,
        text: parts.flatMap(({ body }) => body.split('\n').map(quotedRow)).join('\n'),
      })),
    };
  } finally {
    await received.file.discard();
  }
}

const UNREADABLE =
  'The selected file could not be read. Save it as CSV in your spreadsheet program, then select that file';
const NO_SHEET = 'The selected file must be a CSV file, or an .xlsx or .ods spreadsheet with rows in it';

/** Puts each cell in double quotes, so that any text can be in it. */
function quotedRow(row: string): string {
  return row
    .split('\t')
    .map((cell) => `"${cell.replaceAll('"', '""')}"`)
    .join('\t');
}

/** Undoes the quotes of a sheet's rows. Other text stays as it is. */
export function withoutQuotes(text: string): string {
  const lines = text.split('\n');
  if (!lines.every((line) => /^".*"$/.test(line))) return text;
  return lines.map((line) => line.slice(1, -1).split('"\t"').join('\t').replaceAll('""', '"')).join('\n');
}

const SHEET_LINE = /^=== (.+) ===$/m;

/** Several sheets as one text, each under a line with its name. */
export function joinSheets(sheets: readonly Sheet[]): string {
  return sheets.map(({ name, text }) => `=== ${name} ===\n${text}`).join('\n');
}

/** The sheets of such a text. Empty: it is of one. */
export function splitSheets(text: string): readonly Sheet[] {
  const [before = '', ...rest] = text.split(SHEET_LINE);
  if (before.trim() !== '') return [];
  return rest.flatMap((name, at) => (at % 2 === 0 ? [{ name, text: (rest[at + 1] ?? '').trim() }] : []));
}

export const SHEET_QUESTION = 'sheet';

/** Asks which of these sheets is meant. */
export function sheetQuestion(sheets: readonly Sheet[]): Question {
  return {
    id: SHEET_QUESTION,
    column: 'Sheet',
    lines: [],
    text: 'sheet',
    asks: 'Which sheet of the file do you want to import?',
    readings: sheets.map(({ name }, at) => ({ id: String(at), label: name })),
  };
}
