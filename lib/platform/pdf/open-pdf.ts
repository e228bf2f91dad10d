import 'server-only';
import { openDocument, type Pixels } from './pdfium.ts';

/** A PDF that is open to be read and drawn. Pages are numbered from 1. */
export type OpenPdf = {
  readonly pages: number;
  /** The text of a page in reading order, and whether anything is drawn on it. @throws {Error} as `draw` */
  read(number: number): { readonly text: string; readonly isDrawnOn: boolean };
  /**
   * Draws a page with its annotations and what is filled into its forms, on white. Its shape is kept.
   *
   * @param box - the most pixels across and down; the page fills one of the two
   * @throws {Error} if there is no such page, or it cannot be drawn
   */
  draw(number: number, box: { readonly width: number; readonly height: number }): Promise<Pixels>;
};

/**
 * Opens a PDF to read and draw its pages. Without fonts of the system, text in fonts that are not in the file is drawn in
 * those of PDFium, which have Latin letters only.
 *
 * It takes whatever time and memory the file makes it take: only for worker processes.
 *
 * @throws PdfError
 */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const document = await openDocument(bytes);
  return {
    pages: document.pages,
    read(number) {
      using page = document.page(number);
      return { text: page.text(), isDrawnOn: page.objects() > 0 };
    },
    async draw(number, box) {
      using page = document.page(number);
      const scale = Math.min(box.width / page.width, box.height / page.height);
      return page.draw({
        width: Math.max(1, Math.round(page.width * scale)),
        height: Math.max(1, Math.round(page.height * scale)),
      });
    },
  };
}
