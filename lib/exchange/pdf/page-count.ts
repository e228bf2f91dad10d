/**
 * The number of pages of a PDF that Typst made. It writes the root of the tree of pages first, in plain text; a PDF of
 * another program must not be asked.
 *
 * @throws Error if there is no such root
 */
export function pageCount(pdf: Uint8Array): number {
  const start = Buffer.from(pdf.buffer, pdf.byteOffset, Math.min(pdf.length, 200)).toString('latin1');
  const count = /\/Type \/Pages\s+\/Count (\d+)/.exec(start)?.[1];
  if (count === undefined) throw new Error('The PDF does not begin with its pages');
  return Number(count);
}
