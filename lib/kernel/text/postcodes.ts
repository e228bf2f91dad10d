// The forms of British postcodes (BS 7666 and the Postcode Address File). The last three characters are a digit and two
// letters, none of them C, I, K, M, O or V. People put one space before them, none, two, or one that does not break.
const POSTCODE =
  /(?<![\p{L}\d])(?:GIR[ \u00a0]{0,2}0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY])[ \u00a0]{0,2}\d[ABD-HJLNP-UW-Z]{2})(?![\p{L}\d])/giu;

/** "E12 4th", which ends as a postcode does. In upper case it is one: B33 8TH. */
const ORDINAL = /(?:1st|2nd|3rd|[04-9]th)$/;

/** What reads as a postcode in a text. */
export function findPostcodes(text: string): readonly string[] {
  return [...text.matchAll(POSTCODE)].map(([found]) => found).filter((found) => !ORDINAL.test(found));
}

/** Whether a short code is or holds a postcode, in whatever case it is written. */
export function holdsPostcode(code: string): boolean {
  return findPostcodes(code.toUpperCase()).length > 0;
}
