/** An exact decimal with up to four places, in ten-thousandths: 4.7 is 47000n. Compared and subtracted without loss. */
export type Figure = bigint;

/** The scale of a figure: ten-thousandths in one. */
export const FIGURE_SCALE = 10_000n;

const WHOLE_DIGITS = 10;
const PLACES = 4;
/** In characters, with the unit. */
const LONGEST_TEXT = 100;

/** Why a text cannot be read as one figure. `unclear`: it could be two numbers, such as 1,234 where a comma may be decimal. */
export type FigureProblem =
  | 'empty'
  | 'not a number'
  | 'unclear'
  | 'too many places'
  | 'too large'
  | 'failed formula';

/** The units that can be written beside a number. */
export const FIGURE_UNITS = [
  'percent',
  'pounds',
  'pence',
  'hours',
  'days',
  'weeks',
  'months',
  'per 100,000',
  'per other',
] as const;
export type FigureUnit = (typeof FIGURE_UNITS)[number];

/** How a text reads. Two figures: it could be either. `withheld`: a marker for a missing figure, such as `[c]` or `n/a`. */
export type FigureReading =
  | {
      readonly kind: 'figure';
      readonly figures: readonly [Figure, ...Figure[]];
      readonly mark: FigureUnit | null;
    }
  | { readonly kind: 'withheld' }
  | { readonly kind: 'problem'; readonly problem: FigureProblem };

/**
 * Reads a figure as people, spreadsheets and official statistics write it: `4.7`, `4.7%`, `£1,234.50`, `−3`, `(3)`,
 * `14 days`, `12.3 per 100,000`, `4,7` and `1.234,5` with a decimal comma, and `[c]` or `n/a` for a withheld figure.
 * With `commaIsDecimal` the file may use decimal commas, so `1,234` and `1.234` give both readings.
 */
export function readFigure(text: string, { commaIsDecimal = false } = {}): FigureReading {
  if (text.length > LONGEST_TEXT) return { kind: 'problem', problem: 'not a number' };
  const words = text.trim().replaceAll(/\s+/g, ' ');
  if (WITHHELD.test(words)) return { kind: 'withheld' };
  if (FAILED_FORMULA.test(words)) return { kind: 'problem', problem: 'failed formula' };
  const { bare, mark } = splitUnit(words);
  if (bare === '') return { kind: 'problem', problem: 'empty' };
  const found = candidateNumbers(bare, commaIsDecimal).map(parseExact);
  const problem = found.find((one) => typeof one === 'string');
  const [figure, ...others] = found.filter((one) => typeof one === 'bigint');
  if (problem !== undefined || figure === undefined)
    return { kind: 'problem', problem: problem ?? 'not a number' };
  return { kind: 'figure', figures: [figure, ...others], mark };
}

/** Parses a text that can mean only one figure, whatever its unit. A withheld figure is `not a number`. */
export function parseFigure(
  text: string,
  options: { commaIsDecimal?: boolean } = {},
): Figure | FigureProblem {
  const reading = readFigure(text, options);
  if (reading.kind === 'problem') return reading.problem;
  if (reading.kind === 'withheld') return 'not a number';
  return reading.figures.length > 1 ? 'unclear' : reading.figures[0];
}

// Markers for missing figures: those of the Government Analysis Function and NHS Digital, and what people type.
const WITHHELD =
  /^(?:[-‐‑‒–—]|\.{1,3}|:|\*{1,2}|[cxzu]|\[(?:[a-z]|low|n\/a)\]|n\/?a|n\.a\.?|not (?:available|applicable)|suppressed|no data)$/i;
const FAILED_FORMULA = /^#(?:n\/a|ref!|div\/0!|value!|name\?|num!|null!|spill!|calc!|#+)$/i;

const SUFFIXES: readonly (readonly [FigureUnit, RegExp])[] = [
  ['percent', / ?(?:%|per cent|percent|pct)$/i],
  ['per 100,000', / ?(?:per|\/) ?100(?:,?000| ?k)(?: people| population| residents)?$/i],
  ['per other', / ?(?:per|\/) ?[\d,]+(?: people| population| residents)?$/i],
  ['hours', / ?(?:hours?|hrs?)$/i],
  ['days', / ?(?:days?|d)$/i],
  ['weeks', / ?(?:weeks?|wks?)$/i],
  ['months', / ?months?$/i],
  ['pence', / ?(?:p|pence)$/i],
];

/** Splits a number, with a hyphen for its minus sign, from its unit. */
function splitUnit(words: string): { readonly bare: string; readonly mark: FigureUnit | null } {
  const [, inBrackets] = /^\((.*)\)$/.exec(words) ?? []; // as accounts write what is below zero
  const signed = (inBrackets === undefined ? words : `-${inBrackets.trim()}`)
    .replace(/^'(?=[-+\d])/, '') // a spreadsheet's mark for "this is text", which our own files carry too
    .replace(/^[‐‑‒–—−﹣－] ?/, '-');
  const pounds = /^([-+]?) ?£ ?([-+]?)/.exec(signed);
  if (pounds) return { bare: `${pounds[1]}${pounds[2]}${signed.slice(pounds[0].length)}`, mark: 'pounds' };
  const found = SUFFIXES.find(([, suffix]) => suffix.test(signed));
  return found ? { bare: signed.replace(found[1], ''), mark: found[0] } : { bare: signed, mark: null };
}

/** The numbers a text may mean, with a decimal point and no thousands separators, likeliest first. */
function candidateNumbers(bare: string, commaIsDecimal: boolean): readonly string[] {
  if (commaIsDecimal && /^[-+]?[1-9]\d{0,2}[.,]\d{3}$/.test(bare)) {
    return [bare.replace(/[.,]/, ''), bare.replace(',', '.')];
  }
  if (/^[-+]?[1-9]\d{0,2}([, ]\d{3})+(\.\d+)?$/.test(bare)) return [bare.replaceAll(/[, ]/g, '')];
  if (/^[-+]?[1-9]\d{0,2}(\.\d{3}){2,}$/.test(bare)) return [bare.replaceAll('.', '')];
  if (/^[-+]?\d{1,3}([. ]\d{3})+,\d+$/.test(bare)) return [bare.replaceAll(/[. ]/g, '').replace(',', '.')];
  if (/^[-+]?\d+,\d+$/.test(bare)) return [bare.replace(',', '.')];
  return [bare];
}

function parseExact(plain: string): Figure | FigureProblem {
  const [, sign, whole = '', places = ''] = /^([-+]?)(\d+)(?:\.(\d+))?$/.exec(plain) ?? [];
  if (sign === undefined) return 'not a number';
  const digits = whole.replace(/^0+(?=\d)/, '');
  if (places.replace(/0+$/, '').length > PLACES) return 'too many places';
  if (digits.length > WHOLE_DIGITS) return 'too large';
  const size = BigInt(digits) * FIGURE_SCALE + BigInt(places.slice(0, PLACES).padEnd(PLACES, '0'));
  return sign === '-' ? -size : size;
}

/** `1234.5`, as programs and forms write it: no thousands separators and no trailing zeros. */
export function unformattedFigure(figure: Figure): string {
  const size = figure < 0n ? -figure : figure;
  const places = String(size % FIGURE_SCALE)
    .padStart(PLACES, '0')
    .replace(/0+$/, '');
  return `${figure < 0n ? '-' : ''}${size / FIGURE_SCALE}${places === '' ? '' : `.${places}`}`;
}

/** `1,234.5`, to show to people. */
export function formatFigure(figure: Figure): string {
  const [whole = '', places] = unformattedFigure(figure).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return places === undefined ? grouped : `${grouped}.${places}`;
}

/** Reads a figure from the text of a numeric column. @throws Error when it is not a figure */
export function figureFromDatabase(text: string): Figure {
  const figure = parseFigure(text);
  if (typeof figure === 'string') throw new Error('A stored figure is no figure');
  return figure;
}

/** A percentage of a figure, `share` being the percentage. Rounds to the nearest ten-thousandth, halves away from zero. */
export function percentageOf(figure: Figure, share: Figure): Figure {
  const [product, hundred] = [figure * share, 100n * FIGURE_SCALE];
  const half = product < 0n ? -hundred / 2n : hundred / 2n;
  return (product + half) / hundred;
}

/** The nearest floating-point number, for charts and spreadsheet cells. Do not compare or calculate with it. */
export function figureToNumber(figure: Figure): number {
  return Number(figure) / Number(FIGURE_SCALE);
}
