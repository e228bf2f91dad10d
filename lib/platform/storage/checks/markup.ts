/** Elements that on their own make a page or an active picture. */
const PAGE = '!doctype|\\?xml|\\?php|html|head|body|script|svg|iframe|style';
/** Elements that can begin a fragment of a page, but that words in angle brackets can look like. */
const PIECE = 'title|table|img|div|meta|link|object|embed|form|input|video|audio|base|a|h1|p|br';
const ATTRIBUTE = `\\s+[a-z:-]+\\s*=\\s*(?:"[^"]*"|'[^']*'|[^\\s"'>]+)`;

const PAGE_START = new RegExp(`^<(?:!--|${PAGE})(?![a-z0-9])`, 'i');
const PIECE_START = new RegExp(`^<(?:${PIECE})((?:${ATTRIBUTE})*)\\s*/?>`, 'i');
const ANYWHERE = new RegExp(`<(?:(?:${PAGE})(?![a-z0-9])|(?:${PIECE})${ATTRIBUTE})`, 'i');

/**
 * Whether a browser would show this as a page. Words in angle brackets, as in `<Table 4> Transfers`, are not markup.
 */
export function startsAsMarkup(text: string): boolean {
  const start = withoutComments(text);
  if (PAGE_START.test(start)) return true;
  const piece = PIECE_START.exec(start);
  return piece !== null && (piece[1] !== '' || start.includes('</'));
}

/** Whether the text contains markup that a browser would act on. */
export function holdsMarkup(text: string): boolean {
  return ANYWHERE.test(text);
}

/** The text from its first character outside a comment. An unclosed comment is kept. */
export function withoutComments(text: string): string {
  let from = skipBlanks(text, 0);
  while (text.startsWith('<!--', from)) {
    const end = text.indexOf('-->', from + 4);
    if (end < 0) break;
    from = skipBlanks(text, end + 3);
  }
  return text.slice(from);
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] ?? '')) at += 1;
  return at;
}
