import 'server-only';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { type CompoundEntry, type CompoundFile, openCompoundFile } from './compound-file.ts';
import { checkPackedFiles } from './embedded.ts';
import { type OpenedFile, readAt, readable, windowOn } from './opened-file.ts';
import { endsOfZips, isOtherKind } from './other-kind.ts';
import { holdsVba } from './vba.ts';

const MAIN_STREAMS: Readonly<Record<string, readonly string[]>> = {
  doc: ['worddocument'],
  xls: ['workbook', 'book'],
  ppt: ['powerpoint document'],
};

/** How many bytes after the last sector are checked. */
const BEHIND = 64 * 1024;

const ENCRYPTED_NAMES = new Set(['encryptedpackage', 'encryptioninfo', 'encryptedsummary']);

/**
 * Checks an old Word, Excel or PowerPoint file ([MS-DOC], [MS-XLS], [MS-PPT] in a compound file): it must have its
 * main stream, and no password, macros (VBA anywhere, Word 6 macros, Excel 4 macro sheets, the VBA flag of a
 * presentation), packed programs or slide actions that run a program.
 *
 * Objects inside a presentation are compressed and not checked.
 */
export async function checkOle(file: OpenedFile, extension: string): Promise<UploadRefusal | null> {
  const compound = await openCompoundFile(readable(file));
  if (!compound) return 'damaged';
  const names = compound.entries.map((entry) => entry.name.toLowerCase());
  if (names.some((name) => ENCRYPTED_NAMES.has(name))) return 'encrypted';
  const wanted = MAIN_STREAMS[extension] ?? [];
  const main = compound.entries.find(
    (entry) => entry.kind === 'stream' && wanted.includes(entry.name.toLowerCase()),
  );
  if (!main) return 'content-mismatch';
  if (await holdsVba(compound)) return 'macros';
  const packed = await checkPackedFiles(compound);
  if (packed) return packed;
  if (await isTwoKindsOfCompound(file, compound)) return 'content-mismatch';
  if (extension === 'doc') return checkWord(compound, main);
  if (extension === 'xls') return checkExcel(compound, main);
  return checkPowerPoint(compound, main);
}

/** Streams may contain zips (a document's theme is one), but no other kind of file may follow the last sector. */
export async function isTwoKindsOfCompound(file: OpenedFile, compound: CompoundFile): Promise<boolean> {
  const ends = await endsOfZips(file);
  if (ends.some((position) => !compound.isUsed(position))) return true;
  const behind = await readAt(file, compound.end, BEHIND);
  return isOtherKind(behind.toString('latin1'));
}

/** Whether the file is a package with a password: Office wraps those in a compound file. */
export async function isEncryptedPackage(file: OpenedFile): Promise<boolean> {
  const compound = await openCompoundFile(readable(file));
  return compound?.entries.some((entry) => entry.name.toLowerCase() === 'encryptedpackage') ?? false;
}

const WORD = { since97: 0xa5ec, since6: 0xa5dc, encrypted: 0x0100, commands: 0x118, commandsBytes: 0x11c };
/** First bytes of a command table that begins with macros. */
const WORD_MACROS = Buffer.from([0xff, 0x01]);

/**
 * [MS-DOC] 2.5.1 and 2.5.2: the file information block says whether the rest is encrypted or obfuscated. Word 6 and 95
 * keep their macros in its command table.
 */
async function checkWord(compound: CompoundFile, main: CompoundEntry): Promise<UploadRefusal | null> {
  const block = await compound.read(main, 0, 0x120);
  if (block.length < 32) return 'damaged';
  const version = block.readUInt16LE(0);
  if (version !== WORD.since97 && version !== WORD.since6) return 'content-mismatch';
  if (block.readUInt16LE(10) & WORD.encrypted) return 'encrypted';
  if (version === WORD.since97) return null;
  if (block.length < 0x120) return 'damaged';
  if (block.readUInt32LE(WORD.commandsBytes) === 0) return null;
  const commands = await compound.read(main, block.readUInt32LE(WORD.commands), 4);
  const hasMacros = commands.subarray(0, 2).equals(WORD_MACROS) && commands.readUInt16LE(2) > 0;
  return hasMacros ? 'macros' : null;
}

const EXCEL = { eof: 0x000a, filePass: 0x002f, boundSheet: 0x0085, book: 0x01ae } as const;
const EXCEL_STARTS = new Set([0x0009, 0x0209, 0x0409, 0x0809]);
const MACRO_SHEET = 0x01;
const VBA_MODULE = 0x06;
/** Type of substream in its first record: an Excel 4 macro sheet. */
const MACRO_SUBSTREAM = 0x0040;
/** Separates the name of a program from the document to request from it. */
const DDE_MARK = 0x03;

/**
 * [MS-XLS] 2.4.117 FilePass, 2.4.28 BoundSheet8, 2.4.271 SupBook. All are in the first substream, which is read to its
 * end.
 */
async function checkExcel(compound: CompoundFile, main: CompoundEntry): Promise<UploadRefusal | null> {
  const read = windowOn((position, length) => compound.read(main, position, length));
  for (let at = 0; at + 4 <= main.bytes; ) {
    const head = await read(at, 12);
    if (head.length < 4) return 'damaged';
    const type = head.readUInt16LE(0);
    if (at === 0 && !EXCEL_STARTS.has(type)) return 'content-mismatch';
    if (type === EXCEL.eof) return null;
    if (type === EXCEL.filePass) return 'encrypted';
    if (type === EXCEL.boundSheet && head.length >= 10) {
      const sheet = head.readUInt8(9);
      if (sheet === MACRO_SHEET || sheet === VBA_MODULE) return 'macros';
    }
    const bytes = head.readUInt16LE(2);
    // A SupBook with no sheets and this mark in its name is a DDE link to a program, not a workbook.
    if (type === EXCEL.book && head.length >= 6 && head.readUInt16LE(4) === 0) {
      if ((await read(at, 4 + bytes)).includes(DDE_MARK, 9)) return 'command';
    }
    at += 4 + bytes;
  }
  return 'damaged';
}

/**
 * Checks a workbook as written by Excel 2, 3 and 4 and by many reporting programs: its records are not wrapped in a
 * compound file. Anything else is a `content-mismatch`.
 */
export async function checkBareExcel(file: OpenedFile): Promise<UploadRefusal | null> {
  const read = windowOn((position, length) => readAt(file, position, length));
  let isEnded = false;
  for (let at = 0; at + 4 <= file.size; ) {
    const head = await read(at, 8);
    const [type, bytes] = [head.readUInt16LE(0), head.readUInt16LE(2)];
    const isStart = EXCEL_STARTS.has(type) && bytes >= 4 && bytes <= 16;
    if (at === 0 && !isStart) return 'content-mismatch';
    if (type === EXCEL.filePass) return 'encrypted';
    if (isStart && head.length === 8 && head.readUInt16LE(6) === MACRO_SUBSTREAM) return 'macros';
    // Zeros after the last substream are padding.
    if (isEnded && !isStart && type === 0) break;
    isEnded = type === EXCEL.eof;
    at += 4 + bytes;
    if (at > file.size) return 'damaged';
  }
  return isEnded ? null : 'damaged';
}

const POWERPOINT = { vbaInfoAtom: 0x0400, interaction: 0x0ff3, runProgram: 2 } as const;
const ENCRYPTED_TOKEN = 0xf3d1c4df;
const MAX_RECORDS = 2_000_000;

/**
 * [MS-PPT] 2.3.2 CurrentUserAtom for the password, 2.4.11 VBAInfoAtom for macros, 2.8.2 InteractiveInfoAtom for
 * actions.
 */
async function checkPowerPoint(compound: CompoundFile, main: CompoundEntry): Promise<UploadRefusal | null> {
  const user = compound.entries.find((entry) => entry.name.toLowerCase() === 'current user');
  const atom = user ? await compound.read(user, 0, 16) : Buffer.alloc(0);
  if (atom.length < 16) return 'damaged';
  if (atom.readUInt32LE(12) === ENCRYPTED_TOKEN) return 'encrypted';
  const read = windowOn((position, length) => compound.read(main, position, length));
  let records = 0;
  for (let at = 0; at + 8 <= main.bytes; records += 1) {
    const head = await read(at, 20);
    if (head.length < 8 || records > MAX_RECORDS) return 'damaged';
    const type = head.readUInt16LE(2);
    if (type === POWERPOINT.vbaInfoAtom && head.length >= 16 && head.readUInt32LE(12) !== 0) return 'macros';
    if (type === POWERPOINT.interaction && head.length >= 17 && head.readUInt8(16) === POWERPOINT.runProgram)
      return 'command';
    // A container holds its records after an 8-byte header, so skip only the header to enter it.
    const isContainer = (head.readUInt16LE(0) & 0x0f) === 0x0f;
    at += isContainer ? 8 : 8 + head.readUInt32LE(4);
  }
  return records > 0 ? null : 'damaged';
}
