import 'server-only';
import { findPersonalDataByPage, type PersonalDataByPage } from '#lib/kernel/text/personal-data.ts';
import type { AllowedType } from '#lib/platform/storage/allowed-types.ts';
import { type OpenedFile, openFile } from '#lib/platform/storage/checks/opened-file.ts';
import { readExcel } from './excel.ts';
import { isPicture, PICTURE } from './kinds.ts';
import { readEmail, readMsg } from './mail.ts';
import { readPictures } from './ocr.ts';
import { readOldWord } from './old-word.ts';
import { readOpenSlides, readOpenSpreadsheet, readOpenText } from './open-document.ts';
import type { FileText, TextPage } from './pages.ts';
import { readPdf } from './pdf.ts';
import { readCsv, readPlain } from './plain.ts';
import { readPowerPoint } from './powerpoint.ts';
import { readRichText } from './rich-text.ts';
import { UnreadableError, type WhyUnreadable } from './unreadable.ts';
import { readWord } from './word.ts';

/** A file to read. `pictures`: the numbers of its pages of which the words in pictures are wanted, and no others. */
export type TextJob = {
  readonly path: string;
  readonly type: AllowedType;
  readonly pictures?: readonly number[];
};

export type TextJobResult =
  | { readonly unreadable: WhyUnreadable }
  | { readonly text: FileText; readonly personalData: PersonalDataByPage }
  | { readonly words: readonly TextPage[]; readonly personalData: PersonalDataByPage };

/** Reads a file inside a worker process. */
export async function runJob({ path, type, pictures }: TextJob): Promise<TextJobResult> {
  await using file = await openFile(path);
  try {
    if (pictures) {
      const words = await readPictures(file, type, pictures);
      return { words, personalData: findPersonalDataByPage(words) };
    }
    const text = await readText(file, type);
    return { text, personalData: findPersonalDataByPage(text.pages) };
  } catch (error) {
    if (error instanceof UnreadableError) return { unreadable: error.reason };
    throw error;
  }
}

const READERS: Readonly<Record<string, (file: OpenedFile) => Promise<FileText>>> = {
  pdf: readPdf,
  doc: readOldWord,
  docx: readWord,
  xlsx: readExcel,
  pptx: readPowerPoint,
  odt: readOpenText,
  ods: readOpenSpreadsheet,
  odp: readOpenSlides,
  rtf: readRichText,
  csv: readCsv,
  txt: readPlain,
  eml: readEmail,
  msg: readMsg,
};

/**
 * The text of a checked file, by page, sheet, slide or part.
 *
 * | Kind | Read by |
 * |---|---|
 * | PDF | PDFium |
 * | Office, OpenDocument | the unpacking and XML reading of the checks, with their limits |
 * | .doc, email, .msg | word-extractor, postal-mime, msgreader |
 * | rich text, text, CSV | here |
 *
 * @throws UnreadableError, or any error of a library for a file that it cannot read
 */
export async function readText(file: OpenedFile, type: AllowedType): Promise<FileText> {
  if (isPicture(type)) return PICTURE;
  const read = READERS[type.extension];
  if (!read) throw new UnreadableError('old-format');
  return read(file);
}
