import 'server-only';
import { LRUCache } from 'lru-cache';
import type { PaperDocument } from './paper-document.ts';
import type { PlanDocument } from './plan-document.ts';
import { type RenderFailure, renderPaper, renderPlan } from './render-pdf.ts';

/** A cache of papers that never change, for people who are not signed in. */
export type PaperCache = Readonly<{
  /**
   * The file with this name, made if it is not in the cache.
   *
   * @param name - identifies the document uniquely
   */
  file: (
    name: string,
    make: () => Promise<Uint8Array | RenderFailure>,
  ) => Promise<Uint8Array | RenderFailure>;
}>;

/** @param most - maximum files in memory; the least recently used is dropped */
export function createPaperCache(most: number): PaperCache {
  /** Finished files and those being made. */
  const files = new LRUCache<string, Promise<Uint8Array | RenderFailure>>({ max: most });

  async function made(name: string, make: () => Promise<Uint8Array | RenderFailure>) {
    let pdf: Uint8Array | RenderFailure = 'busy';
    try {
      pdf = await make();
      return pdf;
    } finally {
      if (typeof pdf === 'string') files.delete(name);
    }
  }

  function file(name: string, make: () => Promise<Uint8Array | RenderFailure>) {
    const found = files.get(name);
    if (found) return found;
    const making = made(name, make);
    files.set(name, making);
    return making;
  }

  return { file };
}

// Bundlers can load this module several times in a process, which must share one cache.
const shared = globalThis as typeof globalThis & { paperCache?: PaperCache };

/**
 * Creates the board paper of a link, once for everyone who opens it while it is cached: a few papers of some hundred
 * kilobytes. Not aborted with a request, as others may be waiting for the same paper. At most two papers of a
 * council's links are queued or made at a time, so that a council with many links does not delay its members.
 *
 * @param name - identifies the document uniquely
 * @param council - the council of the paper
 * @returns the bytes of the PDF
 * @throws {PdfError}
 */
export function renderCachedPaper(
  name: string,
  council: string,
  document: () => PaperDocument,
): Promise<Uint8Array | RenderFailure> {
  return cached(name, () => renderPaper(linksOf(council), async () => ({ document: document() })));
}

/** `renderCachedPaper` for a published improvement plan. */
export function renderCachedPlan(
  name: string,
  council: string,
  document: () => PlanDocument,
): Promise<Uint8Array | RenderFailure> {
  return cached(name, () => renderPlan(linksOf(council), async () => ({ document: document() })));
}

const linksOf = (council: string) => ({ council, person: `links of ${council}` });

function cached(
  name: string,
  render: () => Promise<{ readonly pdf: Uint8Array } | RenderFailure>,
): Promise<Uint8Array | RenderFailure> {
  shared.paperCache ??= createPaperCache(32);
  return shared.paperCache.file(name, async () => {
    const made = await render();
    return typeof made === 'string' ? made : made.pdf;
  });
}
