import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { resultOf } from '#lib/record/assessments/rules.ts';
import { FRAMEWORK_VERSION, STATEMENTS, THEMES } from '#lib/scoring/index.ts';
import {
  compareSnapshots,
  hashSnapshot,
  type Snapshot,
  type SnapshotItem,
  type SnapshotStatement,
  snapshotScores,
} from './rules.ts';

const POLICY: SnapshotItem = {
  reference: 'E1',
  version: 1,
  title: 'Policy',
  category: 'processes',
  datedOn: '2026-03-31',
  owner: 'Quality team',
  marking: 'OFFICIAL',
  containsPersonalData: false,
  source: { kind: 'file', name: 'policy.pdf', bytes: 1_024, sha256: 'a'.repeat(64) },
};
const SURVEY: SnapshotItem = {
  ...POLICY,
  reference: 'E2',
  title: 'Survey',
  source: { kind: 'link', url: 'https://example.org/survey' },
};
const use = (reference: string, shows = '') => ({ reference, shows, location: '' });

function snapshot(
  changed: Partial<Record<string, Partial<SnapshotStatement>>> = {},
  evidence: readonly SnapshotItem[] = [POLICY],
): Snapshot {
  const statements = STATEMENTS.map(({ id, name, theme, asks }) => ({
    id,
    name,
    theme,
    asks,
    score: 3 as const,
    strengths: 'We listen. E1',
    improvements: '',
    impact: '',
    completed: true,
    version: 1,
    saved: { by: 'Asha Patel', at: '2026-11-01T09:00:00.000Z' },
    uses: [use('E1', 'The rule')],
    ...changed[id],
  }));
  const thresholds = '62-80';
  return {
    format: 1,
    council: { name: 'Exampleshire', isExample: true },
    cycle: { number: 1, name: 'Cycle', period: { startsOn: '2026-04-01', endsOn: '2027-03-31' } },
    framework: { version: FRAMEWORK_VERSION, themes: THEMES.map(({ id, name }) => ({ id, name })) },
    thresholds,
    result: resultOf({ scores: snapshotScores({ statements }), thresholds }, CQC_2023),
    statements,
    evidence,
  };
}

describe('hashSnapshot', () => {
  it('gives the SHA-256 of exactly the content, which parses back to the snapshot', () => {
    const { content, contentHash } = hashSnapshot(snapshot());
    expect(createHash('sha256').update(content, 'utf8').digest('hex')).toBe(contentHash);
    expect(JSON.parse(content)).toEqual(snapshot());
  });

  it('does not depend on the order of fields', () => {
    const turned = Object.fromEntries(Object.entries(snapshot()).toReversed()) as Snapshot;
    expect(hashSnapshot(turned)).toEqual(hashSnapshot(snapshot()));
  });

  it('differs if one letter of a text, one use or one file differs', () => {
    const hashes = [
      snapshot(),
      snapshot({ QS1: { strengths: 'We listen. E2' } }),
      snapshot({ QS1: { uses: [] } }),
      snapshot({}, [
        { ...POLICY, source: { kind: 'file', name: 'policy.pdf', bytes: 1_024, sha256: 'b'.repeat(64) } },
      ]),
    ].map((one) => hashSnapshot(one).contentHash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

describe('compareSnapshots', () => {
  it('finds no difference between identical snapshots', () => {
    const changes = compareSnapshots(snapshot(), snapshot());
    expect(changes.isChanged).toBe(false);
    expect(changes.statements.map(({ id, isChanged }) => [id, isChanged])).toEqual(
      STATEMENTS.map(({ id }) => [id, false]),
    );
  });

  it('ignores a save that changed no answer', () => {
    const again = { version: 2, saved: { by: 'Ben Cole', at: '2026-11-02T09:00:00.000Z' } };
    expect(compareSnapshots(snapshot(), snapshot({ QS1: again })).isChanged).toBe(false);
  });

  it('gives score, completion and texts that differ, with both values', () => {
    const after = snapshot({ QS2: { score: 2, completed: false, impact: 'Fewer complaints.' } });
    const changes = compareSnapshots(snapshot(), after);
    expect(changes.statements.filter(({ isChanged }) => isChanged)).toMatchObject([
      {
        id: 'QS2',
        score: { before: 3, after: 2 },
        completed: { before: true, after: false },
        texts: [{ field: 'impact', before: '', after: 'Fewer complaints.' }],
      },
    ]);
  });

  it('distinguishes evidence added, removed and newly explained', () => {
    const after = snapshot({ QS1: { uses: [use('E1', 'Another rule')] }, QS3: { uses: [use('E2')] } }, [
      POLICY,
      SURVEY,
    ]);
    const [first, , third] = compareSnapshots(snapshot(), after).statements;
    expect(first?.evidence).toEqual({
      added: [],
      dropped: [],
      explained: [{ before: use('E1', 'The rule'), after: use('E1', 'Another rule') }],
    });
    expect(third?.evidence).toEqual({ added: [use('E2')], dropped: [use('E1', 'The rule')], explained: [] });
  });

  it('lists items whose details or file differ, but none that is in only one snapshot', () => {
    const renamed = { ...POLICY, version: 2, title: 'Policy of 2026' };
    const changes = compareSnapshots(snapshot({}, [POLICY]), snapshot({}, [renamed, SURVEY]));
    expect(changes.items).toEqual([{ before: POLICY, after: renamed }]);
    expect(changes.isChanged).toBe(true);
  });

  it('reports a statement that the framework words differently now', () => {
    const before = snapshot({ QS7: { name: 'Keeping people safe' } });
    const changes = compareSnapshots(before, snapshot());
    expect(changes.statements.find(({ id }) => id === 'QS7')).toMatchObject({
      name: 'Safeguarding',
      wording: { before: { name: 'Keeping people safe' }, after: { name: 'Safeguarding' } },
      isChanged: true,
    });
  });

  it('treats a statement missing from the earlier framework as not answered then', () => {
    const before = { ...snapshot(), statements: snapshot().statements.slice(0, 8) };
    expect(compareSnapshots(before, snapshot()).statements[8]).toMatchObject({
      id: 'QS9',
      score: { before: null, after: 3 },
      evidence: { added: [use('E1', 'The rule')] },
    });
  });

  it('reports a different period and different thresholds', () => {
    const before = { ...snapshot(), thresholds: 'cqc' as const };
    const cycle = { ...snapshot().cycle, number: 2, name: 'Next' };
    const changes = compareSnapshots(before, { ...snapshot(), cycle });
    expect(changes.thresholds).toEqual({ before: 'cqc', after: '62-80' });
    expect(changes.cycle).toEqual({ before: before.cycle, after: cycle });
  });
});
