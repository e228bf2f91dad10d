/** First bytes of programs, scripts, pictures, packages and compound files. */
const OTHER_START = /^\s*(?:MZ|.ELF|PK|.PNG|\xff\xd8\xff|GIF8|\xd0\xcf|#!|\{\\rtf)/;
const MARKUP = /<(?:!doctype|!--|\?xml|\?php|html|head|body|script|svg|iframe|style|object|embed)[\s/>]/i;

/**
 * Whether what stands before or behind a file, byte for byte as text, would make it another kind as well. Printers,
 * scanners and mail programs leave commands, boundaries and blanks there, which do not.
 */
export function isOtherKind(text: string): boolean {
  return OTHER_START.test(text) || MARKUP.test(text);
}
