import 'server-only';
import type { PaperDocument } from './paper-document.ts';
import { renderPaper } from './render-pdf.ts';

/** Files of papers that never change, made for people whom nobody has signed in. */
export type KeptPapers = Readonly<{
  /**
   * The file of that name, made if it is not kept. Null when too many others are being made.
   *
   * @param name - names one document: the same for the same document alone
   */
  file: (name: string, document: () => PaperDocument) => Promise<Uint8Array | null>;
}>;

/**
 * @param options.kept - files in memory at most; those asked for last stay
 * @param options.making - renders for links at most that wait or run at the same time, so that whoever asks for many
 *   holds up the packs of others by no more than these
 */
export function createKeptPapers(options: {
  render: (document: PaperDocument) => Promise<Uint8Array>;
  kept: number;
  making: number;
}): KeptPapers {
  /** Those made and those being made, the one asked for last at the end. */
  const files = new Map<string, Promise<Uint8Array>>();
  let making = 0;

  async function make(name: string, document: PaperDocument): Promise<Uint8Array> {
    making += 1;
    try {
      return await options.render(document);
    } catch (error) {
      files.delete(name);
      throw error;
    } finally {
      making -= 1;
    }
  }

  async function file(name: string, document: () => PaperDocument): Promise<Uint8Array | null> {
    const known = files.get(name);
    if (!known && making >= options.making) return null;
    const found = known ?? make(name, document());
    files.delete(name);
    files.set(name, found);
    const [oldest] = files.keys();
    if (files.size > options.kept && oldest !== undefined) files.delete(oldest);
    return found;
  }

  return { file };
}

// Bundlers can load this module more than once in a process.
const shared = globalThis as typeof globalThis & { keptPapers?: KeptPapers };

/**
 * Makes the board paper that a link leads to, once for all who open it while it is in memory: a few papers of some
 * hundred kilobytes.
 *
 * @param name - names the document: the same for the same document alone
 * @returns the bytes of the PDF; null when too many papers of links are being made, to be tried again later
 * @throws {PdfError} `refused`, `crashed` or `timed-out`
 */
export function renderKeptPaper(name: string, document: () => PaperDocument): Promise<Uint8Array | null> {
  shared.keptPapers ??= createKeptPapers({ render: renderPaper, kept: 32, making: 4 });
  return shared.keptPapers.file(name, document);
}
