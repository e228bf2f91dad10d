import { deepFreeze } from '#lib/frameworks/deep-freeze.ts';
import { BANDS, type Band } from '#lib/frameworks/framework.ts';
import { quoteValue, ScoringError } from './errors.ts';

export { BANDS, type Band } from '#lib/frameworks/framework.ts';

/** The bands in CQC's words, for headings and labels. */
export const BAND_NAMES: Readonly<Record<Band, string>> = deepFreeze({
  inadequate: 'Inadequate',
  'requires-improvement': 'Requires improvement',
  good: 'Good',
  outstanding: 'Outstanding',
});

/**
 * Whether a value, such as one from an address, is the id of one of the four bands.
 *
 * @example
 * ```ts
 * isBand('good'); // true
 * isBand('Good'); // false
 * ```
 */
export function isBand(value: unknown): value is Band {
  return typeof value === 'string' && Object.hasOwn(BAND_NAMES, value);
}

/** The rank of a band: 0 for inadequate to 3 for outstanding. */
export function bandRank(band: Band): number {
  if (!isBand(band)) throw new ScoringError('band-unknown', `No band is called ${quoteValue(band)}.`);
  return BANDS.indexOf(band);
}
