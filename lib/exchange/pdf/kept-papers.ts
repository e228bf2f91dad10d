import 'server-only';
import type { PaperDocument } from './paper-document.ts';
import { type NotMade, renderPaper } from './render-pdf.ts';

/** Files of papers that never change, made for people whom nobody has signed in. */
export type KeptPapers = Readonly<{
  /**
   * The file of that name, made if it is not kept.
   *
   * @param name - names one document: the same for the same document alone
   */
  file: (name: string, make: () => Promise<Uint8Array | NotMade>) => Promise<Uint8Array | NotMade>;
}>;

/** @param most - files in memory; those asked for last stay */
export function createKeptPapers(most: number): KeptPapers {
  /** Those made and those being made, the one asked for last at the end. */
  const files = new Map<string, Promise<Uint8Array | NotMade>>();

  async function made(name: string, make: () => Promise<Uint8Array | NotMade>) {
    let pdf: Uint8Array | NotMade = 'busy';
    try {
      pdf = await make();
      return pdf;
    } finally {
      if (typeof pdf === 'string') files.delete(name);
    }
  }

  function file(name: string, make: () => Promise<Uint8Array | NotMade>) {
    const found = files.get(name) ?? made(name, make);
    files.delete(name);
    files.set(name, found);
    const [oldest] = files.keys();
    if (files.size > most && oldest !== undefined) files.delete(oldest);
    return found;
  }

  return { file };
}

// Bundlers can load this module more than once in a process.
const shared = globalThis as typeof globalThis & { keptPapers?: KeptPapers };

/**
 * Makes the board paper that a link leads to, once for all who open it while it is in memory: a few papers of some
 * hundred kilobytes. It ends with no request, as others may wait for the same one; two papers of a council's links at
 * most wait or are made, so that whoever has many links holds up no members.
 *
 * @param name - names the document: the same for the same document alone
 * @param council - whose paper it is
 * @returns the bytes of the PDF
 * @throws {PdfError}
 */
export function renderKeptPaper(
  name: string,
  council: string,
  document: () => PaperDocument,
): Promise<Uint8Array | NotMade> {
  shared.keptPapers ??= createKeptPapers(32);
  return shared.keptPapers.file(name, async () => {
    const made = await renderPaper({ council, person: `links of ${council}` }, async () => ({
      document: document(),
    }));
    return typeof made === 'string' ? made : made.pdf;
  });
}
