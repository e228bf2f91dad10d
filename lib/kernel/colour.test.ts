import { describe, expect, it } from 'vitest';
import { contrast, mix, shadeWith } from './colour.ts';

describe('contrast', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    // The published example just under and just over 4.5.
    ['#777777', '#ffffff', 4.48],
    ['#767676', '#ffffff', 4.54],
    ['#12436d', '#ffffff', 10.25],
  ])('of %s and %s is %s', (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 1);
    expect(contrast(other, one)).toBe(contrast(one, other));
  });
});

describe('mix', () => {
  it('goes from one colour to the other', () => {
    expect([0, 50, 100].map((percent) => mix('#102030', '#ffffff', percent))).toEqual([
      '#102030',
      '#889098',
      '#ffffff',
    ]);
  });
});

describe('shadeWith', () => {
  const darker = (colour: string) => shadeWith(colour, { towards: '#000000', ratio: 4.5, on: ['#ffffff'] });

  it('leaves a colour that is dark enough', () => {
    expect(darker('#12436d')).toBe('#12436d');
  });

  it('darkens a colour by no more than it must', () => {
    const shade = darker('#ffcc00');
    expect(contrast(shade, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(mix(shade, '#ffcc00', 3), '#ffffff')).toBeLessThan(4.5);
  });
});
