import 'server-only';
import { type OpenPdf, openPdf } from '#lib/platform/pdf/open-pdf.ts';
import { PdfError } from '#lib/platform/pdf/pdfium.ts';
import { type OpenedFile, readAt } from '#lib/platform/storage/checks/opened-file.ts';
import { collectPages, type FileText, TEXT_LIMITS } from './pages.ts';
import { UnreadableError } from './unreadable.ts';

/** The whole file is in memory twice. */
const MAX_BYTES = 300 * 1024 ** 2;

/** Reads each page. The words of pages that are pictures are for `readPictures`. */
export async function readPdf(file: OpenedFile): Promise<FileText> {
  const pdf = await openPdfFile(file);
  const pages = collectPages();
  const pictures: number[] = [];
  let unitsRead = 0;
  for (let number = 1; number <= Math.min(pdf.pages, TEXT_LIMITS.units) && pages.hasRoom(); number += 1) {
    const { text, isDrawnOn } = pdf.read(number);
    const before = pages.pages.length;
    pages.add(number, '', text);
    if (pages.pages.length === before && isDrawnOn) pictures.push(number);
    unitsRead = number;
  }
  return {
    unit: 'page',
    units: pdf.pages,
    unitsRead,
    isCut: pages.isCut() || unitsRead < pdf.pages,
    pages: pages.pages,
    pictures,
  };
}

/** Opens a PDF on the disk. @throws UnreadableError */
export async function openPdfFile(file: OpenedFile): Promise<OpenPdf> {
  if (file.size > MAX_BYTES) throw new UnreadableError('too-large');
  try {
    return await openPdf(await readAt(file, 0, file.size));
  } catch (error) {
    if (error instanceof PdfError) throw new UnreadableError(error.reason, { cause: error });
    throw error;
  }
}
