import { describe, expect, it } from 'vitest';
import { resultOf } from '#lib/assessments/rules.ts';
import {
  NO_SCORES,
  overall,
  type Score,
  type Scores,
  STATEMENT_IDS,
  type StatementId,
  THEMES,
} from '#lib/scoring/index.ts';
import {
  changeInWords,
  DASHBOARD_COLUMNS,
  dashboardRows,
  draftsInWords,
  type Figures,
  factsInWords,
  improvementsOf,
  type LineFacts,
  lastCycleInWords,
  lineInWords,
  reviewInWords,
  signedInWords,
  trendInWords,
  trendOf,
} from './rules.ts';
import { exampleDashboard as dashboard } from './testing/fixtures.ts';

const ALL_THREES = Object.fromEntries(STATEMENT_IDS.map((id) => [id, 3])) as Record<StatementId, Score>;

const lineOf = (made: ReturnType<typeof dashboard>, id: StatementId) => {
  const found = made.statements.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};
const lastCycleOf = (scores: Scores) => ({
  number: 1,
  name: '2025–26',
  ...resultOf({ scores, thresholds: '62-80' }),
});
const flags = (changed: Partial<LineFacts>) =>
  lineOf(dashboard({ QS1: changed }), 'QS1').flags.map(({ kind, text }) => [kind, text]);

describe('dashboardOf', () => {
  it('is plain JSON: kept and read again it is the same', () => {
    const made = dashboard({
      QS1: { target: { score: 4, dueOn: '2027-03-31' } },
      QS2: { score: 1, stale: [3] },
    });
    expect(JSON.parse(JSON.stringify(made))).toEqual(made);
  });

  it('has no figures while a score is hidden, and tells nothing of that score', () => {
    const made = dashboard({
      QS1: {
        score: 'hidden',
        challenges: [],
        earlier: [2],
        unsupported: null,
        target: { score: 4, dueOn: null },
      },
    });
    expect(made.figures).toBeNull();
    expect(lineInWords(lineOf(made, 'QS1'))).toMatchObject({
      score: 'Hidden',
      challenge: 'Hidden',
      trend: '–',
      flags: [],
    });
    const [overallRow, ...rest] = dashboardRows(made);
    expect(overallRow).toContain('Hidden');
    expect(rest.filter(([part]) => part === 'Theme').map((cells) => cells[2])).toEqual(
      Array(4).fill('Hidden'),
    );
  });

  it('counts as drafts what is scored and not completed, and says what is still open', () => {
    expect(dashboard().figures?.drafts).toBeNull();
    const { figures } = dashboard({
      QS1: { status: 'in-progress' },
      QS2: { status: 'in-progress', score: null },
      QS3: { status: 'in-progress' },
    });
    expect(figures?.drafts).toEqual({
      statements: ['QS1', 'QS3'],
      range: {
        lowest: expect.objectContaining({ points: 21 }),
        highest: expect.objectContaining({ points: 30 }),
      },
    });
    expect(figures && draftsInWords(figures)).toBe(
      '2 of the 8 scores are drafts: their statements are not marked as completed. Counting them as not scored, the score can still come to anything from 59 (requires improvement) to 84 (outstanding).',
    );
    const complete = dashboard({ QS1: { status: 'in-progress' } }).figures;
    expect(complete && draftsInWords(complete)).toBe(
      '1 of the 9 scores is a draft: its statement is not marked as completed. Until then the score can still come to anything from 70 (good) to 78 (good).',
    );
  });

  it('works out what the targets come to over the scores as they are', () => {
    expect(dashboard().figures?.targets).toBeNull();
    const { figures } = dashboard({
      QS1: { target: { score: 4, dueOn: null } },
      QS2: { target: { score: 4, dueOn: '2027-01-31' } },
    });
    expect(figures?.targets).toEqual({ overall: overall({ ...ALL_THREES, QS1: 4, QS2: 4 }), statements: 2 });
    expect(factsInWords({ statements: [], lastCycle: null }, figures as Figures)).toContainEqual({
      id: 'targets',
      title: 'Targets',
      text: 'With the 2 targets reached it would be 81, outstanding.',
    });
  });
});

describe('flags of a statement', () => {
  it('are none where nothing is the matter', () => {
    expect(flags({})).toEqual([]);
  });

  it('are told in order of weight', () => {
    const unsupported = 'Scored 1 on nothing';
    expect(
      flags({
        score: 1,
        challenges: [3],
        status: 'in-progress',
        dueOn: '2026-11-21',
        carried: true,
        unsupported,
        stale: [6],
      }),
    ).toEqual([
      ['section-50', 'Scored 1, significant shortfalls'],
      ['overdue', 'Overdue: it was due on 21 November 2026'],
      ['unsupported', unsupported],
      ['challenge-gap', 'The 2 scores lie 2 apart: the lowest is 1, the highest is 3.'],
      ['stale-evidence', 'E6 is more than 2 years old'],
      ['carried', 'Carried forward and not confirmed'],
    ]);
  });

  it('take a due date for overdue from the day after on, and never of what is completed', () => {
    const kinds = (changed: Partial<LineFacts>) => flags(changed).map(([kind]) => kind);
    expect(kinds({ dueOn: '2026-11-22', status: 'in-progress' })).toEqual([]);
    expect(kinds({ dueOn: '2026-11-21', status: 'in-progress' })).toEqual(['overdue']);
    expect(kinds({ dueOn: '2026-11-21', status: 'completed' })).toEqual([]);
  });

  it('leave out a challenge that agrees', () => {
    expect(flags({ challenges: [3] })).toEqual([]);
  });
});

describe('lineInWords', () => {
  const words = (changed: Partial<LineFacts>) => lineInWords(lineOf(dashboard({ QS1: changed }), 'QS1'));

  it('says when it is due until it is completed', () => {
    expect(words({ dueOn: '2026-12-03', status: 'in-progress' }).due).toBe('3 December 2026');
    expect(words({ dueOn: '2026-12-03', status: 'completed' }).due).toBe('–');
    expect(words({ dueOn: null, status: 'in-progress' }).due).toBe('–');
  });

  it('says a target with its day', () => {
    expect(words({ target: { score: 4, dueOn: '2027-03-31' } }).target).toBe('4 by 31 March 2027');
    expect(words({}).target).toBe('–');
  });
});

describe('trendOf', () => {
  it('compares with the last cycle alone', () => {
    expect(trendOf({ score: 3, earlier: [1, 2] })).toBe(1);
    expect(trendOf({ score: 2, earlier: [4] })).toBe(-2);
    expect(trendOf({ score: 2, earlier: [4, 2] })).toBe(0);
  });

  it('compares nothing where one of the two is not there', () => {
    expect(trendOf({ score: 3, earlier: [] })).toBeNull();
    expect(trendOf({ score: 3, earlier: [2, null] })).toBeNull();
    expect(trendOf({ score: null, earlier: [2] })).toBeNull();
    expect(trendOf({ score: 'hidden', earlier: [2] })).toBeNull();
  });

  it('is told in words', () => {
    expect([1, -2, 0, null].map(trendInWords)).toEqual(['Up 1', 'Down 2', 'No change', '–']);
  });
});

describe('improvementsOf', () => {
  it('tells what is not met, but for the signature, which says nothing of the evidence', () => {
    const check = (id: 'people' | 'fresh' | 'approved', met: boolean) => ({
      id,
      met,
      counts: id !== 'approved',
      reason: `About ${id}`,
    });
    const checks = [check('people', false), check('fresh', true), check('approved', false)];
    expect(improvementsOf({ strength: { level: 'weak', checks } })).toEqual(['About people']);
  });
});

describe('sentences', () => {
  it('say what has to be scored before there is a band, by name where these are few', () => {
    const said = (scores: Scores) => changeInWords({ result: resultOf({ scores, thresholds: '62-80' }) });
    expect(said({ ...ALL_THREES, QS7: null, QS9: null })).toBe(
      'The band can be worked out when Safeguarding and Learning, improvement and innovation are scored.',
    );
    expect(said({ ...NO_SCORES, QS1: 3 })).toBe(
      'The band can be worked out when 8 more statements are scored.',
    );
    expect(said(ALL_THREES)).toBe(
      'Outstanding takes 2 points more, on at least 2 statements. Requires improvement takes 5 points fewer, on at least 3 statements.',
    );
  });

  it('compare with the cycle before where both are complete', () => {
    const lastCycle = lastCycleOf({ ...ALL_THREES, QS1: 1 });
    expect(lastCycleInWords(dashboard())).toBeNull();
    expect(lastCycleInWords(dashboard({}, { lastCycle }))).toBe(
      'In 2025–26 it was 70, good: 5 points less than now.',
    );
    expect(lastCycleInWords(dashboard({ QS1: { score: 1 } }, { lastCycle }))).toBe(
      'In 2025–26 it was 70, good, the same.',
    );
    expect(lastCycleInWords(dashboard({ QS1: { score: null } }, { lastCycle }))).toBe(
      'In 2025–26 it was 70, good.',
    );
  });

  it('say how far it is signed', () => {
    const signed = {
      version: 1,
      by: 'Dawn Okoro',
      at: '2026-11-01T10:00:00.000Z',
      result: overall(ALL_THREES),
      isChanged: true,
    };
    expect(reviewInWords({ state: 'preparing', version: 1, signed: null })).toBe('Not signed yet');
    expect(reviewInWords({ state: 'preparing', version: 2, signed })).toBe(
      'Changed since version 1 was signed',
    );
    expect(reviewInWords({ state: 'preparing', version: 2, signed: { ...signed, isChanged: null } })).toBe(
      'Reopened since version 1 was signed',
    );
    expect(reviewInWords({ state: 'proposed', version: 2, signed })).toBe(
      'Version 2 is proposed for sign-off',
    );
    expect(signedInWords({ state: 'signed', version: 1, signed })).toBe(
      'Signed result: 75, good. Version 1 was signed by Dawn Okoro, 1 November 2026, 10am.',
    );
    expect(signedInWords({ state: 'signed', version: 1, signed: { ...signed, result: null } })).toBe(
      'Version 1 was signed by Dawn Okoro, 1 November 2026, 10am.',
    );
  });
});

describe('dashboardRows', () => {
  it('has the overall result, four themes and nine statements, each as wide as the head', () => {
    const lastCycle = lastCycleOf(ALL_THREES);
    const rows = dashboardRows(dashboard({ QS1: { earlier: [2] } }, { lastCycle }));
    expect(rows).toHaveLength(1 + 4 + 9);
    expect(rows.filter((cells) => cells.length !== DASHBOARD_COLUMNS.length)).toEqual([]);
    expect(rows[0]?.slice(0, 7)).toEqual([
      'Overall',
      '2026–27',
      '75, good',
      '–',
      '',
      '75, good',
      'No change',
    ]);
    // A theme's is told as it was worked out then, not from the statements' lines.
    expect(rows[1]?.slice(0, 6)).toEqual(['Theme', THEMES[0]?.name, '75%', '', '', '75%']);
    expect(rows[2]?.slice(0, 7)).toEqual([
      'QS1',
      'Assessing needs',
      '3, good standard',
      '–',
      '–',
      '2',
      'Up 1',
    ]);
  });
});
