import { describe, expect, it } from 'vitest';
import { displayedScore, exactPercentage, roundedPercentage } from './score.ts';
import { thrownKind } from './testing/thrown-kind.ts';

// The published relation of points to score.
// biome-ignore format: a table reads best as one
const PUBLISHED: readonly (readonly [points: number, score: number])[] = [
  [9, 25], [10, 28], [11, 31], [12, 34], [13, 37], [14, 39], [15, 42], [16, 45], [17, 48], [18, 50],
  [19, 53], [20, 56], [21, 59], [22, 62], [23, 64], [24, 67], [25, 70], [26, 73], [27, 75], [28, 78],
  [29, 81], [30, 84], [31, 87], [32, 89], [33, 92], [34, 95], [35, 98], [36, 100],
];

describe('displayedScore', () => {
  it.each(PUBLISHED)('%d points are shown as %d', (points, score) => {
    expect(displayedScore(points)).toBe(score);
  });

  it.each([
    ['Hounslow', 25, 70],
    ['North Somerset', 21, 59],
    ['Swindon', 22, 62],
    ['Brent', 22, 62],
  ])('rounds up, as only %s shows', (_council, points, score) => {
    expect(displayedScore(points)).toBe(score);
    expect(Math.round((points / 36) * 100)).toBeLessThan(score);
  });

  it.each([8, 37, 22.5, Number.NaN])('refuses %d points', (points) => {
    expect(thrownKind(() => displayedScore(points))).toBe('points-out-of-range');
  });
});

describe('exactPercentage', () => {
  it.each([
    [9, 25],
    [18, 50],
    [25, 69.444444],
    [29, 80.555556],
    [36, 100],
  ])('%d points are %d%%', (points, percentage) => {
    expect(exactPercentage(points)).toBeCloseTo(percentage, 6);
  });

  it.each([8, 37, 22.5, Number.NaN])('refuses %d points', (points) => {
    expect(thrownKind(() => exactPercentage(points))).toBe('points-out-of-range');
  });
});

describe('roundedPercentage', () => {
  it.each([
    [6, 8, 75],
    [5, 8, 63],
    [7, 12, 59],
    [4, 12, 34],
    [8, 8, 100],
  ])('%d of %d is %d%%', (points, maximum, percentage) => {
    expect(roundedPercentage(points, maximum, 'up')).toBe(percentage);
  });

  it.each([
    [5, 8, 63],
    [7, 12, 58],
    [1, 8, 13],
    [1, 3, 33],
    [8, 8, 100],
  ])('%d of %d is %d%% to the nearest, a half upwards', (points, maximum, percentage) => {
    expect(roundedPercentage(points, maximum, 'half-up')).toBe(percentage);
  });
});
