/**
 * What people mostly type: Latin letters, digits, quotes and dashes, which cleaning leaves as they are. Not the soft
 * hyphen (U+00AD), which it removes.
 */
const PLAIN = /^[\t\n\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20ac]*$/;

/**
 * The length of a text as the server counts it, once cleaned. The code that cleans is loaded when a text needs it; if
 * that fails, the length is that of the text as it is.
 */
export async function cleanedLength(text: string): Promise<number> {
  if (PLAIN.test(text)) return /\S/.test(text) ? text.length : 0;
  try {
    const { cleanText } = await import('./clean.ts');
    return cleanText(text).length;
  } catch {
    return text.length;
  }
}
