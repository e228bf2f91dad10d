import 'server-only';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { type CompoundFile, openCompoundFile } from './compound-file.ts';
import { readable } from './opened-file.ts';
import { isMacroFileName, isProgramName } from './program-names.ts';
import { holdsVba } from './vba.ts';

/** Enough for the three names before a packed file and its first bytes. */
const PACKAGE_HEAD = 8 * 1024;
const NATIVE_STREAM = '\x01ole10native';
const PACKED_FILE = 2;

/** Checks an embedded object for VBA and packed programs, if it is a compound file. */
export async function checkObject(object: Buffer): Promise<UploadRefusal | null> {
  const compound = await openCompoundFile(readable(object));
  if (!compound) return null;
  return (await holdsVba(compound)) ? 'macros' : checkPackedFiles(compound);
}

/**
 * Checks the files packed into objects of a compound file ([MS-OLEDS] 2.3.6). Each has a label, its original name, and
 * the name under which it is saved when opened.
 */
export async function checkPackedFiles(compound: CompoundFile): Promise<UploadRefusal | null> {
  for (const entry of compound.entries) {
    if (entry.kind !== 'stream' || entry.name.toLowerCase() !== NATIVE_STREAM) continue;
    const { names, content } = packedFile(await compound.read(entry, 0, PACKAGE_HEAD));
    if (names.some(isMacroFileName)) return 'macros';
    if (names.some(isProgramName) || startsAsProgram(content)) return 'program';
  }
  return null;
}

function packedFile(native: Buffer): { readonly names: readonly string[]; readonly content: Buffer } {
  if (native.length < 6 || native.readUInt16LE(4) !== PACKED_FILE)
    return { names: [], content: native.subarray(4) };
  const [label, afterLabel] = nameAt(native, 6);
  const [name, afterName] = nameAt(native, afterLabel);
  const [path, afterPath] = nameAt(native, afterName + 8);
  return { names: [label, name, path], content: native.subarray(afterPath + 4) };
}

function nameAt(bytes: Buffer, from: number): readonly [name: string, after: number] {
  const end = bytes.indexOf(0, from);
  return end < 0 ? ['', bytes.length] : [bytes.toString('latin1', from, end), end + 1];
}

/** Whether the bytes begin like a program or script. */
export function startsAsProgram(content: Buffer): boolean {
  const start = content.toString('latin1', 0, 4);
  return start.startsWith('MZ') || start === '\x7fELF' || start.startsWith('#!');
}
