import 'server-only';
import WordExtractor from 'word-extractor';
import { type OpenedFile, readAt } from '#lib/platform/storage/checks/opened-file.ts';
import { collectParts, type FileText, textOfParts } from './pages.ts';
import { UnreadableError } from './unreadable.ts';

/** The library takes the whole file into memory. */
const MAX_BYTES = 100 * 1024 ** 2;

/** Reads a Word .doc file of 1997 to 2003. */
export async function readOldWord(file: OpenedFile): Promise<FileText> {
  if (file.size > MAX_BYTES) throw new UnreadableError('too-large');
  const document = await new WordExtractor().extract(await readAt(file, 0, file.size));
  const parts = collectParts();
  for (const text of [document.getBody(), document.getFootnotes(), document.getEndnotes()])
    for (const line of text.split('\n')) parts.line(line);
  return textOfParts(parts);
}
