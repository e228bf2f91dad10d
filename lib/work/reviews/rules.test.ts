import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { Role } from '#lib/platform/access/permissions.ts';
import { lockOf, type ReviewState } from '#lib/record/assessments/review-state.ts';
import { NONE_OUT_OF_USE, NOTHING_READ } from '#lib/record/claims/rules.ts';
import type { SnapshotItem, SnapshotStatement } from '#lib/record/snapshots/rules.ts';
import { STATEMENTS, type StatementId } from '#lib/scoring/index.ts';
import {
  type Completeness,
  decisionsFor,
  type Gap,
  gapCount,
  gapsOf,
  STEP_KINDS,
  stateAfter,
} from './rules.ts';

const AS_OF = new Date('2026-11-21T12:00:00Z');

function item(number: number, datedOn: CalendarDate | null): SnapshotItem {
  return {
    reference: `E${number}`,
    version: 1,
    title: `Item ${number}`,
    category: 'processes',
    datedOn,
    owner: '',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    source: { kind: 'link', url: 'https://example.org/' },
  };
}

const use = (reference: string) => ({ reference, shows: '', location: '' });

/** Nine statements without gaps, apart from the changes given. */
function assessment(
  changed: Partial<Record<StatementId, Partial<SnapshotStatement>>> = {},
  more: Partial<Completeness> = {},
): Completeness {
  return {
    statements: STATEMENTS.map(({ id, name, theme, asks }) => ({
      id,
      name,
      theme,
      asks,
      score: 3,
      strengths: 'We listen. E1',
      improvements: '',
      impact: '',
      completed: true,
      version: 1,
      saved: { by: 'Asha Patel', at: '2026-11-01T09:00:00.000Z' },
      uses: [use('E1')],
      ...changed[id],
    })),
    evidence: [item(1, '2026-03-31')],
    inList: [1],
    outOfUse: NONE_OUT_OF_USE,
    read: NOTHING_READ,
    reviews: {},
    unconfirmed: [],
    ...more,
  };
}

const gapTexts = (gaps: readonly Gap[]) => gaps.map(({ statement, kind, text }) => [statement, kind, text]);

describe('gapsOf', () => {
  it('finds none if every statement is scored, explained, evidenced, cited and completed', () => {
    expect(gapsOf(assessment(), AS_OF)).toEqual([]);
  });

  it('reports an empty statement as not scored, explained, evidenced or completed', () => {
    const nothing = { score: null, strengths: '', completed: false, uses: [], version: 0, saved: null };
    expect(gapTexts(gapsOf(assessment({ QS4: nothing }), AS_OF))).toEqual([
      ['QS4', 'unscored', 'Not scored'],
      ['QS4', 'no-reason', 'No text yet'],
      ['QS4', 'no-evidence', 'No evidence'],
      ['QS4', 'not-completed', 'Not marked as completed'],
    ]);
  });

  it.each(['strengths', 'improvements', 'impact'] as const)(
    'takes words in %s alone for a reason',
    (field) => {
      const words = { strengths: '', improvements: '', impact: '', [field]: 'As E1 shows.' };
      expect(gapsOf(assessment({ QS1: words }), AS_OF)).toEqual([]);
    },
  );

  it('counts paragraphs without a reference in all three narratives', () => {
    const claims = { strengths: 'One.\n\nTwo, as E1 shows.', improvements: 'Three.', impact: 'Four.' };
    expect(gapTexts(gapsOf(assessment({ QS2: claims }), AS_OF))).toEqual([
      ['QS2', 'claims-without-proof', '3 paragraphs cite no evidence'],
    ]);
  });

  it('distinguishes unknown references from items that are not attached', () => {
    const cites = { strengths: 'We listen. E1 and E2 and E7, E8 and E9' };
    const found = gapsOf(assessment({ QS3: cites }, { inList: [1, 2] }), AS_OF);
    expect(gapTexts(found)).toEqual([
      ['QS3', 'cited-unknown', 'E7, E8 and E9 mentioned but not in your evidence list'],
      ['QS3', 'cited-not-attached', 'E2 mentioned but not attached'],
    ]);
  });

  it.each([
    ['2024-11-20', true],
    ['2024-11-21', false],
    [null, false],
  ] as const)('treats evidence dated %s as old: %s', (datedOn, isOld) => {
    const uses = { QS5: { uses: [use('E1'), use('E2')], strengths: 'We listen. E1, E2' } };
    const evidence = [item(1, '2026-03-31'), item(2, datedOn)];
    const found = gapsOf(assessment(uses, { evidence, inList: [1, 2] }), AS_OF);
    expect(gapTexts(found)).toEqual(
      isOld ? [['QS5', 'stale-evidence', 'Evidence more than 2 years old: E2']] : [],
    );
  });

  it('lists ten references at most', () => {
    const numbers = Array.from({ length: 12 }, (_, index) => index + 2);
    const strengths = `We listen. E1 ${numbers.map((number) => `E${number}`).join(' ')}`;
    const [gap] = gapsOf(assessment({ QS6: { strengths } }, { inList: [1] }), AS_OF);
    expect(gap?.text).toBe(
      'E2, E3, E4, E5, E6, E7, E8, E9, E10, E11 and 2 more mentioned but not in your evidence list',
    );
  });

  it('reports a statement carried forward until it is confirmed', () => {
    expect(gapTexts(gapsOf(assessment({}, { unconfirmed: ['QS9'] }), AS_OF))).toEqual([
      ['QS9', 'not-confirmed', 'Carried forward from the last assessment and not confirmed'],
    ]);
  });

  it('warns of a score of 1 without counting it as a gap, because it may be right', () => {
    const found = gapsOf(assessment({ QS7: { score: 1 }, QS8: { score: 2 } }), AS_OF);
    expect(found).toMatchObject([
      {
        statement: 'QS7',
        kind: 'significant-shortfalls',
        text: 'Scored 1, significant shortfalls',
        isWarning: true,
      },
    ]);
    expect(gapCount(found)).toBe(0);
  });

  it('warns of what files hold, which is found out without a change that anybody made', () => {
    const read = { unchecked: [1, 7], lengths: [{ number: 1, units: 24, unit: 'page' as const }] };
    const found = gapsOf(
      assessment({ QS2: { strengths: 'We listen. E1 p.99, E1 p.24, E1 p.99' } }, { read }),
      AS_OF,
    );
    const ofPage = found.filter(({ kind }) => kind === 'cited-page');
    expect(gapTexts(ofPage)).toEqual([['QS2', 'cited-page', 'E1 has 24 pages: page 99 does not exist']]);
    const unchecked = found.filter(({ kind }) => kind === 'unchecked-evidence');
    expect(unchecked.map(({ text }) => text)).toEqual(
      STATEMENTS.map(() => 'Likely personal data, not checked: E1'),
    );
    expect(gapCount(found)).toBe(0);
  });

  it('is in framework order', () => {
    const found = gapsOf(assessment({ QS9: { completed: false }, QS1: { completed: false } }), AS_OF);
    expect(found.map(({ statement }) => statement)).toEqual(['QS1', 'QS9']);
    expect(gapCount(found)).toBe(2);
  });
});

describe('stateAfter', () => {
  it('allows five steps, each from one state', () => {
    const states: ReviewState[] = ['preparing', 'proposed', 'signed'];
    const known = states.flatMap((state) =>
      STEP_KINDS.flatMap((step) => {
        const after = stateAfter(state, step);
        return after ? [`${state}, ${step}: ${after}`] : [];
      }),
    );
    expect(known).toEqual([
      'preparing, proposed: proposed',
      'proposed, withdrawn: preparing',
      'proposed, returned: preparing',
      'proposed, signed: signed',
      'signed, reopened: preparing',
    ]);
  });
});

describe('lockOf', () => {
  it('locks an assessment sent for sign-off or signed', () => {
    expect(lockOf('preparing')).toBeNull();
    expect(lockOf('proposed')).toEqual({ outcome: 'locked', state: 'proposed' });
    expect(lockOf('signed')).toEqual({ outcome: 'locked', state: 'signed' });
  });
});

describe('decisionsFor', () => {
  it('offers each role only the decisions allowed in a state', () => {
    const offered = (role: Role) =>
      (['preparing', 'proposed', 'signed'] as const).map((state) => decisionsFor({ role }, state));
    expect(offered('lead')).toEqual([['propose'], ['withdraw'], ['reopen']]);
    expect(offered('director')).toEqual([[], ['sign', 'return'], ['reopen']]);
    for (const role of ['contributor', 'reader', 'admin'] as const) {
      expect(offered(role)).toEqual([[], [], []]);
    }
  });
});
