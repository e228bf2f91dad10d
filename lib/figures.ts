/** An exact decimal with up to four places, in ten-thousandths: 4.7 is 47000n. Compared and subtracted without loss. */
export type Figure = bigint;

/** Ten-thousandths in one. */
export const ONE = 10_000n;

const WHOLE_DIGITS = 10;
const PLACES = 4;

/** Why a text is no figure. `unclear`: it could be two numbers, such as 1,234 where a comma may be the decimal sign. */
export type FigureProblem = 'empty' | 'not a number' | 'unclear' | 'too many places' | 'too large';

/**
 * Reads a figure as people write it: `4.7`, `4.7%`, `£1,234.50`, `-3`, and `4,7` or `1.234,5` from where the comma is the
 * decimal sign. `commaIsDecimal` says that a file may come from there, so that `1,234` is not guessed at.
 */
export function parseFigure(text: string, { commaIsDecimal = false } = {}): Figure | FigureProblem {
  const bare = text
    .trim()
    .replace(/^'(?=[-+])/, '') // a spreadsheet's mark for "this is text", which our own files carry too
    .replace(/^([-−+]?)\s*£\s*/, '$1')
    .replace(/\s*%$/, '')
    .replace('−', '-');
  if (bare === '') return 'empty';
  if (commaIsDecimal && /^[-+]?[1-9]\d{0,2},\d{3}$/.test(bare)) return 'unclear';
  const plain = withPoint(bare);
  const [, sign, whole = '', places = ''] = /^([-+]?)(\d+)(?:\.(\d+))?$/.exec(plain) ?? [];
  if (sign === undefined) return 'not a number';
  const digits = whole.replace(/^0+(?=\d)/, '');
  if (places.replace(/0+$/, '').length > PLACES) return 'too many places';
  if (digits.length > WHOLE_DIGITS) return 'too large';
  const size = BigInt(digits) * ONE + BigInt(places.slice(0, PLACES).padEnd(PLACES, '0'));
  return sign === '-' ? -size : size;
}

/** The same with a point before the decimals and nothing between thousands, where it is a number at all. */
function withPoint(bare: string): string {
  if (/^[-+]?[1-9]\d{0,2}([, \u00a0\u202f]\d{3})+(\.\d+)?$/.test(bare))
    return bare.replaceAll(/[, \u00a0\u202f]/g, '');
  if (/^[-+]?\d{1,3}(\.\d{3})+,\d+$/.test(bare)) return bare.replaceAll('.', '').replace(',', '.');
  if (/^[-+]?\d+,\d+$/.test(bare)) return bare.replace(',', '.');
  return bare;
}

/** `4.7`, as programs and forms write it: a point, no thousands, no zeros at the end. */
export function plainFigure(figure: Figure): string {
  const size = figure < 0n ? -figure : figure;
  const places = String(size % ONE)
    .padStart(PLACES, '0')
    .replace(/0+$/, '');
  return `${figure < 0n ? '-' : ''}${size / ONE}${places === '' ? '' : `.${places}`}`;
}

/** `1,234.5`, for reading. */
export function formatFigure(figure: Figure): string {
  const [whole = '', places] = plainFigure(figure).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return places === undefined ? grouped : `${grouped}.${places}`;
}

/** What the database gave as the text of a numeric. @throws Error when it is none, which the column rules out. */
export function storedFigure(text: string): Figure {
  const figure = parseFigure(text);
  if (typeof figure === 'string') throw new Error('A stored figure is no figure');
  return figure;
}

/** `share` ten-thousandths of a hundredth of a figure, half a ten-thousandth rounded away from zero. */
export function percentOf(figure: Figure, share: Figure): Figure {
  const [product, hundred] = [figure * share, 100n * ONE];
  const half = product < 0n ? -hundred / 2n : hundred / 2n;
  return (product + half) / hundred;
}

/** As a number: for a place in a picture, or a cell of a spreadsheet. Never to compare or to reckon with. */
export function approximately(figure: Figure): number {
  return Number(figure) / Number(ONE);
}
