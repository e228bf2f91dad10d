import 'server-only';
import { DamagedFileError } from '#lib/exchange/packs/make-zip.ts';
import { setTextPages } from '#lib/exchange/pdf/text-pages.ts';
import { env } from '#lib/platform/env.ts';
import { type PreparedFile, type PreparedPage, preparePdf } from '#lib/platform/pdf/prepare.ts';
import { pagePictures } from '#lib/platform/pictures/page-picture.ts';
import { convertedPdf } from '#lib/platform/previews/office.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import { findDamage } from '#lib/platform/storage/intact.ts';
import type { FileKey } from '#lib/platform/storage/store.ts';
import type { JobRequest } from '#lib/platform/workers/pool.ts';
import { isRecording, previewKind } from '#lib/record/evidence/rules.ts';
import type { FileWords } from '#lib/record/texts/pages.ts';

/** A stored file of evidence, as its row says, with the reference of its item. */
export type FileToShow = FileKey & {
  readonly reference: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
};

/**
 * A file as pages that can be set in a bundle, or why it has none.
 * - `drawn` because it is a `picture`: nothing is lost by it.
 * - `text`: a PDF of its words, without its layout.
 * - `not read`: its words have not been read, or cannot be. `no words`: they were looked for.
 */
export type ShownFile =
  | PreparedFile
  | PicturePages
  | {
      readonly kind: 'text';
      readonly paths: readonly string[];
      readonly perFile: number;
      readonly pages: readonly PreparedPage[];
      readonly bytes: number;
    }
  | { readonly kind: 'none'; readonly why: 'recording' | 'not read' | 'no words' };
type PicturePages = Omit<Extract<PreparedFile, { kind: 'drawn' }>, 'why'> & { readonly why: 'picture' };

/**
 * Shows a file as pages, by its kind:
 *
 * | Kind | Shown as |
 * |---|---|
 * | PDF | its pages, prepared |
 * | Picture | a page for each |
 * | Office file | the pages that LibreOffice makes of it, where that is switched on; otherwise its words |
 * | Mail, text, CSV | its words |
 * | Recording | nothing |
 *
 * @param wordsOf - reads what is known of its words; asked only where they are wanted
 * @param into - a folder for the result and nothing else. It is made if it is not there
 * @returns `busy`: too many others wait, or the request was aborted
 * @throws DamagedFileError if the stored file is missing, or not the one of its row
 */
export async function showFile(
  file: FileToShow,
  wordsOf: () => Promise<FileWords | null>,
  into: string,
  request: JobRequest,
): Promise<ShownFile | 'busy'> {
  if (isRecording(file.mediaType)) return { kind: 'none', why: 'recording' };
  if ((await findDamage(file)) !== null) throw new DamagedFileError(file.reference);
  const kind = previewKind(file.mediaType, env().OFFICE_PREVIEW === 'on');
  switch (kind) {
    case 'pdf':
      return fileStore().withLocalFile(file, (path) => preparePdf(path, into, request));
    case 'picture':
    case 'phone picture':
      return fileStore().withLocalFile(file, (path) =>
        showPicture(path, kind === 'phone picture', into, request),
      );
    case null:
      return showWords(file, wordsOf, into, request);
    default: {
      const pdf = await convertedPdf(file, request);
      if (pdf.path === null) return pdf.reason === 'busy' ? 'busy' : showWords(file, wordsOf, into, request);
      const shown = await preparePdf(pdf.path, into, request);
      return shown !== 'busy' && shown.kind === 'none' ? showWords(file, wordsOf, into, request) : shown;
    }
  }
}

async function showPicture(
  path: string,
  isHeif: boolean,
  into: string,
  request: JobRequest,
): Promise<ShownFile | 'busy'> {
  const made = await pagePictures(path, isHeif, into, request);
  if (made === 'busy') return made;
  if (typeof made === 'string') return { kind: 'none', why: made };
  const { paths, sizes, bytes } = made;
  return { kind: 'drawn', paths, perFile: 1, pages: sizes.map(withoutLinks), bytes, why: 'picture' };
}

async function showWords(
  { name }: FileToShow,
  wordsOf: () => Promise<FileWords | null>,
  into: string,
  request: JobRequest,
): Promise<ShownFile | 'busy'> {
  const words = await wordsOf();
  if (words === null) return { kind: 'none', why: 'not read' };
  if (words.pages.length === 0) return { kind: 'none', why: 'no words' };
  const made = await setTextPages({ name, words }, into, request);
  if (made === 'busy') return made;
  if (typeof made === 'string') return { kind: 'none', why: made };
  const { path, sizes, bytes } = made;
  return { kind: 'text', paths: [path], perFile: sizes.length, pages: sizes.map(withoutLinks), bytes };
}

function withoutLinks(size: { readonly width: number; readonly height: number }): PreparedPage {
  return { ...size, links: [] };
}
