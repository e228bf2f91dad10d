import 'server-only';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { type CompoundEntry, type CompoundFile, openCompoundFile } from './compound-file.ts';
import { checkPackedFiles, startsAsProgram } from './embedded.ts';
import { isTwoKindsOfCompound } from './ole.ts';
import { type OpenedFile, readable } from './opened-file.ts';
import { isMacroFileName, isProgramName } from './program-names.ts';
import { holdsVba } from './vba.ts';

/** Present in every message, also in those attached to it. */
const PROPERTIES = '__properties_version1.0';

/** Streams of one property: its tag and type, of which the last letter tells Unicode (F) from a code page (E). */
const PROPERTY = /^__substg1\.0_([0-9a-f]{4})00(1[ef]|1[ef]|02)$|^__substg1\.0_(3701)0102$/i;
const MESSAGE_CLASS = '001a';
/** PidTagAttachLongFilename, AttachFilename, AttachExtension, AttachPathname, DisplayName. */
const NAME_TAGS = new Set(['3707', '3704', '3703', '3708', '370d', '3001']);
const NAME_BYTES = 2_048;
const HEAD_BYTES = 64;

/**
 * Checks an Outlook message ([MS-OXMSG] in a compound file), with the messages attached to it. The same attachments are
 * refused as in other email, by name or if they begin as a program. Encrypted and rights-protected messages are refused,
 * because their text is in an attachment that only some people can open.
 *
 * Attached documents are not opened.
 */
export async function checkMsg(file: OpenedFile): Promise<UploadRefusal | null> {
  const compound = await openCompoundFile(readable(file));
  if (!compound) return 'damaged';
  const { entries } = compound;
  const isMessage = entries.some(
    ({ kind, name, parent }) => kind === 'stream' && name.toLowerCase() === PROPERTIES && parent === 0,
  );
  if (!isMessage) return 'content-mismatch';
  if (await holdsVba(compound)) return 'email-macros';
  if (await checkPackedFiles(compound)) return 'email-program';
  for (const entry of entries) {
    if (entry.kind !== 'stream') continue;
    const refused = await checkProperty(compound, entry);
    if (refused) return refused;
  }
  return (await isTwoKindsOfCompound(file, compound)) ? 'content-mismatch' : null;
}

async function checkProperty(compound: CompoundFile, entry: CompoundEntry): Promise<UploadRefusal | null> {
  const [, tag = '', type = '', content] = PROPERTY.exec(entry.name) ?? [];
  if (content) return startsAsProgram(await compound.read(entry, 0, HEAD_BYTES)) ? 'email-program' : null;
  const isName = NAME_TAGS.has(tag.toLowerCase());
  if (!isName && tag.toLowerCase() !== MESSAGE_CLASS) return null;
  const bytes = await compound.read(entry, 0, NAME_BYTES);
  const text = bytes.toString(type.toLowerCase() === '1f' ? 'utf16le' : 'latin1');
  if (!isName) return /^ipm\.note\.smime$/i.test(text) ? 'kind:signed-message' : null;
  if (isMacroFileName(text)) return 'email-macros';
  if (/\.(?:rpmsg|p7m)$/i.test(text)) return 'kind:signed-message';
  return isProgramName(text) && !isAddress(entry, text) ? 'email-program' : null;
}

/** A message attached to this one, or a person, can be named after a web address: its display name is no file name. */
function isAddress(entry: CompoundEntry, name: string): boolean {
  return /^__substg1\.0_3001/i.test(entry.name) && /\.com[^a-z0-9]*$/i.test(name);
}
