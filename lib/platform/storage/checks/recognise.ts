import 'server-only';
import { fileTypeFromFile } from 'file-type';
import { allowedTypeOf } from '#lib/platform/storage/allowed-types.ts';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { refusedKindOf } from '#lib/platform/storage/refused-kinds.ts';
import { COMPOUND_SIGNATURE, openCompoundFile } from './compound-file.ts';
import { withoutComments } from './markup.ts';
import { type OpenedFile, readAt, readable } from './opened-file.ts';

const HEAD = 4096;

/**
 * The actual kind of a file whose name is wrong, as a refusal: another accepted type, or a refused kind with its own
 * advice. `null` if unknown.
 */
export async function recognise(file: OpenedFile): Promise<UploadRefusal | null> {
  const head = await readAt(file, 0, HEAD);
  if (head.subarray(0, 8).equals(COMPOUND_SIGNATURE)) return recogniseCompound(file);
  const ending = endingOfText(head) ?? (await endingByLibrary(file));
  return ending === null ? null : reasonFor(ending);
}

function reasonFor(ending: string): UploadRefusal | null {
  const allowed = allowedTypeOf(`.${ending}`);
  if (allowed) return `really:${allowed.extension}`;
  const kind = refusedKindOf(ending);
  return kind && `kind:${kind}`;
}

/** Names of the main stream in old Office files and their contemporaries. */
const MAIN_STREAMS: ReadonlyMap<string, string> = new Map([
  ['worddocument', 'doc'],
  ['workbook', 'xls'],
  ['book', 'xls'],
  ['powerpoint document', 'ppt'],
  ['pp40', 'wri'],
  ['__properties_version1.0', 'msg'],
  ['visiodocument', 'vsd'],
  ['quill', 'pub'],
  ['props', 'mpp'],
]);

async function recogniseCompound(file: OpenedFile): Promise<UploadRefusal | null> {
  const compound = await openCompoundFile(readable(file));
  const names = compound?.entries.map((entry) => entry.name.toLowerCase()) ?? [];
  if (names.includes('encryptedpackage')) return 'encrypted';
  for (const [name, ending] of MAIN_STREAMS) if (names.includes(name)) return reasonFor(ending);
  return null;
}

/** First bytes of text-based formats, and of old ones that the library does not know. */
const STARTS: readonly (readonly [start: RegExp, ending: string])[] = [
  [/^(?:<\?xml[^>]*>\s*)?(?:<!doctype svg[^>]*>\s*)?<svg\b/i, 'svg'],
  [/^(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body|table|script)\b/i, 'html'],
  [/^<\?xml\b/i, 'xml'],
  [/^\{\\rtf/, 'rtf'],
  [/^(?:#!|MZ)/, 'exe'],
  [/^%!PS/, 'ps'],
  // Word 1, Word 2 and Word for DOS, which predate compound files.
  [/^(?:\xdb\xa5|\xdc\xa5|\x9b\xa5|\xfe7|1\xbe)/, 'wri'],
];

function endingOfText(head: Buffer): string | null {
  const text = withoutComments(head.toString('latin1').replace(/^\xef\xbb\xbf/, ''));
  return STARTS.find(([start]) => start.test(text))?.[1] ?? null;
}

async function endingByLibrary(file: OpenedFile): Promise<string | null> {
  try {
    return (await fileTypeFromFile(file.path))?.ext ?? null;
  } catch {
    return null;
  }
}
