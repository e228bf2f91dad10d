import { holdsMarkup } from './markup.ts';
import { type OpenedFile, readAt } from './opened-file.ts';

/** First bytes of programs, scripts, pictures, packages and compound files. */
const OTHER_START = /^\s*(?:MZ|.ELF|PK|.PNG|\xff\xd8\xff|GIF8|\xd0\xcf|#!|\{\\rtf)/;

/**
 * Whether what stands before or behind a file, byte for byte as text, would make it another kind as well. Printers,
 * scanners and mail programs leave commands, boundaries and blanks there, which do not.
 */
export function isOtherKind(text: string): boolean {
  return OTHER_START.test(text) || holdsMarkup(text);
}

const ZIP_END_BYTES = 22;
const LONGEST_ZIP_COMMENT = 0xffff;

/** Where in a file a zip could end: readers look for the mark of it in the last 65,557 bytes. */
export async function endsOfZips(file: OpenedFile): Promise<readonly number[]> {
  const tailBytes = Math.min(file.size, ZIP_END_BYTES + LONGEST_ZIP_COMMENT);
  const tail = await readAt(file, file.size - tailBytes, tailBytes);
  const ends: number[] = [];
  for (let at = tail.indexOf('PK\x05\x06'); at >= 0; at = tail.indexOf('PK\x05\x06', at + 1)) {
    const isWhole = at + ZIP_END_BYTES <= tail.length;
    if (isWhole && tail.readUInt16LE(at + 20) <= tail.length - at - ZIP_END_BYTES)
      ends.push(file.size - tailBytes + at);
  }
  return ends;
}
