import 'server-only';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import type { OpenedFile } from './opened-file.ts';
import { packageParts } from './package-parts.ts';
import { isMacroFileName, isProgramName } from './program-names.ts';
import { elementsOf } from './xml-part.ts';
import { xmlStream } from './xml-stream.ts';
import { walkPackage } from './zip-walk.ts';

const MANIFEST = 'meta-inf/manifest.xml';

const MEDIA_TYPE: Readonly<Record<string, string>> = {
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
};

/** Paths of macros in OpenDocument: Basic libraries and their lists, and scripts in other languages. */
const BASIC_MODULE = /^basic\/.*[^/]$/;
const BASIC_LIST = /\/(?:script|dialog)-l[bc]\.xml$/;
const SCRIPT_PART = /^scripts\/.*[^/]$/;

/**
 * Checks an OpenDocument package (ISO/IEC 26300): the `mimetype` entry must be that of the extension or its template,
 * and there must be a manifest that lists no encrypted part. Its parts, and embedded objects of other programs, are
 * searched for {@link ACTIVE_CONTENT}.
 *
 * Of embedded OpenDocument objects, only text and formulas are checked.
 */
export async function checkOdf(file: OpenedFile, extension: string): Promise<UploadRefusal | null> {
  const content = packageParts();
  let holdsMacro = false;
  const walked = await walkPackage(file, (name) => {
    if (name === 'mimetype' || name === MANIFEST) return 'list';
    if (!BASIC_MODULE.test(name) || BASIC_LIST.test(name)) return content.read();
    return findsBasic(() => {
      holdsMacro = true;
    });
  });
  if (typeof walked === 'string') return walked;
  const names = walked.names.map((name) => name.toLowerCase());
  const encrypted = elementsOf(walked.parts.get(MANIFEST) ?? Buffer.alloc(0), 'encryption-data');
  const mediaType = walked.parts
    .get('mimetype')
    ?.toString('latin1')
    .trim()
    .replace(/-template$/, '');
  if (mediaType !== MEDIA_TYPE[extension] || !encrypted) return 'content-mismatch';
  if (encrypted.length > 0 || names.includes('encrypted-package')) return 'encrypted';
  if (holdsMacro || names.some((name) => SCRIPT_PART.test(name))) return 'opendocument-macros';
  if (names.some(isMacroFileName)) return 'macros';
  if (names.some(isProgramName)) return 'program';
  const active = await content.outcome();
  if (active) return active;
  return names.includes('content.xml') ? null : 'content-mismatch';
}

/** Longer than the source that the editor writes for a new module. */
const LONGEST_IDLE_SOURCE = 64 * 1024;
/** A line of Basic without effect. The editor starts a module with an empty procedure. */
const IDLE_LINE = /^\s*(?:option\s+[\w ]+|'.*|rem(?:\s.*)?|sub\s+\w+(?:\s*\(\s*\))?|end\s+sub)?\s*$/i;

/** Looks for a line with an effect in a Basic module. Anything other than a module or dialogue counts as one. */
function findsBasic(found: () => void) {
  let source: string | null = null;
  let isKnown = false;
  const stream = xmlStream({
    open(name) {
      if (name === 'module') source = '';
      if (name === 'window') isKnown = true;
    },
    text(text) {
      if (source === null) return;
      source += text;
      if (source.length > LONGEST_IDLE_SOURCE) found();
      source = source.slice(0, LONGEST_IDLE_SOURCE);
    },
    close(name) {
      if (name !== 'module' || source === null) return;
      if (!source.split('\n').every((line) => IDLE_LINE.test(line))) found();
      source = null;
      isKnown = true;
    },
  });
  return {
    write: stream.write,
    end() {
      if (!isKnown) found();
    },
  };
}
