import 'server-only';
import { ACTIVE_NAMES } from '#lib/platform/storage/checks/pdf.ts';
import { readPdf } from '#lib/platform/storage/checks/read-pdf.ts';
import type { PageAnnotation } from './pdfium.ts';

/** Names of ISO 32000-2, 8.11, by which optional content may be off, or on only at times. */
const MAY_HIDE = ['OFF', 'BaseState', 'OCMD', 'AS'];

/** Names of optional content, and of the lists that may name it in pages. */
const OF_LAYERS = ['/OC', '/Properties'];

/**
 * Whether pages that PDFium saved may show layers that readers of the whole file do not see: these are named in its
 * catalogue, so a page without it shows them all. What cannot be told may.
 *
 * @param hasLayers - whether an annotation is of a layer, which the saved pages do not say any more
 */
export async function mayShowHidden(saved: Buffer, file: Buffer, hasLayers: boolean): Promise<boolean> {
  // Reading a whole file takes ten times as long as copying its pages.
  if (!hasLayers && !namesLayers(saved)) return false;
  const reading = await readPdf(file);
  return typeof reading === 'string' || MAY_HIDE.some((name) => reading.names.has(name));
}

/** Whether an annotation may be of a layer, itself or by how it looks. PDFium draws it whether that is on or off. */
export function mayBeOfLayer({ hasLayer, appearance }: PageAnnotation): boolean {
  if (hasLayer) return true;
  const look = appearance();
  return look !== null && namesLayers(look);
}

function namesLayers(saved: Buffer): boolean {
  return OF_LAYERS.some((name) => saved.includes(name));
}

/** Names of what `readPdf` recognises by a name and its value together. */
const OF_CONSTRUCTS = ['URI', 'F ', 'F('];

/**
 * Whether pages that PDFium saved have something for which an upload is refused. With each page, PDFium copies all that
 * hangs on it.
 */
export async function mayAct(saved: Buffer): Promise<boolean> {
  const names = [...ACTIVE_NAMES.keys()];
  // PDFium writes names as they are, and no object streams.
  if (![...names, ...OF_CONSTRUCTS].some((name) => saved.includes(`/${name}`))) return false;
  const reading = await readPdf(saved);
  return typeof reading === 'string' || names.some((name) => reading.names.has(name));
}
