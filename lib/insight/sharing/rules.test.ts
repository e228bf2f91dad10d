import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFramework } from '#lib/frameworks/known.ts';
import { formatBand } from '#lib/record/assessments/state.ts';
import { exampleState } from '#lib/record/assessments/testing/fixtures.ts';
import { NO_SCORES, type Score, type Scores, STATEMENT_IDS } from '#lib/scoring/index.ts';
import { FICTIONAL_FRAMEWORK, removeAddedFrameworks } from '#tests/setup/fictional-framework.ts';
import { sharingColumns, sharingRows } from './csv-rows.ts';
import {
  type ComparedCouncil,
  describeBands,
  describeHidden,
  describeNote,
  describeParts,
  describePlaces,
  describeShown,
  formatDated,
  inPartOrder,
  isShown,
  rankingResult,
  readSort,
  type SharedResult,
  type ShownCouncil,
  sameParts,
  sortCouncils,
} from './rules.ts';

const AT = '2026-11-22T09:00:00.000Z';

function nine(score: Score, changed: Scores = {}): Scores {
  return { ...NO_SCORES, ...Object.fromEntries(STATEMENT_IDS.map((id) => [id, score])), ...changed };
}

function result(scores: Scores, given: Partial<SharedResult> = {}): SharedResult {
  return {
    kind: 'live',
    cycle: '2026–27',
    version: null,
    at: AT,
    state: exampleState(scores),
    scores: null,
    ...given,
  };
}

function council(name: string, figures: ComparedCouncil['figures']): ComparedCouncil {
  return { slug: name.toLowerCase(), name, isExample: false, role: 'director', figures };
}

function shown(
  name: string,
  results: readonly SharedResult[],
  strength: Extract<ComparedCouncil['figures'], { state: 'shown' }>['strength'] = null,
): ShownCouncil {
  return council(name, { state: 'shown', shared: ['live'], results, strength }) as ShownCouncil;
}

describe('what is shared', () => {
  it('is a set, in a fixed order', () => {
    expect(inPartOrder(['strength', 'signed'])).toEqual(['signed', 'strength']);
    expect(sameParts(['live', 'signed'], ['signed', 'live'])).toBe(true);
    expect(sameParts([], ['signed'])).toBe(false);
    expect(describeParts(['statements', 'signed'])).toBe('last signed result and statement scores');
    expect(describeParts([])).toBe('nothing');
  });
});

describe('a council', () => {
  it('is shown if it has any figures to share', () => {
    expect(isShown(shown('Aston', [result(nine(3))]))).toBe(true);
    expect(isShown(shown('Aston', []))).toBe(false);
    expect(isShown(council('Aston', { state: 'not agreed' }))).toBe(false);
  });

  it.each([
    [{ state: 'role' }, 'Your role there does not let you compare councils.'],
    [{ state: 'alone' }, 'You are not a director or reader in any other council to compare it with.'],
    [{ state: 'not agreed' }, 'It does not share its figures.'],
    [{ state: 'hidden', statements: 1 }, 'Its scores are hidden until you give 1 more challenge score.'],
    [{ state: 'hidden', statements: 9 }, 'Its scores are hidden until you give 9 more challenge scores.'],
    [
      { state: 'shown', shared: ['signed'], results: [], strength: null },
      'It shares its last signed result, but has none yet.',
    ],
  ] as const)('that is not shown gives the reason: %o', (figures, words) => {
    expect(describeHidden(council('Aston', figures))).toBe(words);
  });

  it('is ranked by its current result, or else by its signed one', () => {
    const signed = result(nine(2), { kind: 'signed', version: 1 });
    const live = result(nine(3));
    expect(rankingResult(shown('Aston', [signed, live]))).toBe(live);
    expect(rankingResult(shown('Aston', [signed]))).toBe(signed);
    expect(rankingResult(shown('Aston', []))).toBeNull();
  });
});

describe('the order', () => {
  const councils = [
    council('Dunford', { state: 'role' }),
    shown('Castle', [result(nine(4, { QS9: null }))]),
    shown('Brook', [result(nine(3))]),
    shown('Aston', [result(nine(3))]),
  ];
  const names = (asked: 'name' | 'score') => sortCouncils(councils, asked).map(({ name }) => name);

  it('is by name, or by score: not final by its lowest, ties by name, without a score last', () => {
    expect(names('name')).toEqual(['Aston', 'Brook', 'Castle', 'Dunford']);
    // Eight 4s and at least a 1 give 33 points, against 27.
    expect(names('score')).toEqual(['Castle', 'Aston', 'Brook', 'Dunford']);
  });

  it('is by name unless the address asks for another', () => {
    expect([readSort('score'), readSort('other'), readSort(undefined), readSort(['score'])]).toEqual([
      'score',
      'name',
      'name',
      'name',
    ]);
  });
});

describe('in words', () => {
  it('dates a result', () => {
    expect(formatDated({ kind: 'signed', version: 2, at: AT })).toBe('Signed 22 November 2026, version 2');
    expect(formatDated({ kind: 'live', version: null, at: AT })).toBe('Current on 22 November 2026');
  });

  it('gives the band, or the range of bands, and the differences', () => {
    expect([formatBand(exampleState(nine(3))), describeNote(exampleState(nine(3)))]).toEqual(['Good', null]);
    // 29 points: outstanding from 80, but good up to 87 under CQC's thresholds.
    const disputed = exampleState(nine(3, { QS1: 4, QS2: 4 }));
    expect([formatBand(disputed), describeNote(disputed)]).toEqual([
      'Outstanding',
      'Good using the CQC published thresholds',
    ]);
    const half = exampleState(nine(3, { QS1: null, QS2: null, QS3: null, QS4: null }));
    expect([formatBand(half), describeNote(half)]).toEqual([
      'Requires improvement to outstanding',
      'Not final: 4 statements are not scored',
    ]);
  });

  it('gives the range while there are drafts, and the statements not confirmed', () => {
    const completed = STATEMENT_IDS.filter((id) => id !== 'QS1');
    expect(describeNote(exampleState(nine(3), { completed }))).toBe(
      'Could end between 70 and 78: 1 statement is not complete',
    );
    const carried = exampleState(nine(3), { completed: [], carried: STATEMENT_IDS });
    expect([formatBand(carried), describeNote(carried)]).toEqual([
      'Inadequate to outstanding',
      'Not confirmed: 9 statements are carried forward and not confirmed',
    ]);
    expect(describeNote(exampleState(nine(3), { completed: [], isFinal: true }))).toBeNull();
  });

  it('counts the councils with figures', () => {
    const hidden = council('Brook', { state: 'not agreed' });
    const nothing = shown('Castle', []);
    expect(describeShown([shown('Aston', [result(nine(3))]), hidden, nothing])).toBe(
      '1 of your 3 councils shares figures. Each council chooses what it shares.',
    );
    expect(describeShown([hidden])).toBe(
      '0 of your 1 council share figures. Each council chooses what it shares.',
    );
  });

  it('gives the range of scores', () => {
    const [aston, brook] = [shown('Aston', [result(nine(3))]), shown('Brook', [result(nine(2))])];
    expect(describePlaces([aston, brook])).toBe('From 50 in Brook to 75 in Aston');
    expect(describePlaces([aston])).toBe('Aston scores 75');
    expect(describePlaces([aston, shown('Castle', [result(nine(3))])])).toBe('All 2 have 75');
    expect(describePlaces([shown('Castle', [result(NO_SCORES)])])).toBe(
      'None of these councils has a current overall score',
    );
    expect(describePlaces([shown('Castle', [])])).toBeNull();
  });

  it('counts councils by band, and explains which result is used if they differ', () => {
    const good = shown('Aston', [result(nine(3))]);
    const signed = shown('Brook', [result(nine(2), { kind: 'signed', version: 1 })]);
    const half = shown('Castle', [result(nine(3, { QS1: null }))]);
    expect(describeBands([good])).toBe('1 council shows a result: 1 good.');
    expect(describeBands([good, half, shown('Aston', good.figures.results), shown('Dunford', [])])).toBe(
      '3 councils show a result: 2 good, 1 not final.',
    );
    expect(describeBands([good, signed])).toBe(
      '2 councils show a result: 1 good, 1 requires improvement. This uses each council’s current result, or its last signed result if it shares only that.',
    );
  });
});

describe('the rows of the file', () => {
  beforeAll(() => addFramework(FICTIONAL_FRAMEWORK));
  afterAll(removeAddedFrameworks);

  it('has one row for each result, and one for each council without', () => {
    const strength = Object.fromEntries(STATEMENT_IDS.map((id) => [id, 'weak'])) as never;
    const signed = result(nine(2), { kind: 'signed', version: 1, scores: nine(2) });
    const councils = [
      shown('Aston', [signed, result(nine(3, { QS9: null }), { scores: nine(3, { QS9: null }) })], strength),
      shown('Brook', [], strength),
      council('Castle', { state: 'not agreed' }),
    ];
    const rows = sharingRows(councils);
    expect(sharingColumns(councils).slice(7)).toEqual([
      ...STATEMENT_IDS,
      ...STATEMENT_IDS.map((id) => `${id} evidence strength`),
    ]);
    for (const row of rows) expect(row).toHaveLength(7 + 2 * STATEMENT_IDS.length);
    const empty = Array.from({ length: 9 }, () => '');
    const levels = Array.from({ length: 9 }, () => 'Weak');
    expect(rows).toEqual([
      [
        'Aston',
        'Last signed result',
        '22 November 2026',
        '2026–27',
        50,
        'Requires improvement',
        '',
        ...Array(9).fill(2),
        ...empty,
      ],
      [
        ...['Aston', 'Current result', '22 November 2026', '2026–27', '70 to 78', 'Good'],
        'Not final: 1 statement is not scored',
        ...[3, 3, 3, 3, 3, 3, 3, 3, 'Not scored'],
        ...levels,
      ],
      ['Brook', 'Evidence strength', '', '', '', '', '', ...empty, ...levels],
      ['Castle', '', '', '', '', '', 'It does not share its figures.', ...empty, ...empty],
    ]);
  });

  it('has columns of their own for the statements of another framework', () => {
    const { id: framework, statementIds } = FICTIONAL_FRAMEWORK;
    const scores = Object.fromEntries(statementIds.map((id) => [id, 5]));
    const other = exampleState(scores, { framework, thresholds: 'fictional', isFinal: true });
    const councils = [
      shown('Aston', [result(nine(2), { scores: nine(2) })], null),
      shown('Brook', [{ ...result(nine(2)), state: other, scores }], null),
    ];
    const all = [...STATEMENT_IDS, ...statementIds];
    expect(sharingColumns(councils).slice(7)).toEqual([
      ...all,
      ...all.map((id) => `${id} evidence strength`),
    ]);
    const [aston = [], brook = []] = sharingRows(councils);
    expect(aston.slice(7)).toEqual([...Array(9).fill(2), ...Array(11 + 20).fill('')]);
    expect(brook.slice(4)).toEqual([
      ...[100, 'Outstanding', '', ...Array(9).fill('')],
      ...[...Array(11).fill(5), ...Array(20).fill('')],
    ]);
  });
});
