import { PDF } from '@libpdf/core';
import { openPromise } from 'yauzl';
import { cleanLine } from '#lib/kernel/text/clean.ts';
import type { AllowedType } from '#lib/platform/storage/allowed-types.ts';
import { freeBytes } from '#lib/platform/storage/free-bytes.ts';
import { type OpenedFile, readAt } from './opened-file.ts';
import { xmlStream } from './xml-stream.ts';

/** The part of a package that holds its title. */
const TITLE_PARTS = { ooxml: 'docProps/core.xml', odf: 'meta.xml' } as const;
const MOST_PART_BYTES = 256 * 1024;
/** Opening a larger PDF a second time costs more than a title is worth. */
const MOST_PDF_BYTES = 16 * 1024 ** 2;
const LONGEST = 200;

/** What programs write where nobody gave a title. */
const NO_TITLE =
  /^(untitled.*|(document|presentation|slide|book|workbook|template) ?\d*|powerpoint presentation|(microsoft )?(word|excel|powerpoint)( document| presentation| workbook)?|.*\.(docx?|xlsx?|pptx?|od[tsp]|pdf|indd|rtf|tmp))$/i;

/** The title that an accepted document has in its own properties, as one line. Null if it has none that says anything. */
export async function documentTitle(file: OpenedFile, type: AllowedType): Promise<string | null> {
  try {
    const title = cleanLine((await read(file, type)) ?? '').replace(
      /^Microsoft (Word|Excel|PowerPoint) - /i,
      '',
    );
    return title === '' || title.length > LONGEST || NO_TITLE.test(title) ? null : title;
  } catch {
    // Its content was accepted, so a title that cannot be read is no fault.
    return null;
  }
}

async function read(file: OpenedFile, { recognisedBy }: AllowedType): Promise<string | null> {
  if (recognisedBy === 'ooxml' || recognisedBy === 'odf')
    return titleInPackage(file, TITLE_PARTS[recognisedBy]);
  if (recognisedBy !== 'pdf' || file.size > MOST_PDF_BYTES) return null;
  const bytes = await readAt(file, 0, file.size);
  try {
    return (await PDF.load(bytes)).getTitle() ?? null;
  } finally {
    freeBytes(bytes);
  }
}

async function titleInPackage(file: OpenedFile, part: string): Promise<string | null> {
  const zip = await openPromise(file.path, { autoClose: false, lazyEntries: true });
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName !== part || entry.uncompressedSize > MOST_PART_BYTES) continue;
      let title: string | null = null;
      let isClosed = false;
      const parser = xmlStream({
        open: (name) => {
          if (name === 'title') title ??= '';
        },
        text: (text) => {
          if (title !== null && !isClosed) title += text;
        },
        close: (name) => {
          if (name === 'title') isClosed = true;
        },
      });
      for await (const piece of await zip.openReadStreamPromise(entry)) parser.write(piece);
      return title;
    }
    return null;
  } finally {
    zip.close();
  }
}
