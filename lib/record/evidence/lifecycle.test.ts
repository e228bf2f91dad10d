import { describe, expect, it } from 'vitest';
import {
  decideErasure,
  decideStep,
  EVIDENCE_STATES,
  isInUse,
  isPlaceOutdated,
  type Life,
  type StepKind,
} from '#lib/record/evidence/lifecycle.ts';

const current: Life = { state: 'current', held: false };
const withdrawn: Life = { state: 'withdrawn', held: false };

describe('decideStep', () => {
  it('withdraws and uses again, leaving a hold as it is', () => {
    expect(decideStep('withdrawn', current)).toEqual(withdrawn);
    expect(decideStep('restored', withdrawn)).toEqual(current);
    expect(decideStep('withdrawn', { ...current, held: true })).toEqual({ ...withdrawn, held: true });
    expect(decideStep('restored', { ...withdrawn, held: true })).toEqual({ ...current, held: true });
  });

  it('holds and releases, leaving the state as it is', () => {
    expect(decideStep('held', withdrawn)).toEqual({ ...withdrawn, held: true });
    expect(decideStep('released', { ...withdrawn, held: true })).toEqual(withdrawn);
  });

  it('changes nothing the second time', () => {
    const twice: [StepKind, Life][] = [
      ['withdrawn', withdrawn],
      ['restored', current],
      ['held', { ...current, held: true }],
      ['released', current],
    ];
    for (const [kind, life] of twice) expect(decideStep(kind, life), kind).toBe('unchanged');
  });

  it('takes no step after erasure', () => {
    for (const kind of ['withdrawn', 'restored', 'held', 'released'] as const)
      expect(decideStep(kind, { state: 'erased', held: false }), kind).toBe('erased');
  });
});

describe('decideErasure', () => {
  it('erases current and withdrawn evidence for good, unless it is held', () => {
    expect(decideErasure(current)).toEqual({ state: 'erased', held: false });
    expect(decideErasure(withdrawn)).toEqual({ state: 'erased', held: false });
    expect(decideErasure({ ...withdrawn, held: true })).toBe('held');
    expect(decideErasure({ state: 'erased', held: false })).toBe('unchanged');
  });
});

it('lets only current evidence be used', () => {
  expect(EVIDENCE_STATES.filter((state) => isInUse({ state }))).toEqual(['current']);
});

it('has a place checked that was written for an earlier version of the file', () => {
  expect(isPlaceOutdated({ location: 'Page 2', fileVersion: 1 }, 2)).toBe(true);
  expect(isPlaceOutdated({ location: 'Page 2', fileVersion: 2 }, 2)).toBe(false);
  expect(isPlaceOutdated({ location: '', fileVersion: 1 }, 2)).toBe(false);
  expect(isPlaceOutdated({ location: 'Page 2', fileVersion: null }, null)).toBe(false);
});
