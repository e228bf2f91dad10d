import { describe, expect, it } from 'vitest';
import { BAND_NAMES, BANDS, type Band, bandRank, isBand } from './band.ts';
import { thrownKind } from './testing/thrown-kind.ts';

describe('the bands', () => {
  it('are four, lowest first, with names', () => {
    expect(BANDS.map((band) => BAND_NAMES[band])).toEqual([
      'Inadequate',
      'Requires improvement',
      'Good',
      'Outstanding',
    ]);
  });
});

describe('isBand', () => {
  it('accepts the four ids and nothing else', () => {
    expect(['inadequate', 'requires-improvement', 'good', 'outstanding'].every(isBand)).toBe(true);
    expect(['Good', '', 'constructor', null, undefined, 3].some(isBand)).toBe(false);
  });
});

describe('bandRank', () => {
  it('counts from inadequate', () => {
    expect(bandRank('inadequate')).toBe(0);
    expect(bandRank('outstanding')).toBe(3);
  });

  it('throws for anything that is not a band', () => {
    expect(thrownKind(() => bandRank('Good' as Band))).toBe('band-unknown');
  });
});
