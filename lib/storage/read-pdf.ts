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

/** What no single name tells: found by a key and its value together. */
export type Construct = 'external stream' | 'thread of a file' | 'address of a script';

/**
 * What a reader finds in a PDF: `names`, decoded, of every object that its catalogue leads to, and each
 * {@link Construct}. `encrypted`: not without a password. `unreadable`: it, or an object in its tables, does not open.
 */
export type PdfReading =
  | { readonly names: ReadonlySet<string>; readonly isEncrypted: boolean }
  | 'encrypted'
  | 'unreadable';

/** Opens a PDF as readers do, with the empty password if it is encrypted, and walks through all that it refers to. */
export async function readPdf(bytes: Buffer): Promise<PdfReading> {
  const reading = await readByTables(bytes);
  if (reading === 'unparsed') return 'unreadable';
  if (reading !== 'unreadable') return reading;
  // Readers look for the objects themselves where the tables are wrong; the library does where it finds none.
  const found = await readByTables(withoutTables(bytes));
  return found === 'unparsed' ? 'unreadable' : found;
}

async function readByTables(bytes: Buffer): Promise<PdfReading | 'unparsed'> {
  try {
    const pdf = await PDF.load(bytes);
    if (!pdf.isAuthenticated) return 'encrypted';
    const { names, missing } = walk(pdf);
    if (missing.length > 0 && (await cannotParse(bytes, pdf, missing))) return 'unparsed';
    return { names, isEncrypted: pdf.isEncrypted };
  } catch {
    return 'unreadable';
  }
}

/**
 * Whether one of these is in the tables and could not be parsed. The library says so only when it is strict; objects
 * that are free, or not there, are common in good files.
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
  // As a number it is the flags of an annotation.
  if (file && !(file instanceof PdfNumber)) {
    if (dictionary instanceof PdfStream) yield 'external stream';
    const action = resolved('S');
    if (action instanceof PdfName && action.value === 'Thread') yield 'thread of a file';
  }
  const address = resolved('URI');
  if (address instanceof PdfString && isActiveAddress(address.asString())) yield 'address of a script';
}

/** Whether an address runs a script, as browsers read it: blanks and controls do not count. */
export function isActiveAddress(address: string): boolean {
  const start = address.slice(0, 1_000).replace(/[^!-~]/g, '');
  return /^javascript:/i.test(start);
}
