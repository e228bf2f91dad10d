import type { CsvProblem } from '#lib/kernel/csv.ts';

/** The decoded text of a file and notes on how it was read, or the reasons it cannot be read. */
export type CsvText =
  | { readonly ok: true; readonly text: string; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problems: readonly CsvProblem[] };

/** Decodes a selected CSV file, whatever encoding the spreadsheet saved it in. */
export function csvText(bytes: Uint8Array): CsvText {
  if (bytes.length === 0) return failed('The selected file is empty');
  if (SPREADSHEETS.some((start) => start.every((byte, at) => bytes[at] === byte))) {
    return failed(
      'The selected file is a spreadsheet. Save it as CSV in your spreadsheet program, then select that file',
    );
  }
  const known = UNICODE.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte)) ?? unmarked(bytes);
  const { text, notes } = known ? { text: decoded(bytes, known.encoding), notes: [] } : decodeUnmarked(bytes);
  return text.includes('\u0000') || text.startsWith('%PDF-')
    ? failed('The selected file must be a CSV file')
    : { ok: true, text, notes };
}

const SPREADSHEETS = [
  [0x50, 0x4b, 0x03, 0x04], // a zip, such as XLSX or ODS
  [0xd0, 0xcf, 0x11, 0xe0], // XLS
] as const;
const UNICODE = [
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

/** UTF-16 without its mark: of Latin letters every second byte is 0. */
function unmarked(bytes: Uint8Array): { readonly encoding: string } | undefined {
  const start = bytes.subarray(0, 64);
  const zeros = (odd: number) => start.filter((byte, at) => at % 2 === odd && byte === 0).length;
  const half = Math.floor(start.length / 2);
  if (half < 2 || bytes.length % 2 !== 0) return undefined;
  const most = half * 0.7;
  if (zeros(1) >= most && zeros(0) === 0) return { encoding: 'utf-16le' };
  return zeros(0) >= most && zeros(1) === 0 ? { encoding: 'utf-16be' } : undefined;
}

function decodeUnmarked(bytes: Uint8Array): { text: string; notes: string[] } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), notes: [] };
  } catch {
    // Excel in Britain saves Windows-1252 for "CSV"; only "CSV UTF-8" is UTF-8.
    const note = 'The file is not in UTF-8, so it was read as Windows-1252. Check letters with accents.';
    return { text: decoded(bytes, 'windows-1252'), notes: [note] };
  }
}

function decoded(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}

function failed(message: string): { ok: false; problems: readonly CsvProblem[] } {
  return { ok: false, problems: [{ line: null, column: null, message }] };
}
