import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Framework } from '#lib/frameworks/framework.ts';
import { addFramework, knownFrameworks } from '#lib/frameworks/known.ts';
import { brandTokens } from '#lib/record/councils/rules.ts';
import { loadFonts } from './fonts.ts';
import type { PackDocument } from './pack-document.ts';
import { packView } from './pack-view.ts';
import type { PaperDocument } from './paper-document.ts';
import { paperView } from './paper-view.ts';

/** A document and the frameworks of the service, as its process knows none that were added. */
export type PdfJob = PdfDocument & { readonly frameworks: readonly Framework[] };

/** The documents that can be rendered as PDF. */
export type PdfDocument =
  | Readonly<{ kind: 'pack'; document: PackDocument }>
  | Readonly<{ kind: 'paper'; document: PaperDocument }>;

// Drop cached results not used by this many later renders: keeping more would only use memory.
const RENDERS_REMEMBERED = 1;

const fonts = loadFonts();
const templates = { pack: template('pack.typ'), paper: template('paper.typ') };
const compiler = NodeCompiler.create({
  workspace: import.meta.dirname,
  fontArgs: [{ fontBlobs: [...fonts.files] }],
});

/** Where templates find the logo, which is never a file. */
const LOGO = join(import.meta.dirname, 'logo.png');

function template(name: string): string {
  return readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');
}

/**
 * Compiles one PDF. Must run in a separate process, because the compiler is synchronous and never frees memory.
 *
 * @throws the compiler's message
 */
export function runJob(job: PdfJob): Uint8Array {
  const known = knownFrameworks().map(({ id }) => id);
  for (const framework of job.frameworks) if (!known.includes(framework.id)) addFramework(framework);
  const [view, madeAt] =
    job.kind === 'pack'
      ? [packView(job.document, fonts), job.document.madeAt]
      : [paperView(job.document, fonts), job.document.asOf];
  const { colour = '', logo = null } = job.document.letterhead ?? {};
  if (logo) compiler.mapShadow(LOGO, Buffer.from(logo));
  const inputs = { document: JSON.stringify(view), ...(colour === '' ? {} : coloursOf(colour)) };
  // A single call, because a compiled document returned to JavaScript is never freed.
  const pdf = compiler.pdf(
    { mainFileContent: templates[job.kind], inputs },
    { pdfStandard: 'ua-1', creationTimestamp: Math.floor(Date.parse(madeAt) / 1000) },
  );
  compiler.resetShadow();
  compiler.evictCache(RENDERS_REMEMBERED);
  return pdf;
}

function coloursOf(colour: string) {
  const { accent, 'accent-soft': mid, 'accent-tint': tint } = brandTokens(colour).light;
  return { accent, tint, mid };
}
