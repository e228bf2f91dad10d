import { describe, expect, it } from 'vitest';
import {
  countsAsEvidence,
  decideErasure,
  decideReplacement,
  decideStep,
  EVIDENCE_STATES,
  isInUse,
  isUsable,
  type Life,
  outdatedPlace,
  SCAN_STATES,
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
  const clean = { scan: 'clean', needsRedaction: false } as const;
  expect(EVIDENCE_STATES.filter((state) => countsAsEvidence({ ...clean, state }))).toEqual(['current']);
  expect(countsAsEvidence({ ...clean, state: 'current', needsRedaction: true })).toBe(false);
  expect(SCAN_STATES.filter(isUsable)).toEqual(['not_scanned', 'clean']);
});

it('has a place checked that was written for an earlier version of the file', () => {
  expect(outdatedPlace({ location: 'Page 2', fileVersion: 1 }, 2)).toBe(1);
  expect(outdatedPlace({ location: 'Page 2', fileVersion: 2 }, 2)).toBeNull();
  expect(outdatedPlace({ location: '', fileVersion: 1 }, 2)).toBeNull();
  expect(outdatedPlace({ location: 'Page 2', fileVersion: null }, null)).toBeNull();
});

describe('decideReplacement', () => {
  const newest = { number: 2, sha256: 'b', addedById: 'sam' };
  const sent = { based: 2, sha256: 'c', byId: 'sam' };

  it('replaces the version that the person saw', () => {
    expect(decideReplacement(newest, sent)).toBe('replace');
    expect(decideReplacement(newest, { ...sent, sha256: 'b' })).toBe('same as now');
  });

  it('tells the second of two people, and answers a form sent twice once', () => {
    expect(decideReplacement(newest, { ...sent, based: 1 })).toBe('newer');
    expect(decideReplacement(newest, { ...sent, based: 1, sha256: 'b' })).toBe('already');
    expect(decideReplacement(newest, { based: 1, sha256: 'b', byId: 'kim' })).toBe('newer');
    expect(decideReplacement({ ...newest, number: 3 }, { based: 1, sha256: 'b', byId: 'sam' })).toBe('newer');
  });
});
