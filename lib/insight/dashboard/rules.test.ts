import { afterAll, describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { addFramework } from '#lib/frameworks/known.ts';
import { earlierScore, mappingBetween } from '#lib/frameworks/mapping.ts';
import { resultOf } from '#lib/record/assessments/rules.ts';
import { describeOpen, type StateFacts, stateOf } from '#lib/record/assessments/state.ts';
import { exampleFacts, exampleState } from '#lib/record/assessments/testing/fixtures.ts';
import {
  NO_SCORES,
  overall,
  type Score,
  type Scores,
  STATEMENT_IDS,
  type StatementId,
  THEMES,
} from '#lib/scoring/index.ts';
import { FICTIONAL_FRAMEWORK, removeAddedFrameworks } from '#tests/setup/fictional-framework.ts';
import { DASHBOARD_COLUMNS, dashboardRows } from './csv-rows.ts';
import {
  describeFigures,
  describeLastCycle,
  describeLine,
  describeLowest,
  describeNeededChange,
  describeOverallChange,
  describeReview,
  describeScoreTrend,
  describeSigned,
} from './dashboard-text.ts';
import { changeSinceLastCycle, type Figures, improvementsOf, type LineFacts } from './rules.ts';
import { exampleDashboard as dashboard } from './testing/fixtures.ts';

addFramework(FICTIONAL_FRAMEWORK);
afterAll(removeAddedFrameworks);

const ALL_THREES = Object.fromEntries(STATEMENT_IDS.map((id) => [id, 3])) as Record<StatementId, Score>;

const lineOf = (made: ReturnType<typeof dashboard>, id: StatementId) => {
  const found = made.statements.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};
const lastCycleOf = (scores: Scores) => ({
  framework: CQC_2023.id,
  number: 1,
  name: '2025–26',
  ...resultOf({ scores, thresholds: '62-80' }, CQC_2023),
});
const flags = (changed: Partial<LineFacts>) =>
  lineOf(dashboard({ QS1: changed }), 'QS1').flags.map(({ kind, text }) => [kind, text]);

const SIGNED = {
  state: 'signed',
  version: 1,
  signed: {
    version: 1,
    by: 'Dawn Okoro',
    at: '2026-11-01T10:00:00.000Z',
    result: overall(ALL_THREES),
    isChanged: false,
  },
} as const;

describe('dashboardOf', () => {
  it('is plain JSON, so it survives being stored', () => {
    const made = dashboard({
      QS1: { target: { score: 4, dueOn: '2027-03-31' } },
      QS2: { score: 1, stale: [3] },
    });
    expect(JSON.parse(JSON.stringify(made))).toEqual(made);
  });

  it('has no figures while a score is hidden, and reveals nothing of that score', () => {
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
    expect(describeLine(lineOf(made, 'QS1'))).toMatchObject({
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

  it('gives one range for statements not scored or not complete', () => {
    const said = (made: ReturnType<typeof dashboard>) => made.figures && describeOpen(made.figures.state);
    expect(said(dashboard())).toBeNull();
    const made = dashboard({
      QS1: { status: 'in-progress' },
      QS2: { status: 'in-progress', score: null },
      QS3: { status: 'in-progress' },
    });
    expect(made.figures?.state).toMatchObject({ unscored: ['QS2'], drafts: ['QS1', 'QS3'], value: null });
    expect(said(made)).toBe(
      'The score could end between 59 and 84 (requires improvement to outstanding), because 1 statement is not scored and 2 statements are not complete.',
    );
    expect(said(dashboard({ QS1: { status: 'in-progress' } }))).toBe(
      'The score could end between 70 and 78 (good), because 1 statement is not complete.',
    );
  });

  it('shows nothing as open, overdue or unconfirmed once signed', () => {
    const late = { status: 'signed', dueOn: '2026-11-01' } as const;
    const signed = dashboard({ QS1: late, QS2: { status: 'signed' } }, { review: SIGNED });
    expect(signed.figures?.state).toMatchObject({ isFinal: true, value: { score: 75 }, drafts: [] });
    expect(describeLine(lineOf(signed, 'QS1'))).toMatchObject({ state: 'Signed', due: '–', flags: [] });
    expect(JSON.stringify(dashboardRows(signed))).not.toMatch(/could end|overdue/i);
  });

  it('calculates the result of the targets on top of the current scores', () => {
    expect(dashboard().figures?.targets).toBeNull();
    const { figures } = dashboard({
      QS1: { target: { score: 4, dueOn: null } },
      QS2: { target: { score: 4, dueOn: '2027-01-31' } },
    });
    expect(figures?.targets).toMatchObject({
      state: { value: overall({ ...ALL_THREES, QS1: 4, QS2: 4 }) },
      statements: 2,
    });
    expect(
      describeFigures({ statements: [], lastCycle: null, plan: null }, figures as Figures),
    ).toContainEqual({
      id: 'targets',
      title: 'Targets',
      text: 'If all 2 targets are met: 81, outstanding.',
    });
  });
});

describe('flags of a statement', () => {
  it('are empty if there is nothing to report', () => {
    expect(flags({})).toEqual([]);
  });

  it('are in order of importance', () => {
    const unsupported = 'Scored 1 on nothing';
    expect(
      flags({
        score: 1,
        challenges: [3],
        status: 'not-confirmed',
        dueOn: '2026-11-21',
        unsupported,
        stale: [6],
      }),
    ).toEqual([
      ['section-50', 'Scored 1, significant shortfalls'],
      ['overdue', 'Overdue: was due on 21 November 2026'],
      ['unsupported', unsupported],
      ['challenge-gap', 'Scores and challenge scores range from 1 to 3.'],
      ['stale-evidence', 'E6 is more than 2 years old'],
      ['carried', 'Carried forward and not confirmed'],
    ]);
  });

  it('mark a due date as overdue from the next day, and never once completed', () => {
    const kinds = (changed: Partial<LineFacts>) => flags(changed).map(([kind]) => kind);
    expect(kinds({ dueOn: '2026-11-22', status: 'in-progress' })).toEqual([]);
    expect(kinds({ dueOn: '2026-11-21', status: 'in-progress' })).toEqual(['overdue']);
    expect(kinds({ dueOn: '2026-11-21', status: 'completed' })).toEqual([]);
  });

  it('leave out a challenge that agrees', () => {
    expect(flags({ challenges: [3] })).toEqual([]);
  });
});

describe('describeLine', () => {
  const words = (changed: Partial<LineFacts>) => describeLine(lineOf(dashboard({ QS1: changed }), 'QS1'));

  it('gives the due date until the statement is completed', () => {
    expect(words({ dueOn: '2026-12-03', status: 'in-progress' }).due).toBe('3 December 2026');
    expect(words({ dueOn: '2026-12-03', status: 'completed' }).due).toBe('–');
    expect(words({ dueOn: null, status: 'in-progress' }).due).toBe('–');
  });

  it('gives a target with its date', () => {
    expect(words({ target: { score: 4, dueOn: '2027-03-31' } }).target).toBe('4 by 31 March 2027');
    expect(words({}).target).toBe('–');
  });
});

describe('trendOf', () => {
  const status = 'in-progress';

  it('compares with the last cycle only', () => {
    expect(changeSinceLastCycle({ status, score: 3, earlier: [1, 2] })).toBe(1);
    expect(changeSinceLastCycle({ status, score: 2, earlier: [4] })).toBe(-2);
    expect(changeSinceLastCycle({ status, score: 2, earlier: [4, 2] })).toBe(0);
  });

  it('is null if either score is missing, or is only carried forward', () => {
    expect(changeSinceLastCycle({ status, score: 3, earlier: [] })).toBeNull();
    expect(changeSinceLastCycle({ status, score: 3, earlier: [2, null] })).toBeNull();
    expect(changeSinceLastCycle({ status, score: null, earlier: [2] })).toBeNull();
    expect(changeSinceLastCycle({ status, score: 'hidden', earlier: [2] })).toBeNull();
    expect(changeSinceLastCycle({ status: 'not-confirmed', score: 2, earlier: [2] })).toBeNull();
  });

  it('is put into words', () => {
    expect([1, -2, 0, null].map(describeScoreTrend)).toEqual(['Up 1', 'Down 2', 'No change', '–']);
  });
});

describe('improvementsOf', () => {
  it('lists unmet checks, except the signature, which says nothing about the evidence', () => {
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
  it('name the statements needed before there is a band, if they are few', () => {
    const said = (scores: Scores, changed: Partial<StateFacts> = {}) => {
      const facts = exampleFacts(scores, changed);
      return describeNeededChange({ scores, result: resultOf(facts, CQC_2023), state: stateOf(facts) }).join(
        ' ',
      );
    };
    expect(said({ ...ALL_THREES, QS7: null, QS9: null })).toBe(
      'The band can be calculated when Safeguarding and Learning, improvement and innovation are scored.',
    );
    expect(said({ ...NO_SCORES, QS1: 3 })).toBe(
      'The band can be calculated when 8 more statements are scored.',
    );
    expect(said({ ...ALL_THREES, QS9: null }, { carried: STATEMENT_IDS, completed: [] })).toBe(
      'The band can be calculated when 9 statements are confirmed.',
    );
    // Good at any score of QS2, with 23 to 26 points.
    expect(said({ ...ALL_THREES, QS1: 2, QS2: null, QS3: 2 })).toBe('Good, whatever the other scores are.');
    expect(said({ ...ALL_THREES, QS2: null }, { isFinal: true, thresholds: '62-80' })).toBe(
      'Good, whatever the other scores are.',
    );
    expect(said({ ...NO_SCORES, QS2: 3 }, { isFinal: true })).toBe(
      'There is no band, because not every statement is scored.',
    );
  });

  it('name the lowest statements, if they are few', () => {
    const said = (changed: Parameters<typeof dashboard>[0]) => describeLowest(dashboard(changed).statements);
    expect(said({})).toBeNull();
    expect(said({ QS7: { score: 2 } })).toBe('Safeguarding is lowest, at 2');
    expect(said({ QS1: { score: 1 }, QS7: { score: 1 }, QS8: { score: null } })).toBe(
      'Assessing needs and Safeguarding are lowest, at 1',
    );
    expect(said({ QS2: { score: 4 }, QS1: { score: 'hidden' } })).toBe('Scores range from 3 to 4');
    expect(said(Object.fromEntries(STATEMENT_IDS.map((id) => [id, { score: null }])))).toBeNull();
  });

  it('say what would change the band', () => {
    const said = (scores: Scores) =>
      describeNeededChange({
        scores,
        result: resultOf(exampleFacts(scores), CQC_2023),
        state: exampleState(scores),
      }).join(' ');
    expect(said(ALL_THREES)).toBe(
      'To reach outstanding: gain 2 points across at least 2 statements. You would drop to requires improvement if you lost 5 points.',
    );
    expect(said({ ...ALL_THREES, QS5: 4 })).toBe(
      'To reach outstanding: raise one of 8 statements by 1. You would drop to requires improvement if you lost 6 points.',
    );
  });

  it('compare with the previous cycle if both are complete', () => {
    const lastCycle = lastCycleOf({ ...ALL_THREES, QS1: 1 });
    expect(describeLastCycle(dashboard())).toBeNull();
    expect(describeLastCycle(dashboard({}, { lastCycle }))).toBe('2025–26: 70 out of 100, good. Up 5.');
    expect(describeOverallChange(dashboard({}, { lastCycle }))).toBe('Up 5 since the last assessment');
    expect(describeOverallChange(dashboard())).toBeNull();
    expect(describeLastCycle(dashboard({ QS1: { score: 1 } }, { lastCycle }))).toBe(
      '2025–26: 70 out of 100, good. No change.',
    );
    expect(describeLastCycle(dashboard({ QS1: { score: null } }, { lastCycle }))).toBe(
      '2025–26: 70 out of 100, good.',
    );
  });

  it('describe the state of sign-off', () => {
    const signed = {
      version: 1,
      by: 'Dawn Okoro',
      at: '2026-11-01T10:00:00.000Z',
      result: overall(ALL_THREES),
      isChanged: true,
    };
    expect(describeReview({ state: 'preparing', version: 1, signed: null })).toBe('Not signed yet');
    expect(describeReview({ state: 'preparing', version: 2, signed })).toBe(
      'Changed since version 1 was signed',
    );
    expect(describeReview({ state: 'preparing', version: 2, signed: { ...signed, isChanged: null } })).toBe(
      'Reopened since version 1 was signed',
    );
    expect(describeReview({ state: 'proposed', version: 2, signed })).toBe('Version 2 sent for sign-off');
    expect(describeSigned({ state: 'signed', version: 1, signed }, CQC_2023.id)).toBe(
      'Signed result: 75, good. Version 1 was signed by Dawn Okoro, 1 November 2026, 10am.',
    );
    expect(
      describeSigned({ state: 'signed', version: 1, signed: { ...signed, result: null } }, CQC_2023.id),
    ).toBe('Version 1 was signed by Dawn Okoro, 1 November 2026, 10am.');
  });
});

describe('after a cycle on another framework', () => {
  const lastCycle = lastCycleOf(ALL_THREES);
  const cycle = { ...dashboard().cycle, framework: FICTIONAL_FRAMEWORK.id };
  const earlier = (id: StatementId) => [
    earlierScore(mappingBetween(CQC_2023, FICTIONAL_FRAMEWORK), id, { ...ALL_THREES, QS9: null }),
  ];
  const made = dashboard(
    Object.fromEntries(
      FICTIONAL_FRAMEWORK.statementIds.map((id) => [id, { score: 5, earlier: earlier(id) }]),
    ),
    { cycle, lastCycle },
  );

  it('compares a score on its own scale, where the mapping says so', () => {
    const compared = made.statements.map((line) => [
      line.id,
      describeLine(line).before,
      describeLine(line).trend,
    ]);
    // A 3 of 4 is a 4 of 5. F5 asks something else, F3 is new, and QS9 was not scored.
    expect(compared).toEqual(
      expect.arrayContaining([
        ['F1', '4', 'Up 1'],
        ['F3', 'New', '–'],
        ['F5', 'Not comparable', '–'],
        ['F9', 'Not scored', '–'],
      ]),
    );
  });

  it('does not compare the overall score', () => {
    expect(describeLastCycle(made)).toBe(
      '2025–26: 75 out of 100, good. It used another framework and cannot be compared. Its statement scores are shown on this framework’s scale.',
    );
    expect(dashboardRows(made)[0]?.slice(5, 7)).toEqual(['75, good', '–']);
  });

  it('says what would change the band on its scale', () => {
    const { figures } = dashboard(
      {
        ...Object.fromEntries(FICTIONAL_FRAMEWORK.statementIds.map((id) => [id, { score: 4 }])),
        F1: { score: 5 },
      },
      { cycle },
    );
    expect(figures && describeNeededChange(figures).join(' ')).toBe(
      'To reach outstanding: gain 3 points across at least 2 statements. You would drop to requires improvement if you lost 15 points.',
    );
  });
});

describe('dashboardRows', () => {
  it('has the overall result, four themes and nine statements, with a cell for each column', () => {
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
    // A theme shows the result stored at closing, which does not come from the statements' lines.
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
