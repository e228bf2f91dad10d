const QUOTED = 120;
const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The start of a paragraph, cut between words where there are any, and never within a character. */
export function excerpt(paragraph: string): string {
  const line = paragraph.replaceAll(/\s+/g, ' ');
  if (line.length <= QUOTED) return line;
  const start = line.slice(0, QUOTED + 1);
  const space = start.lastIndexOf(' ');
  if (space > QUOTED / 2) return `${start.slice(0, space)}…`;
  // The last of these may be half of one.
  const whole = [...characters.segment(start)].slice(0, -1);
  return `${whole.map(({ segment }) => segment).join('')}…`;
}

/** “What somebody wrote first…” Undefined where nothing can be read. */
export function quoteFirstLine(text: string | undefined): string | undefined {
  const line = text?.split('\n').find((one) => one.trim() !== '');
  return line && `“${excerpt(line.trim())}”`;
}
