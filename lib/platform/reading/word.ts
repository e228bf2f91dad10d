import 'server-only';
import type { OpenedFile } from '#lib/platform/storage/checks/opened-file.ts';
import type { XmlEvents } from '#lib/platform/storage/checks/xml-stream.ts';
import { readParts } from './packages.ts';
import { collectParts, type FileText, newRoom, type Parts, TEXT_LIMITS, textOfParts } from './pages.ts';

/** The main part has another name in files of some programs. Notes come after the text that has them. */
const MAIN = /^word\/document\d*\.xml$/;
const NOTES = /^word\/(?:footnotes|endnotes)\d*\.xml$/;

/** Reads a Word .docx file. Without a page, as Word sets pages anew each time: a part begins with each heading. */
export async function readWord(file: OpenedFile): Promise<FileText> {
  const room = newRoom();
  const [main, notes] = [collectParts(room), collectParts(room)];
  await readParts(file, (name) => {
    if (MAIN.test(name)) return wordEvents(main);
    return NOTES.test(name) ? wordEvents(notes) : null;
  });
  return textOfParts(main, notes);
}

const HEADING = /^(?:heading[1-6]|title)$/i;

/** Changes that were deleted, instructions of fields and fallbacks for old programs are not text. */
function wordEvents(parts: Parts): XmlEvents {
  let [line, isHeading, isText, fallbacks] = ['', false, false, 0];
  const add = (text: string) => {
    if (fallbacks === 0 && line.length < TEXT_LIMITS.file && parts.hasRoom()) line += text;
  };
  return {
    open(name, attributes) {
      if (name === 'Fallback') fallbacks += 1;
      else if (name === 't') isText = true;
      else if (name === 'tab') add('\t');
      else if (name === 'br' || name === 'cr') add('\n');
      else if (name === 'noBreakHyphen') add('-');
      else if (name === 'pStyle') isHeading = HEADING.test(attributes.get('val') ?? '');
    },
    text(text) {
      if (isText) add(text);
    },
    close(name) {
      if (name === 'Fallback') fallbacks -= 1;
      else if (name === 't') isText = false;
      if (name !== 'p' || fallbacks > 0) return;
      if (isHeading && line.trim() !== '') parts.heading(line);
      else parts.line(line);
      [line, isHeading] = ['', false];
    },
  };
}
