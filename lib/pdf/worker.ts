import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { loadFonts } from './fonts.ts';
import type { PackDocument } from './pack-document.ts';
import { packView } from './pack-view.ts';

/** One pack to make. `job` numbers it, so that a late answer is not taken for the next one's. */
export type RenderRequest = Readonly<{ job: number; document: PackDocument }>;
/** The PDF of that job, or the compiler's own words on why there is none. */
export type RenderAnswer =
  | Readonly<{ job: number; ok: true; pdf: Uint8Array<ArrayBuffer> }>
  | Readonly<{ job: number; ok: false; message: string }>;

// Results that this many later renders did not use are forgotten; keeping more would only hold memory.
const RENDERS_REMEMBERED = 1;

const fonts = loadFonts();
const template = readFileSync(new URL('./pack.typ', import.meta.url), 'utf8');
const compiler = NodeCompiler.create({
  workspace: import.meta.dirname,
  fontArgs: [{ fontBlobs: [...fonts.files] }],
});

function render(document: PackDocument): Uint8Array<ArrayBuffer> {
  const view = packView(document, fonts);
  const madeAt = Math.floor(Date.parse(document.madeAt) / 1000);
  // In one call: a compiled document that comes back to JavaScript is never freed.
  const pdf = compiler.pdf(
    { mainFileContent: template, inputs: { pack: JSON.stringify(view) } },
    { pdfStandard: 'ua-1', creationTimestamp: madeAt },
  );
  compiler.evictCache(RENDERS_REMEMBERED);
  return new Uint8Array(pdf);
}

parentPort?.on('message', ({ job, document }: RenderRequest) => {
  try {
    const pdf = render(document);
    parentPort?.postMessage({ job, ok: true, pdf } satisfies RenderAnswer, [pdf.buffer]);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    parentPort?.postMessage({ job, ok: false, message } satisfies RenderAnswer);
  }
});
