import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Framework } from '#lib/frameworks/framework.ts';
import type { AccuracyDocument } from './accuracy-document.ts';
import { accuracyView } from './accuracy-view.ts';
import { loadFonts } from './fonts.ts';
import { compiled, knowFrameworks, letterheadInputs, template } from './job-inputs.ts';
import type { PackDocument } from './pack-document.ts';
import { packView, registerView } from './pack-view.ts';
import type { PaperDocument } from './paper-document.ts';
import { paperView } from './paper-view.ts';
import type { PlanDocument } from './plan-document.ts';
import { planView } from './plan-view.ts';

/** A document and the frameworks of the service, as its process knows none that were added. */
export type PdfJob = PdfDocument & { readonly frameworks: readonly Framework[] };

/** The documents that can be rendered as PDF. */
export type PdfDocument =
  | Readonly<{ kind: 'pack'; document: PackDocument }>
  | Readonly<{ kind: 'paper'; document: PaperDocument }>
  | Readonly<{ kind: 'accuracy'; document: AccuracyDocument }>
  | Readonly<{ kind: 'plan'; document: PlanDocument }>;

// Drop cached results not used by this many later renders: keeping more would only use memory.
const RENDERS_REMEMBERED = 1;

const fonts = loadFonts();
const templates = {
  pack: template('pack.typ'),
  paper: template('paper.typ'),
  accuracy: template('accuracy.typ'),
  plan: template('plan.typ'),
};
const compiler = NodeCompiler.create({
  workspace: import.meta.dirname,
  fontArgs: [{ fontPaths: [...fonts.files] }],
});

/** Where templates find the logo, which is never a file. */
const LOGO = join(import.meta.dirname, 'logo.png');

/**
 * Compiles one PDF. Must run in a separate process, because the compiler is synchronous and never frees memory.
 *
 * @throws the compiler's message
 */
export function runJob(job: PdfJob): Uint8Array {
  knowFrameworks(job.frameworks);
  const [view, madeAt] = viewOf(job);
  const { logo, colours } = letterheadInputs(job.document);
  if (logo) compiler.mapShadow(LOGO, logo);
  const inputs = { document: JSON.stringify(view), ...colours };
  // A single call, because a compiled document returned to JavaScript is never freed.
  const pdf = compiled(() =>
    compiler.pdf(
      { mainFileContent: templates[job.kind], inputs },
      { pdfStandard: 'ua-1', creationTimestamp: Math.floor(Date.parse(madeAt) / 1000) },
    ),
  );
  compiler.resetShadow();
  compiler.evictCache(RENDERS_REMEMBERED);
  return pdf;
}

function viewOf(job: PdfJob): readonly [view: object, madeAt: string] {
  switch (job.kind) {
    case 'pack':
      return [packOf(job.document), job.document.madeAt];
    case 'paper':
      return [paperView(job.document, fonts), job.document.asOf];
    case 'accuracy':
      return [accuracyView(job.document, fonts), job.document.madeAt];
    case 'plan':
      return [planView(job.document, fonts), job.document.madeAt];
  }
}

function packOf(document: PackDocument) {
  return { ...packView(document, fonts), register: registerView(document, fonts) };
}
