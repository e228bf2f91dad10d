import { readFileSync } from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { loadFonts } from './fonts.ts';
import type { PackDocument } from './pack-document.ts';
import { packView } from './pack-view.ts';
import type { PaperDocument } from './paper-document.ts';
import { paperView } from './paper-view.ts';

/** What a PDF can be made of. */
export type PdfDocument =
  | Readonly<{ kind: 'pack'; document: PackDocument }>
  | Readonly<{ kind: 'paper'; document: PaperDocument }>;

// Results that this many later renders did not use are forgotten; keeping more would only hold memory.
const RENDERS_REMEMBERED = 1;

const fonts = loadFonts();
const templates = { pack: template('pack.typ'), paper: template('paper.typ') };
const compiler = NodeCompiler.create({
  workspace: import.meta.dirname,
  fontArgs: [{ fontBlobs: [...fonts.files] }],
});

function template(name: string): string {
  return readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');
}

/**
 * Makes one PDF, in a process of its own because the compiler is synchronous and never gives memory back.
 *
 * @throws the compiler's own words on why there is none
 */
export function runJob(job: PdfDocument): Uint8Array {
  const [view, madeAt] =
    job.kind === 'pack'
      ? [packView(job.document, fonts), job.document.madeAt]
      : [paperView(job.document, fonts), job.document.asOf];
  // In one call: a compiled document that comes back to JavaScript is never freed.
  const pdf = compiler.pdf(
    { mainFileContent: templates[job.kind], inputs: { document: JSON.stringify(view) } },
    { pdfStandard: 'ua-1', creationTimestamp: Math.floor(Date.parse(madeAt) / 1000) },
  );
  compiler.evictCache(RENDERS_REMEMBERED);
  return pdf;
}
