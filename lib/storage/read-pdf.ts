import { PDF, PdfArray, PdfDict, PdfName, type PdfObject, PdfRef } from '@libpdf/core';

/**
 * What a reader finds in a PDF: `names`, decoded, of every object that its catalogue leads to. `encrypted`: not without
 * a password. `unreadable`: it does not open.
 */
export type PdfReading =
  | { readonly names: ReadonlySet<string>; readonly isEncrypted: boolean }
  | 'encrypted'
  | 'unreadable';

/** Opens a PDF as readers do, with the empty password if it is encrypted, and walks through all that it refers to. */
export async function readPdf(bytes: Buffer): Promise<PdfReading> {
  const reading = await readByTables(bytes);
  if (reading !== 'unreadable') return reading;
  // Readers look for the objects themselves where the tables are wrong; the library does where it finds none.
  return readByTables(withoutTables(bytes));
}

async function readByTables(bytes: Buffer): Promise<PdfReading> {
  try {
    const pdf = await PDF.load(bytes);
    if (!pdf.isAuthenticated) return 'encrypted';
    return { names: namesFrom(pdf), isEncrypted: pdf.isEncrypted };
  } catch {
    return 'unreadable';
  }
}

function withoutTables(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf('startxref'); at >= 0; at = copy.indexOf('startxref', at))
    copy.fill(' ', at, at + 9);
  return copy;
}

function namesFrom(pdf: PDF): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<PdfObject>();
  const left: (PdfObject | null)[] = [pdf.getCatalog()];
  for (let object = left.pop(); object !== undefined; object = left.pop()) {
    if (object instanceof PdfName) names.add(object.value);
    else if (object instanceof PdfRef) {
      if (seen.has(object)) continue;
      seen.add(object);
      left.push(pdf.getObject(object));
    } else if (object instanceof PdfDict) {
      for (const [key, value] of object) {
        names.add(key.value);
        left.push(value);
      }
    } else if (object instanceof PdfArray) for (const value of object) left.push(value);
  }
  return names;
}
