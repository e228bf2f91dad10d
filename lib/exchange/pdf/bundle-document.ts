import type { PreparedFile, PreparedPage } from '#lib/platform/pdf/prepare.ts';
import type { PackDocument, PackRegisterEntry } from './pack-document.ts';

/**
 * What a bundle shows of an item.
 *
 * - `pages`: those of a PDF.
 * - `text`: pages of a PDF with the words of a file, without its layout.
 * - `drawn`: a JPEG of each page. `picture`: the file is one, so nothing is lost by it.
 * - `slip`: nothing of its file, and why, as a sentence for its sheet.
 */
export type BundleShown =
  | Extract<PreparedFile, { kind: 'pages' }>
  | (Omit<Extract<PreparedFile, { kind: 'pages' }>, 'kind'> & { readonly kind: 'text' })
  | Readonly<{
      kind: 'drawn';
      paths: readonly string[];
      perFile: 1;
      pages: readonly PreparedPage[];
      bytes: number;
      why: Extract<PreparedFile, { kind: 'drawn' }>['why'] | 'picture';
    }>
  | Readonly<{ kind: 'slip'; why: string }>;

export type BundleItem = Readonly<{
  /** Its reference, or for what was added later that and a letter: E12A. */
  label: string;
  entry: PackRegisterEntry;
  shown: BundleShown;
}>;

/** The content of a bundle. The same content and files give the same bytes. */
export type BundleDocument = Readonly<{
  /** The narrative and what is known of the pack: only what may be in it, so without names in a public edition. */
  document: PackDocument;
  /** In the order of the bundle. Each item once. */
  items: readonly BundleItem[];
  /** What is not in it at all, and why: "it is marked OFFICIAL-SENSITIVE". */
  leftOut: readonly Readonly<{ reference: string; why: string }>[];
  /** The most pages in all. What a sentence cites goes in first. Null: no limit. */
  pageLimit: number | null;
  /** For whom the copy is, printed on every page. */
  copyFor: string | null;
  /** The bundle that this one adds to. It then has no narrative, and its numbers follow on. */
  continues: Readonly<{ pack: number; lastPage: number }> | null;
}>;

/** Why a bundle with a limit of pages leaves an item out. */
export const OVER_PAGE_LIMIT = 'it would take the bundle over its limit of pages';
