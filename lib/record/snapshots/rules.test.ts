import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import type { Framework } from '#lib/frameworks/framework.ts';
import { addFramework } from '#lib/frameworks/known.ts';
import { resultOf } from '#lib/record/assessments/rules.ts';
import { STATEMENTS } from '#lib/scoring/index.ts';
import { FICTIONAL_FRAMEWORK, removeAddedFrameworks } from '#tests/setup/fictional-framework.ts';
import {
  compareSnapshots,
  hashSnapshot,
  type Snapshot,
  type SnapshotItem,
  type SnapshotStatement,
  snapshotFramework,
  snapshotScores,
} from './rules.ts';

addFramework(FICTIONAL_FRAMEWORK);
afterAll(removeAddedFrameworks);

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
  framework: Framework = CQC_2023,
): Snapshot {
  const statements = framework.statements.map(({ id, name, theme, asks }) => ({
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
  const thresholds = framework.defaultThresholds;
  return {
    format: 1,
    council: { name: 'Exampleshire', isExample: true },
    cycle: { number: 1, name: 'Cycle', period: { startsOn: '2026-04-01', endsOn: '2027-03-31' } },
    framework: snapshotFramework(framework),
    thresholds,
    result: resultOf({ scores: snapshotScores({ statements }), thresholds }, framework),
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

describe('compareSnapshots between frameworks', () => {
  const cqc = snapshot({ QS2: { score: 4 }, QS4: { score: null } });
  const later = snapshot(
    { F1: { score: 4 }, F2: { score: 4 }, F4: { score: 4 } },
    [POLICY],
    FICTIONAL_FRAMEWORK,
  );
  const compared = (before: Snapshot, after: Snapshot, id: string) =>
    compareSnapshots(before, after).statements.find((statement) => statement.id === id);

  it('gives the frameworks and thresholds of both, and the statements that do not continue', () => {
    expect(compareSnapshots(cqc, later)).toMatchObject({
      frameworks: { before: 'cqc-2023', after: 'fictional-2031' },
      thresholds: { before: '62-80', after: 'fictional' },
      gone: [{ id: 'QS3', name: 'Equity in experiences and outcomes', score: 3 }],
      isChanged: true,
    });
    expect(compareSnapshots(cqc, cqc)).toMatchObject({ isChanged: false, gone: [] });
  });

  it('compares a score on the later scale', () => {
    // 3 of CQC's is 4 of the fictional scale, 4 is 5.
    expect(compared(cqc, later, 'F1')).toMatchObject({ continues: 'QS1', earlierScore: 4, score: null });
    expect(compared(cqc, later, 'F2')).toMatchObject({
      ...{ continues: 'QS2', earlierScore: 5, score: { before: 4, after: 4 } },
      wording: {
        before: { name: 'Supporting people to live healthier lives' },
        after: { name: 'Living well' },
      },
    });
    expect(compared(cqc, later, 'F4')).toMatchObject({
      earlierScore: null,
      score: { before: null, after: 4 },
    });
  });

  it('compares no score where it means something else, and no statement that is new', () => {
    expect(compared(cqc, later, 'F5')).toMatchObject({ continues: 'QS5', earlierScore: 'not comparable' });
    expect(compared(cqc, later, 'F3')).toMatchObject({
      ...{ continues: null, wording: null, scores: { before: null, after: 3 } },
      evidence: { added: [use('E1', 'The rule')] },
    });
  });

  it('compares the texts, but no scores, with a later framework', () => {
    expect(compared(later, cqc, 'QS1')).toMatchObject({
      continues: 'F1',
      texts: [],
      earlierScore: 'not comparable',
    });
    expect(compared(later, cqc, 'QS3')).toMatchObject({ continues: null });
    expect(compareSnapshots(later, cqc).gone.map(({ id }) => id)).toEqual(['F3', 'F10', 'F11']);
  });
});
