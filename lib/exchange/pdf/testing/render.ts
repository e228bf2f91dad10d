import type { PackDocument } from '#lib/exchange/pdf/pack-document.ts';
import type { PaperDocument } from '#lib/exchange/pdf/paper-document.ts';
import type { PlanDocument } from '#lib/exchange/pdf/plan-document.ts';
import { renderPack, renderPaper, renderPlan } from '#lib/exchange/pdf/render-pdf.ts';

const NOBODY = { council: 'of the tests', person: 'of the tests' };

/** The PDF of this pack, requested by no one in particular. */
export async function packPdf(document: PackDocument): Promise<Uint8Array> {
  return pdfIn(await renderPack(NOBODY, async () => ({ document })));
}

/** The PDF of this paper, requested by no one in particular. */
export async function paperPdf(document: PaperDocument): Promise<Uint8Array> {
  return pdfIn(await renderPaper(NOBODY, async () => ({ document })));
}

/** The PDF of this plan, requested by no one in particular. */
export async function planPdf(document: PlanDocument): Promise<Uint8Array> {
  return pdfIn(await renderPlan(NOBODY, async () => ({ document })));
}

function pdfIn(made: string | { readonly pdf: Uint8Array }): Uint8Array {
  if (typeof made === 'string') throw new Error(`The PDF was not made: ${made}`);
  return made.pdf;
}
