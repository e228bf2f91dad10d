import { holdsMarkup } from './markup.ts';
import { type OpenedFile, readAt } from './opened-file.ts';

/** First bytes of programs, scripts, pictures, packages and compound files. */
const OTHER_START = /^\s*(?:MZ|.ELF|PK|.PNG|\xff\xd8\xff|GIF8|\xd0\xcf|#!|\{\\rtf)/;

/**
 * Whether the bytes before or after a file (as Latin-1 text) would also make it another kind of file. Printers,
 * scanners and mail programs put commands, boundaries and blanks there, which would not.
 */
export function isOtherKind(text: string): boolean {
  return OTHER_START.test(text) || holdsMarkup(text);
}

const ZIP_END_BYTES = 22;
const LONGEST_ZIP_COMMENT = 0xffff;

/** Positions where a zip could end: programs look for its end record in the last 65,557 bytes. */
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
