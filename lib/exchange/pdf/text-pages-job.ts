import 'server-only';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { openDocument, type Size } from '#lib/platform/pdf/pdfium.ts';
import { loadFonts } from './fonts.ts';
import { type TextDocument, textView } from './text-view.ts';

/** The words of a file, and the path for the PDF of them. */
export type TextPagesJob = { readonly document: TextDocument; readonly into: string };

const fonts = loadFonts();
const template = readFileSync(new URL('./text-pages.typ', import.meta.url), 'utf8');
const compiler = NodeCompiler.create({
  workspace: import.meta.dirname,
  fontArgs: [{ fontPaths: [...fonts.files] }],
});

/**
 * Sets the words of a file as a tagged PDF. The same words give the same bytes. Inside a worker process.
 *
 * @returns the sizes of its pages
 * @throws the compiler's message
 */
export async function runJob({ document, into }: TextPagesJob): Promise<readonly Size[]> {
  const inputs = { document: JSON.stringify(textView(document, fonts)) };
  const pdf = compiler.pdf(
    { mainFileContent: template, inputs },
    { pdfStandard: 'ua-1', creationTimestamp: 0 },
  );
  compiler.evictCache(0);
  await writeFile(into, pdf);
  const made = await openDocument(pdf);
  return Array.from({ length: made.pages }, (_, at) => made.sizeOf(at + 1));
}
