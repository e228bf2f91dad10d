import 'server-only';
import type { OpenedFile } from './opened-file.ts';
import type { UploadRefusal } from './refusals.ts';
import { elementsOf } from './xml-part.ts';
import { walkPackage } from './zip-walk.ts';

const MANIFEST = 'meta-inf/manifest.xml';

const MEDIA_TYPE: Readonly<Record<string, string>> = {
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
};

/** Where OpenDocument keeps macros: Basic libraries, and scripts in other languages. */
const MACRO_PART = /^(basic|scripts)\/./;
const ACTIVE_PART = /\.(exe|dll|scr|com|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|msi|lnk|jar)$/;

/**
 * Checks an OpenDocument package (ISO/IEC 26300) as a whole: the `mimetype` entry must be that of the extension, and
 * the manifest must be there and say nothing of encryption.
 *
 * Not looked into: objects embedded in the document, and event listeners in its text that call macros of the
 * reader's own installation.
 */
export async function checkOdf(file: OpenedFile, extension: string): Promise<UploadRefusal | null> {
  const walked = await walkPackage(file, (name) => name === 'mimetype' || name === MANIFEST);
  if (typeof walked === 'string') return walked;
  const names = walked.names.map((name) => name.toLowerCase());
  const encrypted = elementsOf(walked.parts.get(MANIFEST) ?? Buffer.alloc(0), 'encryption-data');
  if (walked.parts.get('mimetype')?.toString('latin1').trim() !== MEDIA_TYPE[extension] || !encrypted)
    return 'content-mismatch';
  if (encrypted.length > 0 || names.includes('encrypted-package')) return 'encrypted';
  if (names.some((name) => MACRO_PART.test(name))) return 'macros';
  if (names.some((name) => ACTIVE_PART.test(name))) return 'active-content';
  return names.includes('content.xml') ? null : 'content-mismatch';
}
