const QUOTED = 120;
const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The first characters of a paragraph, cut between words if possible and never within a character. */
export function excerpt(paragraph: string, most = QUOTED): string {
  const line = paragraph.replaceAll(/\s+/g, ' ');
  if (line.length <= most) return line;
  const start = line.slice(0, most + 1);
  const space = start.lastIndexOf(' ');
  if (space > most / 2) return `${start.slice(0, space)}…`;
  // The cut may have split the last one.
  const whole = [...characters.segment(start)].slice(0, -1);
  return `${whole.map(({ segment }) => segment).join('')}…`;
}

/** The first line with text in it, in quotation marks. Undefined if there is none. */
export function quoteFirstLine(text: string | undefined): string | undefined {
  const line = text?.split('\n').find((one) => one.trim() !== '');
  return line && `“${excerpt(line.trim())}”`;
}
