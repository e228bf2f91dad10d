import 'server-only';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import type { OpenedFile } from './opened-file.ts';
import { packageParts } from './package-parts.ts';
import { plainAddress } from './plain-address.ts';
import { isMacroFileName, isProgramName } from './program-names.ts';
import { elementsOf } from './xml-part.ts';
import { walkPackage } from './zip-walk.ts';

type Attributes = ReadonlyMap<string, string>;

const CONTENT_TYPES = '[content_types].xml';
const ROOT_RELATIONS = '_rels/.rels';
/** A missing part: treated as malformed XML. */
const NO_PART = Buffer.alloc(0);

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const POWERPOINT = 'application/vnd.openxmlformats-officedocument.presentationml';

/** Office opens a template or show that is named as a document, so those main parts are accepted too. */
const MAIN_PARTS: Readonly<Record<string, readonly string[]>> = {
  docx: [`${WORD}.document.main+xml`, `${WORD}.template.main+xml`],
  xlsx: [`${EXCEL}.sheet.main+xml`, `${EXCEL}.template.main+xml`],
  pptx: [
    `${POWERPOINT}.presentation.main+xml`,
    `${POWERPOINT}.template.main+xml`,
    `${POWERPOINT}.slideshow.main+xml`,
  ],
};

const MACRO_CONTENT_TYPE = /macroenabled|vbaproject|vbadata|ms-excel\.(intl)?macrosheet/;
const MACRO_PART = /(^|\/)vba(project|data)[^/]*$|(^|\/)(intl)?macrosheets\//;
const MACRO_RELATION = /\/(vbaproject|wordvbadata|xlmacrosheet|xlintlmacrosheet)$/;
const CONTROL_PART = /(^|\/)activex\//;
/** Relations that a program follows without asking when it opens the document … */
const FETCHED_RELATION = /\/(attachedtemplate|oleobject|frame|subdocument)$/;
/** … and address schemes that do not lead to a file share. */
const FETCHED_FROM = /^(https?|ftp|mhtml|ms-[a-z]+|script|javascript|vbscript):/;

/** Hosts known only inside a council's network, or of the public sector. */
const OWN_HOST =
  /\.(?:local|lan|internal|corp|intra|gov\.uk|nhs\.uk|gov\.wales)$|^(?:10|127|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./;
/** Charts link to the workbook with their figures, which programs ask about before they fetch it. */
const CHART_RELATIONS = /(^|\/)charts\/_rels\//;

/**
 * Checks a Word, Excel or PowerPoint package (ECMA-376).
 *
 * The main part, found through `_rels/.rels`, must have the content type of the extension. Macros are recognised by
 * content type, part name and relation, so renaming a part does not hide them. {@link ACTIVE_CONTENT} is looked for in
 * relations, fields, formulas and embedded objects.
 *
 * Documents embedded as packages of their own are not checked.
 */
export async function checkOoxml(file: OpenedFile, extension: string): Promise<UploadRefusal | null> {
  const content = packageParts();
  const walked = await walkPackage(file, (name) =>
    name === CONTENT_TYPES || name.endsWith('.rels') ? 'list' : content.read(),
  );
  if (typeof walked === 'string') return walked;
  const names = walked.names.map((name) => name.toLowerCase());
  const declared = elementsOf(walked.parts.get(CONTENT_TYPES) ?? NO_PART, 'Override', 'Default');
  const root = elementsOf(walked.parts.get(ROOT_RELATIONS) ?? NO_PART, 'Relationship');
  if (declared === null || root === null) return 'content-mismatch';
  const contentTypes = declared.map((type) => type.get('ContentType')?.toLowerCase() ?? '');
  const relations: { readonly relation: Attributes; readonly list: string }[] = [];
  for (const [list, part] of walked.parts) {
    if (list === CONTENT_TYPES) continue;
    const found = elementsOf(part, 'Relationship');
    if (found === null) return 'content-mismatch';
    for (const relation of found) relations.push({ relation, list });
  }

  if (
    contentTypes.some((type) => MACRO_CONTENT_TYPE.test(type)) ||
    names.some((name) => MACRO_PART.test(name) || isMacroFileName(name)) ||
    relations.some(({ relation }) => MACRO_RELATION.test(relation.get('Type')?.toLowerCase() ?? ''))
  )
    return 'macros';
  if (contentTypes.some((type) => type.includes('activex')) || names.some((name) => CONTROL_PART.test(name)))
    return 'controls';
  if (names.some(isProgramName)) return 'program';
  if (relations.some(({ relation, list }) => isFetched(relation) && !CHART_RELATIONS.test(list)))
    return 'fetched';
  const active = await content.outcome();
  if (active) return active;

  const main = mainPart(root);
  if (main === null || !names.includes(main)) return 'content-mismatch';
  return MAIN_PARTS[extension]?.includes(contentTypeOf(declared, main) ?? '') ? null : 'content-mismatch';
}

function isFetched(relation: Attributes): boolean {
  return (
    relation.get('TargetMode')?.toLowerCase() === 'external' &&
    FETCHED_RELATION.test(relation.get('Type')?.toLowerCase() ?? '') &&
    isOnTheWeb(relation.get('Target') ?? '')
  );
}

/** Whether an address leads to an internet server: by its scheme, or as a share of a host outside the council. */
function isOnTheWeb(target: string): boolean {
  const address = plainAddress(target).replaceAll('\\', '/');
  if (FETCHED_FROM.test(address)) return true;
  const [, host = ''] = /^(?:file:)?\/+([^/]+\/[^/]*)/.exec(address) ?? [];
  const [server = ''] = host.split('/');
  return server.includes('@') || (server.includes('.') && !OWN_HOST.test(server));
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
