import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
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

/** One PDF to make. `job` numbers it, so that a late answer is not taken for the next one's. */
export type RenderRequest = Readonly<{ job: number }> & PdfDocument;
/** The PDF of that job, or the compiler's own words on why there is none. */
export type RenderAnswer =
  | Readonly<{ job: number; ok: true; pdf: Uint8Array<ArrayBuffer> }>
  | Readonly<{ job: number; ok: false; message: string }>;

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

function render(request: RenderRequest): Uint8Array<ArrayBuffer> {
  const [view, madeAt] =
    request.kind === 'pack'
      ? [packView(request.document, fonts), request.document.madeAt]
      : [paperView(request.document, fonts), request.document.asOf];
  // In one call: a compiled document that comes back to JavaScript is never freed.
  const pdf = compiler.pdf(
    { mainFileContent: templates[request.kind], inputs: { document: JSON.stringify(view) } },
    { pdfStandard: 'ua-1', creationTimestamp: Math.floor(Date.parse(madeAt) / 1000) },
  );
  compiler.evictCache(RENDERS_REMEMBERED);
  return new Uint8Array(pdf);
}

parentPort?.on('message', (request: RenderRequest) => {
  const { job } = request;
  try {
    const pdf = render(request);
    parentPort?.postMessage({ job, ok: true, pdf } satisfies RenderAnswer, [pdf.buffer]);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    parentPort?.postMessage({ job, ok: false, message } satisfies RenderAnswer);
  }
});
