import { describe, expect, it } from 'vitest';
import { findPostcodes, holdsPostcode } from './postcodes.ts';

describe('postcodes', () => {
  it.each([
    ...['M1 1AE', 'B33 8TH', 'CR2 6XH', 'DN55 1PT', 'W1A 0AX', 'EC1A 1BB', 'SW1A 1AA', 'GIR 0AA'],
    ...['sw1a1aa', 'L8 4UH', 'E20 2ST', 'B33  8TH', 'B33\u00a08TH'],
  ])('are found in each of their forms: %s', (postcode) => {
    expect(findPostcodes(`She lives at 3 High Street, ${postcode}.`)).toEqual([postcode]);
    expect(holdsPostcode(postcode)).toBe(true);
  });

  it.each([
    ...['E12 4pm', 'E3 2nd floor', 'on E12 3rd', 'see E4 1st page', 'E12 p.4', 'LAS-123456', 'QS1 and QS2'],
    ...['item 7, section 3', '2024-25', 'AB1 2CD'],
  ])('are not found in %s', (text) => {
    expect(findPostcodes(text)).toEqual([]);
  });

  it('are strict about codes, where no ordinals are meant', () => {
    expect(holdsPostcode('b33 8th')).toBe(true);
    expect(holdsPostcode('EXA-000001')).toBe(false);
  });
});
