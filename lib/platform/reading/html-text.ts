/** Elements whose content is not text. */
const NOT_TEXT = new Set(['script', 'style', 'head', 'title', 'template']);
/** Elements within a line. All others end one. */
const IN_LINE =
  /^(?:a|abbr|b|bdi|bdo|big|cite|code|del|em|font|i|ins|label|mark|q|s|small|span|strike|strong|sub|sup|u)$/;

/** The words of the HTML of a message, in one pass. */
export function htmlText(html: string): string {
  const texts: string[] = [];
  let skipped: string | null = null;
  for (let at = 0; at < html.length; ) {
    const tag = html.indexOf('<', at);
    if (skipped === null) texts.push(decodeEntities(html.slice(at, tag < 0 ? html.length : tag)));
    if (tag < 0) break;
    const isComment = html.startsWith('<!--', tag);
    const end = html.indexOf(isComment ? '-->' : '>', tag + 1);
    // A last tag that does not end is none of the text either.
    if (end < 0) break;
    at = end + (isComment ? 3 : 1);
    const [, slash, name = ''] = /^<(\/?)([a-z][a-z0-9]*)/i.exec(html.slice(tag, tag + 20)) ?? [];
    const element = name.toLowerCase();
    if (skipped !== null) {
      if (slash && element === skipped) skipped = null;
    } else if (!slash && NOT_TEXT.has(element)) skipped = element;
    else if (/^t[dh]$/.test(element)) texts.push('\t');
    else if (element !== '' && !IN_LINE.test(element)) texts.push('\n');
  }
  return texts.join('');
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  pound: '£',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
  bull: '•',
};

function decodeEntities(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (written, decimal, hex, name) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? written;
      const point = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '';
    });
}
