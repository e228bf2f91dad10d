import { describe, expect, it } from 'vitest';
import { FICTIONAL_FRAMEWORK } from '#tests/setup/fictional-framework.ts';
import { BANDS } from './band.ts';
import { thrownKind } from './testing/thrown-kind.ts';
import {
  DEFAULT_THRESHOLDS,
  isThresholdSetId,
  scaleMarks,
  THRESHOLD_SET_IDS,
  THRESHOLD_SETS,
  type ThresholdSet,
  thresholdSet,
} from './thresholds.ts';

describe('THRESHOLD_SETS', () => {
  it.each([
    ['62-80', ['9–13', '14–22', '23–28', '29–36'], ['25–37', '39–62', '64–78', '81–100']],
    ['cqc', ['9–13', '14–22', '23–31', '32–36'], ['25–37', '39–62', '64–87', '89–100']],
  ] as const)('%s gives the published points', (id, points, scores) => {
    const { bands } = THRESHOLD_SETS[id];
    expect(bands.map((range) => `${range.points.lowest}–${range.points.highest}`)).toEqual(points);
    expect(bands.map((range) => `${range.scores.lowest}–${range.scores.highest}`)).toEqual(scores);
    expect(bands.map(({ band }) => band)).toEqual(BANDS);
  });

  it('puts the displayed scores of cqc within CQC’s printed ranges', () => {
    for (const { stated, scores } of THRESHOLD_SETS.cqc.bands) {
      const [lowest, highest] = stated.split(' to ').map(Number);
      expect(scores.lowest).toBeGreaterThanOrEqual(lowest ?? Number.NaN);
      expect(scores.highest).toBeLessThanOrEqual(highest ?? Number.NaN);
    }
  });

  it('has a name and source for each set', () => {
    expect(THRESHOLD_SET_IDS).toEqual(Object.keys(THRESHOLD_SETS));
    for (const id of THRESHOLD_SET_IDS) {
      expect(thresholdSet(id)).toMatchObject({ id, name: expect.any(String) });
      expect(thresholdSet(id).origin).toMatch(/Community Care|Care Quality Commission/);
    }
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(THRESHOLD_SETS)).toBe(true);
    expect(Object.isFrozen(THRESHOLD_SETS.cqc.bands[0]?.points)).toBe(true);
  });
});

describe('scaleMarks', () => {
  it('labels the start of each band as its source states it', () => {
    const labels = (set: ThresholdSet) => scaleMarks(set).map(({ at, label }) => `${at}: ${label}`);
    expect(labels(THRESHOLD_SETS['62-80'])).toEqual(['0: 0', '38: 38', '62: 62', '80: 80', '100: 100']);
    expect(labels(THRESHOLD_SETS.cqc)).toEqual(['0: 0', '38: 39', '62: 63', '87: 88', '100: 100']);
    expect(labels(thresholdSet(undefined, FICTIONAL_FRAMEWORK))).toEqual([
      ...['0: 0', '40: 40', '60: 60', '85: 85', '100: 100'],
    ]);
  });
});

describe('the default', () => {
  it('is 62-80', () => {
    expect(DEFAULT_THRESHOLDS).toBe('62-80');
  });
});

describe('isThresholdSetId', () => {
  it('accepts the two ids and nothing else', () => {
    expect(['62-80', 'cqc'].every((id) => isThresholdSetId(id))).toBe(true);
    expect(
      ['CQC', '', 'constructor', '__proto__', null, undefined, 62].some((id) => isThresholdSetId(id)),
    ).toBe(false);
  });
});

describe('thresholdSet', () => {
  it('is the default if none is named, and throws for anything but a set', () => {
    expect(thresholdSet(undefined).id).toBe('62-80');
    expect(thresholdSet('cqc').id).toBe('cqc');
    expect(thrownKind(() => thresholdSet('constructor'))).toBe('thresholds-unknown');
  });
});
