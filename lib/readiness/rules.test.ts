import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatScore } from '#lib/assessments/state.ts';
import { exampleFacts, exampleState } from '#lib/assessments/testing/fixtures.ts';
import { claimsAndProof, type ProofItem } from '#lib/claims/rules.ts';
import type { CalendarDate } from '#lib/dates.ts';
import { CATEGORIES, type Category } from '#lib/evidence/rules.ts';
import { type Score, type Scores, STATEMENT_IDS, type StatementId } from '#lib/scoring/index.ts';
import {
  justBefore,
  movementOf,
  movementRows,
  movementSince,
  nextBand,
  openChecks,
  paceInWords,
  paceOf,
  readyRoutes,
  STRENGTH_COLUMNS,
  type StrengthFacts,
  type StrengthLevel,
  sinceDay,
  standingAt,
  strengthCells,
  strengthInWords,
  strengthOf,
  triedScores,
  unmetChecks,
  unsupportedScore,
  whatIf,
} from './rules.ts';

const ASOF = new Date('2026-11-22T12:00:00Z');
const item = (
  number: number,
  category: Category,
  datedOn: CalendarDate | null = '2026-06-01',
): ProofItem => ({
  number,
  category,
  datedOn,
});
const THREE = [item(1, 'people'), item(2, 'staff'), item(3, 'processes')];

function facts(
  attached: readonly ProofItem[],
  { text, ...more }: Partial<StrengthFacts> & { text?: string } = {},
): StrengthFacts {
  const narratives = {
    strengths: text ?? attached.map(({ number }) => `Shown by E${number}.`).join('\n\n'),
    improvements: '',
    impact: '',
  };
  const proof = { attached, inList: attached.map(({ number }) => number) };
  return {
    score: 3,
    evidenceCount: attached.length,
    claims: claimsAndProof(narratives, proof, ASOF),
    approval: 'signed',
    measures: { better: [], worse: [], same: ['Waits'] },
    ...more,
  };
}
const unmet = (given: StrengthFacts) =>
  strengthOf(given)
    .checks.filter(({ met }) => !met)
    .map(({ id, reason }) => `${id}: ${reason}`);

const reasonsOf = (given: StrengthFacts, ids: readonly string[]) =>
  strengthOf(given).checks.flatMap(({ id, reason }) => (ids.includes(id) ? [reason] : []));

describe('strengthOf', () => {
  it('is strong with three categories, people’s experience among them, recent, cited and proven', () => {
    expect(strengthOf(facts(THREE)).level).toBe('strong');
    expect(unmet(facts(THREE))).toEqual([]);
  });

  it('is none without evidence, whatever is written', () => {
    expect(strengthOf(facts([], { text: 'We are good.' })).level).toBe('none');
  });

  it('is weak without people’s experience, however much else there is', () => {
    const given = facts([item(1, 'staff'), item(2, 'partners'), item(3, 'processes'), item(4, 'outcomes')]);
    expect(strengthOf(given).level).toBe('weak');
    expect(unmet(given)).toEqual([
      'people: Nothing shows people’s experience, which is wanted for every statement',
    ]);
  });

  it('is weak with two categories and not with three', () => {
    expect(strengthOf(facts(THREE.slice(0, 2))).level).toBe('weak');
    expect(strengthOf(facts(THREE)).level).toBe('strong');
  });

  it('is weak where all is old or undated, partial where some is', () => {
    const old = THREE.map(({ number, category }) =>
      item(number, category, number === 1 ? null : '2024-11-21'),
    );
    expect(strengthOf(facts(old)).level).toBe('weak');
    const [first, ...others] = old;
    const some = [item(1, 'people'), ...others, item(9, 'outcomes', null)];
    expect(first).toBeDefined();
    expect(strengthOf(facts(some)).level).toBe('partial');
    expect(unmet(facts(some))).toEqual(['fresh: E2 and E3 are more than 2 years old and 1 item has no date']);
  });

  it('stays strong with more that is old, undated or not cited, and tells of it', () => {
    const more = [...THREE, item(9, 'outcomes', '2024-11-21'), item(10, 'outcomes', null)];
    const given = facts(more, { text: 'Shown by E1, E2 and E3.' });
    expect(strengthOf(given).level).toBe('strong');
    expect(unmet(given)).toEqual([]);
    expect(reasonsOf(given, ['fresh', 'cited'])).toEqual([
      'Enough is dated within the last 2 years. E9 is more than 2 years old and 1 item has no date',
      'Enough is recent and cited in the text. E9 and E10 are not cited in the text',
    ]);
  });

  it('does not put together what is recent and what is cited of two different items', () => {
    const items = [...THREE.slice(1), item(1, 'people', '2020-01-01'), item(4, 'people')];
    expect(strengthOf(facts(items, { text: 'E1, E2, E3.' })).level).toBe('partial');
    expect(strengthOf(facts(items, { text: 'E4, E2, E3.' })).level).toBe('strong');
  });

  it('meets nothing where everything is empty', () => {
    const nothing = facts([], {
      text: '',
      approval: 'not signed',
      measures: { better: [], worse: [], same: [] },
    });
    expect(strengthOf(nothing).checks.filter(({ met }) => met)).toEqual([]);
    expect(reasonsOf(nothing, ['claims', 'measures'])).toEqual([
      'Nothing is claimed yet',
      'No measure has a comparator',
    ]);
  });

  it('can be strong without a measure to compare, which is not called met', () => {
    const given = facts(THREE, { measures: { better: [], worse: [], same: [] } });
    expect(strengthOf(given).level).toBe('strong');
    expect(unmet(given)).toEqual(['measures: No measure has a comparator']);
    expect([unmetChecks(strengthOf(given)), openChecks(strengthOf(given))]).toEqual([[], []]);
  });

  it('takes a measure as good as its comparator for one that is not worse', () => {
    expect(reasonsOf(facts(THREE), ['measures'])).toEqual([
      'No measure is worse than its comparator; 0 better',
    ]);
  });

  it('is never weaker for another item, of whatever kind', () => {
    const LEVELS: readonly StrengthLevel[] = ['none', 'weak', 'partial', 'strong'];
    const anyItem = fc.record({
      number: fc.integer({ min: 1, max: 12 }),
      category: fc.constantFrom(...CATEGORIES),
      datedOn: fc.constantFrom(null, '2019-05-01', '2024-11-21', '2024-11-22', '2026-06-01'),
    });
    const anyItems = fc.uniqueArray(anyItem, { selector: ({ number }) => number, maxLength: 10 });
    const text = fc
      .array(fc.integer({ min: 1, max: 12 }), { maxLength: 12 })
      .map((cited) => cited.map((number) => `Shown by E${number}.`).join('\n\n'));
    const reached = new Set<StrengthLevel>();
    fc.assert(
      fc.property(anyItems, text, (items, written) => {
        const given = items.map((_, index) =>
          strengthOf(facts(items.slice(0, index + 1), { text: written })),
        );
        for (const { level } of given) reached.add(level);
        const levels = given.map(({ level }) => LEVELS.indexOf(level));
        expect(levels).toEqual(levels.toSorted((a, b) => a - b));
        const met = given.map(
          ({ checks }) => new Set(checks.flatMap((check) => (check.met ? [check.id] : []))),
        );
        // What one item met, no other takes away.
        for (const [index, before] of met.slice(0, -1).entries()) {
          expect([...before].filter((id) => !met[index + 1]?.has(id))).toEqual([]);
        }
      }),
      {
        numRuns: 500,
        examples: [
          [[...THREE, item(9, 'staff', null)], 'E1, E2, E3.'],
          [[item(1, 'people'), item(9, 'staff', null)], 'E1.'],
        ],
      },
    );
    expect(reached).toEqual(new Set(['weak', 'partial', 'strong']));
  });

  it('takes evidence of exactly two years ago for recent', () => {
    expect(unmet(facts([...THREE, item(9, 'outcomes', '2024-11-22')]))).toEqual([]);
  });

  it.each([
    ['cited', facts(THREE, { text: 'Shown by E1 and E2.' }), 'cited: E3 is not cited in the text'],
    ['claims', facts(THREE, { text: 'E1, E2, E3.\n\nAll is well.' }), 'claims: 1 claim cites no proof'],
    [
      'measures',
      facts(THREE, { measures: { better: ['Waits'], worse: ['Turnover', 'Vacancies'], same: [] } }),
      'measures: Worse than the comparator: Turnover and Vacancies',
    ],
  ])('is partial, with the reason, when only %s is not met', (_id, given, reason) => {
    expect(strengthOf(given).level).toBe('partial');
    expect(unmet(given)).toEqual([reason]);
  });
});

describe('a signature', () => {
  it.each([
    ['not signed', 'approved: Not signed yet'],
    ['changed since', 'approved: Changed since it was signed'],
    ['hidden', 'approved: Whether it stands as signed is told after you give your challenge score'],
  ] as const)(
    'that is %s is told and takes nothing from the strength of the evidence',
    (approval, reason) => {
      expect(strengthOf(facts(THREE, { approval })).level).toBe('strong');
      expect(unmet(facts(THREE, { approval }))).toEqual([reason]);
    },
  );
});

describe('unsupportedScore', () => {
  const said = (given: StrengthFacts) => unsupportedScore(given, strengthOf(given));

  it('names the score and the little that it stands on', () => {
    expect(said(facts([item(1, 'processes', '2023-05-01')]))).toBe(
      'Scored 3 on 1 item (processes) from 2023',
    );
    expect(said(facts([item(1, 'processes', null)], { score: 4 }))).toBe(
      'Scored 4 on 1 item (processes) without a date',
    );
    expect(said(facts([item(1, 'processes', '2022-01-01'), item(2, 'staff', '2026-01-01')]))).toBe(
      'Scored 3 on 2 items (feedback from staff and leaders and processes) from 2022 to 2026',
    );
    expect(said(facts([]))).toBe('Scored 3 with no evidence');
  });

  it('says nothing of a score of 1 or 2, of none, or on better evidence', () => {
    for (const score of [1, 2, null] as const) expect(said(facts([], { score }))).toBeNull();
    expect(said(facts([...THREE, item(9, 'outcomes', null)]))).toBeNull();
    expect(said(facts(THREE))).toBeNull();
  });
});

const nine = (score: Score, others: Partial<Record<StatementId, Score | null>> = {}): Scores => ({
  ...(Object.fromEntries(STATEMENT_IDS.map((id) => [id, score])) as Record<StatementId, Score>),
  ...others,
});

describe('whatIf', () => {
  it('gives the figures of the replaced scores beside those of now', () => {
    const given = whatIf(exampleFacts(nine(3)), { QS1: 4, QS2: 4, QS3: 3 });
    expect(given.changes).toEqual([
      { statement: 'QS1', from: 3, to: 4 },
      { statement: 'QS2', from: 3, to: 4 },
    ]);
    expect(given.now.overall).toMatchObject({ points: 27, band: 'good' });
    expect(given.tried.overall).toMatchObject({ points: 29, band: 'outstanding' });
  });

  it('completes an assessment that is not scored, and raises the flag of a 1', () => {
    const given = whatIf(exampleFacts(nine(3, { QS9: null })), { QS9: 1 });
    expect([given.now.overall.state, given.tried.overall.state]).toEqual(['incomplete', 'complete']);
    expect(given.tried.flags).toMatchObject([{ kind: 'section-50', statements: ['QS9'] }]);
  });
});

describe('triedScores', () => {
  it('takes statements and scores from an address and leaves everything else out', () => {
    const query = { QS1: '4', QS2: '5', QS3: ['3', '3'], QS4: '', QS10: '2', other: '1', QS9: '1' };
    expect(triedScores(query)).toEqual({ QS1: 4, QS9: 1 });
  });
});

describe('strengthInWords and strengthCells', () => {
  it('count the strong, and the weak together with those without evidence', () => {
    expect(strengthInWords(['strong', 'partial', 'weak', 'none'])).toBe(
      '1 of 4 statements stands on strong evidence, 2 on weak evidence or none.',
    );
    expect(strengthInWords([])).toBe(
      '0 of 0 statements stand on strong evidence, 0 on weak evidence or none.',
    );
  });

  it('say in a file what the page says', () => {
    const given = facts(THREE, { approval: 'not signed' });
    const row = { id: 'QS7', name: 'Safeguarding', score: 3, evidenceCount: 3, unsupported: null } as const;
    const cells = strengthCells({ ...row, strength: strengthOf(given) });
    expect(cells).toHaveLength(STRENGTH_COLUMNS.length);
    expect(cells.slice(0, 6)).toEqual(['QS7', 'Safeguarding', 3, 3, 'Strong', 'Not signed yet']);
    expect(strengthCells({ ...row, score: null, strength: strengthOf(given) })[2]).toBe('Not scored');
    expect(strengthCells({ ...row, score: 'hidden', strength: strengthOf(given) })[2]).toBe('Hidden');
  });
});

describe('readyRoutes', () => {
  const all = (level: StrengthLevel, others: Partial<Record<StatementId, StrengthLevel>> = {}) => ({
    ...(Object.fromEntries(STATEMENT_IDS.map((id) => [id, level])) as Record<StatementId, StrengthLevel>),
    ...others,
  });
  const assessment = exampleFacts(nine(3, { QS7: 4 }));

  it('puts the statement whose evidence is strongest first, and framework order after that', () => {
    const found = readyRoutes(
      assessment,
      'outstanding',
      all('weak', { QS5: 'strong', QS2: 'partial', QS3: 'none' }),
    );
    expect(found.map(({ rises }) => rises[0]?.statement)).toEqual([
      'QS5',
      'QS2',
      'QS1',
      'QS4',
      'QS6',
      'QS8',
      'QS9',
      'QS3',
    ]);
    expect(found[0]?.weakest).toEqual({ statement: 'QS5', level: 'strong' });
  });

  it('judges a route by the weakest of its statements', () => {
    const two = { scores: nine(3), thresholds: '62-80' as const };
    const found = readyRoutes(two, 'outstanding', all('strong', { QS1: 'none' }));
    expect(found.slice(-8).every(({ rises }) => rises.some(({ statement }) => statement === 'QS1'))).toBe(
      true,
    );
    expect(found[0]?.rises.map(({ statement }) => statement)).toEqual(['QS2', 'QS3']);
  });

  it('is the one empty route where the band is reached', () => {
    expect(readyRoutes(assessment, 'good', all('none'))).toMatchObject([{ rises: [], weakest: null }]);
  });

  it('is asked for the band above by nextBand, where there is one', () => {
    const statements = STATEMENT_IDS.map((id) => ({ id, strength: { level: 'partial' as const } }));
    const next = nextBand(assessment, statements);
    expect(next).toMatchObject({ band: 'outstanding', count: 8 });
    expect(next?.found).toEqual(readyRoutes(assessment, 'outstanding', all('partial')));
    expect(nextBand({ ...assessment, scores: nine(4) }, statements)).toBeNull();
    expect(nextBand({ ...assessment, scores: nine(3, { QS1: null }) }, statements)).toBeNull();
    expect(nextBand({ ...assessment, carried: ['QS1'] }, statements)).toBeNull();
  });
});

const said = { completed: true, carried: false } as const;

describe('movementOf and standingAt', () => {
  const moments = [
    { ...said, statement: 'QS2', at: '2026-06-02T09:00:00.000Z', score: 2 },
    { ...said, statement: 'QS1', at: '2026-06-01T09:00:00.000Z', score: 3 },
    { ...said, statement: 'QS1', at: '2026-06-01T10:00:00.000Z', score: 3 },
  ] as const;
  const shown = (given: Parameters<typeof movementOf>[0]) =>
    movementOf(given, '62-80').map(({ at, state, changes }) => [
      at.slice(0, 10),
      formatScore(state),
      changes.join('; '),
    ]);

  it('follows the saves in time, those that change nothing left out', () => {
    expect(movementOf(moments, '62-80').map(({ at, scores }) => [at, scores.QS1, scores.QS2])).toEqual([
      ['2026-06-01T09:00:00.000Z', 3, null],
      ['2026-06-02T09:00:00.000Z', 3, 2],
    ]);
  });

  it('finds what stood at a moment, its very millisecond included', () => {
    const found = movementOf(moments, '62-80');
    expect(standingAt(found, '2026-06-01T08:59:59.999Z')).toBeNull();
    expect(standingAt(found, '2026-06-01T09:00:00.000Z')).toBe(found[0]);
    expect(standingAt(found, '2026-06-30T00:00:00.000Z')).toBe(found[1]);
  });

  it('has a score from the moment that the last statement carried forward is confirmed', () => {
    const at = (day: number) => `2026-06-0${day}T09:00:00.000Z`;
    const carried = STATEMENT_IDS.map((statement) => ({
      ...{ at: at(1), statement, score: 3, completed: false, carried: true },
    })) as unknown as Parameters<typeof movementOf>[0];
    const confirmed = STATEMENT_IDS.map((id, index) => ({ at: at(index < 8 ? 2 : 3), confirmed: id }));
    expect(shown([...carried, ...confirmed]).slice(1)).toEqual([
      ['2026-06-03', '75', 'Learning, improvement and innovation: confirmed'],
    ]);
    expect(shown([...carried, { at: at(4), isFinal: true }]).at(-1)).toEqual(['2026-06-04', '75', 'Signed']);
  });

  it('narrows the range as statements are completed', () => {
    const saves = [
      { ...said, completed: false, statement: 'QS1', at: '2026-06-01T09:00:00.000Z', score: 3 },
      { ...said, statement: 'QS1', at: '2026-06-02T09:00:00.000Z', score: 3 },
    ] as const;
    expect(shown(saves)).toEqual([
      ['2026-06-01', '25 to 100', 'Assessing needs: not scored to 3'],
      ['2026-06-02', '31 to 98', 'Assessing needs: completed'],
    ]);
  });
});

describe('movementSince', () => {
  const moments = STATEMENT_IDS.map((statement, index) => ({
    ...said,
    statement,
    at: `2026-06-0${index + 1}T09:00:00.000Z`,
    score: 3 as const,
  }));
  const movements = movementOf(moments, '62-80');
  const now = { scores: nine(3), state: exampleState(nine(3)) };
  const since = (day: CalendarDate, earlier: string | null = null, given = movements) => {
    const past = standingAt(given, justBefore(day));
    return movementSince(past && { ...past, earlier }, given.at(-1) ?? now, day);
  };

  it('tells the scores that have changed, and the overall score then and now', () => {
    const { sentence, moves } = since('2026-06-09');
    expect(moves).toEqual([{ statement: 'QS9', from: null, to: 3 }]);
    expect(sentence).toBe(
      '1 score has changed since 9 June 2026. The score was 70 to 78 then and is 75 now.',
    );
  });

  it('counts what was saved at midnight in London as since that day', () => {
    const midnight = movementOf(
      [{ ...said, statement: 'QS1', at: '2026-06-08T23:00:00.000Z', score: 2 }],
      '62-80',
    );
    expect(since('2026-06-09', null, midnight).moves).toHaveLength(1);
    expect(since('2026-06-10', null, midnight).moves).toHaveLength(0);
  });

  it('says when no assessment had started, and when nothing has changed', () => {
    expect(since('2026-01-01').moves).toHaveLength(9);
    expect(since('2026-01-01').sentence).toBe(
      '9 scores have changed since 1 January 2026, when no assessment had started. The score is 75 now.',
    );
    expect(since('2026-07-01').sentence).toBe('No score has changed since 1 July 2026.');
  });

  it('names the cycle that ran then, and tells of scores that only wait to be confirmed', () => {
    const past = { ...now, earlier: '2025–26' };
    const carried = exampleState(nine(3), { completed: [], carried: STATEMENT_IDS });
    expect(movementSince(past, now, '2026-07-01').sentence).toBe('No score has changed since 1 July 2026.');
    expect(movementSince(past, { ...now, state: carried }, '2026-07-01').sentence).toBe(
      'No score has changed since 1 July 2026. The score was 75 then in 2025–26 and is 25 to 100 now.',
    );
  });

  it('takes a day from the address and 28 days ago for anything else', () => {
    const asOf = new Date('2026-11-22T00:30:00Z');
    expect(sinceDay('2026-06-01', asOf)).toBe('2026-06-01');
    for (const asked of [undefined, '', '2026-02-30', 'soon', ['2026-06-01']]) {
      expect(sinceDay(asked, asOf)).toBe('2026-10-25');
    }
  });
});

describe('movementRows', () => {
  it('tell each step with its range, how many are scored and what changed', () => {
    const moments = [
      { ...said, statement: 'QS1', at: '2026-06-01T09:00:00.000Z', score: 3 },
      {
        ...said,
        statement: 'QS1',
        at: '2026-06-02T09:00:00.000Z',
        score: null,
        reason: 'Counted wrongly.',
      },
      { ...said, statement: 'QS2', at: '2026-06-02T09:00:00.000Z', score: 2, reason: '' },
    ] as const;
    expect(movementRows(movementOf(moments, '62-80'))).toEqual([
      ['1 June 2026, 10am', '31 to 98', '1 of 9 scored', 'Assessing needs: not scored to 3', ''],
      [
        ...['2 June 2026, 10am', '28 to 95', '1 of 9 scored'],
        'Assessing needs: 3 to not scored; Supporting people to live healthier lives: not scored to 2',
        'Counted wrongly.',
      ],
    ]);
  });
});

describe('paceOf and paceInWords', () => {
  const asOf = new Date('2026-11-22T12:00:00Z');

  it('multiplies what is left by the days that one took, rounded up', () => {
    const pace = paceOf(['2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z', '2026-01-01T00:00:00Z'], asOf);
    // Two in 28 days, six left: 84 days.
    expect(pace).toEqual({ completed: 3, of: 9, recent: 2, doneBy: new Date('2027-02-14T12:00:00Z') });
    expect(paceInWords(pace)).toContain('by 14 February 2027: 6 × 28 ÷ 2 days');
  });

  it('counts what was completed within the last 28 days to the second', () => {
    expect(paceOf(['2026-10-25T12:00:00.000Z'], asOf).recent).toBe(0);
    expect(paceOf(['2026-10-25T12:00:00.001Z'], asOf).recent).toBe(1);
  });

  it('gives no date without a pace, and none when all is completed', () => {
    expect(paceInWords(paceOf(['2026-01-01T00:00:00Z'], asOf))).toBe(
      '1 of 9 statements are completed, 0 of them within the last 28 days. That gives no pace to go by.',
    );
    const all = paceOf(
      STATEMENT_IDS.map(() => '2026-11-20T00:00:00Z'),
      asOf,
    );
    expect([all.doneBy, paceInWords(all)]).toEqual([null, 'All 9 statements are completed.']);
  });
});
