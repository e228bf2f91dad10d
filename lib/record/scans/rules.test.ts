import { describe, expect, it } from 'vitest';
import { describeScanning, whyFailed } from './rules.ts';

const now = new Date('2026-11-30T10:20:00Z');
const scanning = { hasScanner: true, waiting: 0, since: null };

describe('how virus checks stand', () => {
  it('says whom to tell once files have waited for long, and not before', () => {
    const good = 'A file can be opened once no virus has been found in it';
    expect(describeScanning(scanning, now)).toBe(good);
    const since = new Date('2026-11-30T10:16:00Z');
    expect(describeScanning({ ...scanning, waiting: 2, since }, now)).toBe(good);
    expect(describeScanning({ ...scanning, waiting: 2, since: new Date('2026-11-30T10:00Z') }, now)).toMatch(
      /^Waiting since 30 November 2026.+: 2 files .+ Tell whoever runs this service\.$/,
    );
  });

  it('says that there are none without a scanner', () => {
    expect(describeScanning({ ...scanning, hasScanner: false }, now)).toMatch(/no virus scanner/);
  });
});

it('tells a limit of the scanner from other failures', () => {
  expect(whyFailed('Heuristics.Limits.Exceeded.MaxFileSize')).toMatch(/^It is larger/);
  expect(whyFailed('INSTREAM size limit exceeded. ERROR')).toMatch(/^It is larger/);
  expect(whyFailed('nonsense')).toBe('The scanner answered: nonsense.');
});
