import { deepFreeze } from './deep-freeze.ts';
import { quoteValue, ScoringError } from './errors.ts';

/** One of CQC's four ratings. */
export type Band = 'inadequate' | 'requires-improvement' | 'good' | 'outstanding';

/** The four bands, lowest first. */
export const BANDS: readonly Band[] = deepFreeze([
  'inadequate',
  'requires-improvement',
  'good',
  'outstanding',
] as const);

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
