import { describe, expect, it } from 'vitest';
import { decideChange, decideExplanation, evidenceFacts, versionOfPlace } from './decisions.ts';
import { fingerprintOfUse } from './fingerprint.ts';
import { NO_FURTHER_DETAILS } from './rules.ts';

const FACTS = {
  ...NO_FURTHER_DETAILS,
  title: 'Carers survey',
  category: 'people',
  datedOn: '2026-03-01',
  owner: 'Carers team',
  marking: 'OFFICIAL',
  containsPersonalData: false,
} as const;

describe('saving the details of evidence', () => {
  it.each([
    ['saves a change over the latest version', { title: 'Survey of carers' }, 3, 'save'],
    ['refuses a change over an older version', { title: 'Survey of carers' }, 2, 'conflict'],
    ['writes nothing for the same details', {}, 3, 'unchanged'],
    ['writes nothing for the same details over an older version', {}, 2, 'unchanged'],
    ['sees a date that was removed', { datedOn: null }, 3, 'save'],
    ['sees another owner', { owner: '', ownerId: 'p1' }, 3, 'save'],
    ['sees a topic', { topics: ['carers'] }, 3, 'save'],
    ['sees personal data', { containsPersonalData: true }, 3, 'save'],
  ] as const)('%s', (_, change, version, outcome) => {
    const input = { ...FACTS, ...change, version };
    expect(decideChange({ facts: FACTS, version: 3 }, input, '2026-11-30')).toBe(outcome);
  });

  it.each([
    [null, '2026-11-29', 'past review'],
    [null, '2026-11-30', 'save'],
    ['2026-11-01', '2026-11-01', 'save'],
    ['2026-11-01', null, 'save'],
  ] as const)('of a review due by %s, moved to %s: %s', (before, reviewBy, outcome) => {
    const input = { ...FACTS, title: 'Survey of carers', reviewBy, version: 3 };
    expect(decideChange({ facts: { ...FACTS, reviewBy: before }, version: 3 }, input, '2026-11-30')).toBe(
      outcome,
    );
  });

  it('takes from a row only what an event records', () => {
    expect(evidenceFacts({ ...FACTS, ...{ version: 1 } })).toEqual(FACTS);
  });
});

describe('explaining evidence', () => {
  const NOW = { shows: 'Carers are heard', location: 'Page 3' };
  const LATEST = fingerprintOfUse(NOW);
  const OLDER = fingerprintOfUse({ shows: '', location: 'Page 3' });
  const SIGNED = { outcome: 'locked', state: 'signed' } as const;

  it.each([
    ['saves other texts over the latest', { location: 'Page 4' }, LATEST, null, { outcome: 'save' }],
    [
      'refuses other texts over older ones, and returns the latest',
      { location: 'Page 4' },
      OLDER,
      null,
      { outcome: 'conflict', latest: NOW },
    ],
    ['writes nothing for the same texts over older ones', {}, OLDER, null, { outcome: 'unchanged' }],
    ['reports the lock before the conflict', { location: 'Page 4' }, OLDER, SIGNED, SIGNED],
    ['reports no lock for the same texts', {}, LATEST, SIGNED, { outcome: 'unchanged' }],
  ] as const)('%s', (_, change, fingerprint, locked, decision) => {
    const stored = { ...NOW, fileVersion: null, newest: null };
    const input = { ...NOW, ...change, assessment: 'a1', fingerprint, seen: null };
    expect(decideExplanation(stored, input, locked)).toEqual(decision);
  });

  it('confirms a place in the version that the person saw, by saving it unchanged', () => {
    const stored = { ...NOW, location: 'Page 2', fileVersion: 1, newest: 3 };
    const saved = (seen: number | null, location = 'Page 2') =>
      decideExplanation(
        { ...stored, location },
        { ...NOW, location, assessment: 'a1', fingerprint: LATEST, seen },
        null,
      );
    expect(saved(3)).toEqual({ outcome: 'save' });
    expect(saved(2)).toEqual({ outcome: 'save' });
    expect(saved(1)).toEqual({ outcome: 'unchanged' });
    // No place, nothing to confirm.
    expect(saved(3, '')).toEqual({ outcome: 'unchanged' });
    expect(versionOfPlace(stored, { seen: 2 })).toBe(2);
    expect(versionOfPlace(stored, { seen: 9 })).toBe(3);
    expect(versionOfPlace(stored, { seen: null })).toBe(3);
    expect(versionOfPlace({ ...stored, newest: null }, { seen: 2 })).toBeNull();
  });

  it('tells texts apart that only move between the fields', () => {
    expect(fingerprintOfUse({ shows: 'ab', location: 'c' })).not.toBe(
      fingerprintOfUse({ shows: 'a', location: 'bc' }),
    );
  });
});
