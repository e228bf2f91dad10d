import { trimEnds } from './trim.ts';

/**
 * Extracts a web address from pasted text: removes line breaks, zero-width spaces, surrounding brackets or quotation
 * marks, and the punctuation of the sentence. The result is not validated.
 */
export function cleanWebAddress(pasted: string): string {
  const address = pasted
    .toWellFormed()
    .replace(LINE_END, '')
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '');
  return (
    trimEnds(
      address,
      /[\s\p{Default_Ignorable_Code_Point}<("'“‘]/u,
      /[\s\p{Default_Ignorable_Code_Point}>"'”’,;]/u,
    )
      .replace(/^url:\s*/i, '')
      // A bracket that was not opened in the address belongs to the sentence.
      .replace(/^([^(]*)\)[.,;]?$/, '$1')
      // A full stop may belong to the address. Behind a host, a file or a slash it does not.
      .replace(/(?<=\/|\.[a-z]{2,5})\.$/i, '')
  );
}

// A link that was too long for a line of its document goes on in the next.
const LINE_END = /[\n\r\u0085\u2028\u2029]+\s*/g;
