import 'server-only';
import type { OpenedFile } from './opened-file.ts';
import type { UploadRefusal } from './refusals.ts';
import { elementsOf } from './xml-part.ts';
import { walkPackage } from './zip-walk.ts';

type Attributes = ReadonlyMap<string, string>;

const CONTENT_TYPES = '[content_types].xml';
const ROOT_RELATIONS = '_rels/.rels';
/** Not well-formed, as a part that is missing. */
const NO_PART = Buffer.alloc(0);

const MAIN_PART: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml',
};

const MACRO_CONTENT_TYPE = /macroenabled|vbaproject|vbadata|ms-excel\.(intl)?macrosheet/;
const MACRO_PART =
  /(^|\/)vba(project|data)[^/]*$|(^|\/)(intl)?macrosheets\/|\.(doc|dot|xls|xlt|ppt|pot|pps)m$|\.xlam$/;
const MACRO_RELATION = /\/(vbaproject|wordvbadata|xlmacrosheet|xlintlmacrosheet)$/;
const ACTIVE_PART = /(^|\/)activex\/|\.(exe|dll|scr|com|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|msi|lnk|jar)$/;
/** Relations that a program follows by itself when it opens the document … */
const FETCHED_RELATION = /\/(attachedtemplate|oleobject|frame|subdocument)$/;
/** … and the places that are not the council's own file shares. */
const FETCHED_FROM = /^(https?|ftp|mhtml|ms-[a-z]+|javascript|vbscript):/;

/**
 * Checks a Word, Excel or PowerPoint package (ECMA-376) as a whole.
 *
 * The main part, found through `_rels/.rels`, must have the content type of the extension. Macros are recognised by
 * content type, by part name and by relation, so that a renamed part does not pass. ActiveX, programs inside the
 * package, and templates or objects fetched over the network are active content.
 *
 * Not looked into: documents and OLE objects embedded in the document, and fields (DDE) in its text.
 */
export async function checkOoxml(file: OpenedFile, extension: string): Promise<UploadRefusal | null> {
  const walked = await walkPackage(file, (name) => name === CONTENT_TYPES || name.endsWith('.rels'));
  if (typeof walked === 'string') return walked;
  const names = walked.names.map((name) => name.toLowerCase());
  const declared = elementsOf(walked.parts.get(CONTENT_TYPES) ?? NO_PART, 'Override', 'Default');
  const root = elementsOf(walked.parts.get(ROOT_RELATIONS) ?? NO_PART, 'Relationship');
  if (declared === null || root === null) return 'content-mismatch';
  const contentTypes = declared.map((type) => type.get('ContentType')?.toLowerCase() ?? '');
  const relations: Attributes[] = [];
  for (const [name, part] of walked.parts) {
    if (name === CONTENT_TYPES) continue;
    const found = elementsOf(part, 'Relationship');
    if (found === null) return 'content-mismatch';
    for (const relation of found) relations.push(relation);
  }

  if (
    contentTypes.some((type) => MACRO_CONTENT_TYPE.test(type)) ||
    names.some((name) => MACRO_PART.test(name)) ||
    relations.some((relation) => MACRO_RELATION.test(relation.get('Type')?.toLowerCase() ?? ''))
  )
    return 'macros';
  if (
    contentTypes.some((type) => type.includes('activex')) ||
    names.some((name) => ACTIVE_PART.test(name)) ||
    relations.some(isFetched)
  )
    return 'active-content';

  const main = mainPart(root);
  if (main === null || !names.includes(main)) return 'content-mismatch';
  return contentTypeOf(declared, main) === MAIN_PART[extension] ? null : 'content-mismatch';
}

function isFetched(relation: Attributes): boolean {
  return (
    relation.get('TargetMode')?.toLowerCase() === 'external' &&
    FETCHED_RELATION.test(relation.get('Type')?.toLowerCase() ?? '') &&
    FETCHED_FROM.test(relation.get('Target')?.trim().toLowerCase() ?? '')
  );
}

function mainPart(relations: readonly Attributes[]): string | null {
  const [main, ...others] = relations.filter((relation) => relation.get('Type')?.endsWith('/officeDocument'));
  const target = others.length === 0 ? main?.get('Target') : undefined;
  return target === undefined ? null : target.replace(/^\.?\//, '').toLowerCase();
}

function contentTypeOf(declared: readonly Attributes[], part: string): string | undefined {
  const override = declared.find((type) => type.get('PartName')?.toLowerCase() === `/${part}`);
  if (override) return override.get('ContentType');
  const extension = part.slice(part.lastIndexOf('.') + 1);
  return declared.find((type) => type.get('Extension')?.toLowerCase() === extension)?.get('ContentType');
}
