import {
  PDF,
  PdfArray,
  PdfDict,
  PdfName,
  PdfNull,
  PdfNumber,
  type PdfObject,
  PdfRef,
  PdfStream,
  PdfString,
} from '@libpdf/core';
import { plainAddress } from './plain-address.ts';

/** Constructs recognised by a key and its value together, not by a single name. */
export type Construct = 'external stream' | 'thread of a file' | 'address of a script';

/**
 * The contents of a PDF as readers find them: `names`, decoded, of every object reachable from its catalogue, and each
 * {@link Construct}. `encrypted`: it needs a password. `unreadable`: it cannot be opened.
 */
export type PdfReading =
  | { readonly names: ReadonlySet<string>; readonly isEncrypted: boolean; readonly hasPage: boolean }
  | 'encrypted'
  | 'unreadable';

/** `isWhole`: every object in the tables could be parsed. */
type Found = Exclude<PdfReading, string> & { readonly isWhole: boolean };

/** Opens a PDF as readers do, with an empty password if it is encrypted, and follows all its references. */
export async function readPdf(file: Buffer): Promise<PdfReading> {
  // Offsets in a PDF count from its `%PDF-`; printers and scanners put commands before it.
  const marked = file.subarray(Math.max(0, file.indexOf('%PDF-')));
  const opened = await load(marked);
  const bytes = opened && !opened.isEncrypted ? marked : withReadableEncryption(marked);
  const pdf = bytes === marked ? opened : await load(bytes);
  if (pdf && !pdf.isAuthenticated) return 'encrypted';
  const first = pdf && (await readObjects(pdf, bytes));
  if (first?.isWhole) return first;
  // `sweep` cannot look into encrypted objects.
  if (first?.isEncrypted) return 'unreadable';
  // If the tables are wrong, readers search for the objects. The library does so only if there are no tables.
  const untabled = withoutTables(bytes);
  const rebuilt = await load(untabled);
  const second = rebuilt?.isAuthenticated ? await readObjects(rebuilt, untabled) : null;
  if (!second) return 'unreadable';
  return { ...second, names: new Set([...second.names, ...(first?.names ?? [])]) };
}

async function load(bytes: Buffer): Promise<PDF | null> {
  return PDF.load(bytes).catch(() => null);
}

async function readObjects(pdf: PDF, bytes: Buffer): Promise<Found | null> {
  try {
    const { names, missing } = walk(pdf);
    const isWhole = missing.length === 0 || !(await cannotParse(bytes, pdf, missing));
    return { names, isEncrypted: pdf.isEncrypted, hasPage: hasPage(pdf), isWhole };
  } catch {
    return null;
  }
}

/** Whether the catalogue leads to a page. Readers do not open a file with an invalid or impossible page count. */
function hasPage(pdf: PDF): boolean {
  const resolve = (ref: PdfRef) => pdf.getObject(ref);
  const root = pdf.getCatalog()?.get('Pages', resolve);
  const count = root instanceof PdfDict ? root.get('Count', resolve) : undefined;
  if (count && !(count instanceof PdfNumber && count.value <= MAX_PAGES)) return false;
  const seen = new Set<PdfObject>();
  const left: (PdfObject | null | undefined)[] = [root];
  while (left.length > 0) {
    const node = left.pop();
    if (!(node instanceof PdfDict) || node instanceof PdfStream || seen.has(node)) continue;
    seen.add(node);
    const kids = node.get('Kids', resolve);
    if (kids instanceof PdfArray)
      for (const kid of kids) left.push(kid instanceof PdfRef ? resolve(kid) : kid);
    else if (node !== root || node.getName('Type')?.value === 'Page') return true;
  }
  return false;
}

/** More than any program writes. */
const MAX_PAGES = 10_000_000;

/**
 * Whether one of these objects is in the tables but could not be parsed, which the library reports only in strict
 * mode. Free and absent objects are common in valid files.
 */
async function cannotParse(bytes: Buffer, pdf: PDF, missing: readonly PdfRef[]): Promise<boolean> {
  try {
    const strict = await PDF.load(bytes, { lenient: false });
    for (const ref of missing) strict.getObject(ref);
    return false;
  } catch {
    return !pdf.recoveredViaBruteForce;
  }
}

/** Rewrites encryption settings that readers accept and the library does not. Other bytes are returned unchanged. */
function withReadableEncryption(bytes: Buffer): Buffer {
  return bytes.includes('/Encrypt') ? withIdentifier(withSignedPermissions(bytes)) : bytes;
}

/** Some programs write the permissions of an encrypted file as unsigned, which the library misreads. */
function withSignedPermissions(bytes: Buffer): Buffer {
  const found = /\/P +(\d{10})(?!\d)/.exec(bytes.toString('latin1'));
  const permissions = Number(found?.[1]);
  if (!found || permissions <= 2 ** 31) return bytes;
  const signed = Buffer.from(bytes);
  signed.write(String(permissions - 2 ** 32).padEnd(10), found.index + found[0].length - 10, 'latin1');
  return signed;
}

/** Readers decrypt a file without an identifier as if it were empty; the library does not. */
function withIdentifier(bytes: Buffer): Buffer {
  const trailer = bytes.lastIndexOf('trailer');
  const dictionary = trailer < 0 ? -1 : bytes.indexOf('<<', trailer);
  if (dictionary < 0 || bytes.includes('/ID', trailer)) return bytes;
  const at = dictionary + 2;
  return Buffer.concat([bytes.subarray(0, at), Buffer.from('/ID[<><>]'), bytes.subarray(at)]);
}

function withoutTables(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf('startxref'); at >= 0; at = copy.indexOf('startxref', at))
    copy.fill(' ', at, at + 9);
  return copy;
}

function walk(pdf: PDF): { readonly names: ReadonlySet<string>; readonly missing: readonly PdfRef[] } {
  const names = new Set<string>();
  const missing: PdfRef[] = [];
  const seen = new Set<PdfObject>();
  const left: (PdfObject | null)[] = [pdf.getCatalog()];
  for (let object = left.pop(); object !== undefined; object = left.pop()) {
    if (object instanceof PdfName) names.add(object.value);
    else if (object instanceof PdfRef) {
      if (seen.has(object)) continue;
      seen.add(object);
      const found = pdf.getObject(object);
      if (!found || found instanceof PdfNull) missing.push(object);
      else left.push(found);
    } else if (object instanceof PdfDict) {
      for (const construct of constructsIn(object, pdf)) names.add(construct);
      for (const [key, value] of object) {
        names.add(key.value);
        left.push(value);
      }
    } else if (object instanceof PdfArray) for (const value of object) left.push(value);
  }
  return { names, missing };
}

function* constructsIn(dictionary: PdfDict, pdf: PDF): Generator<Construct> {
  const resolved = (key: string): PdfObject | undefined => dictionary.get(key, (ref) => pdf.getObject(ref));
  const file = resolved('F');
  // A numeric /F is the flags of an annotation.
  if (file && !(file instanceof PdfNumber)) {
    if (dictionary instanceof PdfStream) yield 'external stream';
    const action = resolved('S');
    if (action instanceof PdfName && action.value === 'Thread') yield 'thread of a file';
  }
  const address = resolved('URI');
  if (address instanceof PdfString && isActiveAddress(address.asString())) yield 'address of a script';
}

/** Whether an address runs a script. As in browsers, blanks and control characters are ignored. */
export function isActiveAddress(address: string): boolean {
  return plainAddress(address).startsWith('javascript:');
}
