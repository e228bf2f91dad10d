import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, describe, expect, it } from 'vitest';
import { addFramework } from '#lib/frameworks/known.ts';
import { sharingRows } from '#lib/insight/sharing/csv-rows.ts';
import type { ComparedCouncil, SharedResult, Sort } from '#lib/insight/sharing/rules.ts';
import { exampleState } from '#lib/record/assessments/testing/fixtures.ts';
import {
  NO_SCORES,
  type Score,
  type Scores,
  STATEMENT_IDS,
  type ThresholdSetId,
} from '#lib/scoring/index.ts';
import { FICTIONAL_FRAMEWORK, removeAddedFrameworks } from '#tests/setup/fictional-framework.ts';
import { CouncilComparison } from './council-comparison.tsx';

addFramework(FICTIONAL_FRAMEWORK);
afterAll(removeAddedFrameworks);

const AT = '2026-11-22T09:00:00.000Z';
const nine = (score: Score) => Object.fromEntries(STATEMENT_IDS.map((id) => [id, score])) as Scores;

function result(scores: Scores, thresholds: ThresholdSetId, given: Partial<SharedResult> = {}): SharedResult {
  return {
    kind: 'live',
    cycle: '2026–27',
    version: null,
    at: AT,
    state: exampleState(scores, { thresholds }),
    scores,
    ...given,
  };
}

function council(name: string, figures: ComparedCouncil['figures']): ComparedCouncil {
  return { slug: name.toLowerCase(), name, isExample: false, role: 'reader', figures };
}

const strength = Object.fromEntries(STATEMENT_IDS.map((id) => [id, 'weak'])) as never;
const shared = ['signed', 'live', 'statements', 'strength'] as const;
const COUNCILS = [
  council('Aston', {
    state: 'shown',
    shared,
    results: [
      result(nine(2), '62-80', { kind: 'signed', version: 3 }),
      result({ ...nine(3), QS9: null }, '62-80'),
    ],
    strength,
  }),
  council('Brook', {
    state: 'shown',
    shared: ['live'],
    results: [result(nine(4), 'cqc', { scores: null })],
    strength: null,
  }),
  council('Castle', { state: 'shown', shared: ['strength'], results: [], strength }),
  council('Dunford', { state: 'not agreed' }),
];

/** What the page says, in one line without its tags. */
function pageOf(councils: readonly ComparedCouncil[], sort: Sort = 'name'): string {
  return renderToStaticMarkup(<CouncilComparison councils={councils} sort={sort} />)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

describe('a comparison of councils', () => {
  it('says the same on the page and in the file', () => {
    const page = pageOf(COUNCILS);
    for (const [name, , date, cycle, score, band, note] of sharingRows(COUNCILS)) {
      for (const cell of [name, date, cycle, score, band, note]) expect(page).toContain(String(cell));
    }
    expect(page).toContain(`Aston Signed scores ${STATEMENT_IDS.map(() => 2).join(' ')}`);
    expect(page).toContain('Aston Current scores 3 3 3 3 3 3 3 3 –');
    expect(page).toContain(`Castle Evidence strength ${STATEMENT_IDS.map(() => 'Weak').join(' ')}`);
    expect(page).not.toContain('Brook Scores');
  });

  it('draws each council with its own boundaries, and their numbers below', () => {
    const page = pageOf(COUNCILS);
    expect(page).toContain('62 and 80 thresholds: inadequate');
    expect(page).toContain('CQC published thresholds: inadequate');
    expect(page).toContain('0 38 62 80 100');
    expect(page).toContain('0 39 63 88 100');
    const alike = pageOf([COUNCILS[0], COUNCILS[0]].flatMap((one) => one ?? []));
    expect(alike.match(/0 38 62 80 100/g)).toHaveLength(1);
  });

  it('is a list of reasons when no council shows anything', () => {
    const page = pageOf([COUNCILS[3] ?? [], council('Eastwick', { state: 'hidden', statements: 9 })].flat());
    expect(page).toContain('None of your councils shares its figures.');
    expect(page).toContain('Your councils Dunford Your role: reader It does not share its figures');
    expect(page).toContain('hidden until you give 9 more challenge scores');
    expect(page).not.toContain('CSV');
  });

  it('compares the figures of each framework apart', () => {
    const { id: framework, name, statementIds } = FICTIONAL_FRAMEWORK;
    const scores = Object.fromEntries(statementIds.map((id) => [id, 5]));
    const state = exampleState(scores, { framework, thresholds: 'fictional', isFinal: true });
    const both = council('Eastwick', {
      state: 'shown',
      shared: ['signed', 'live', 'statements'],
      results: [
        result(nine(2), '62-80', { kind: 'signed', version: 1 }),
        { ...result(nine(2), '62-80'), state, scores },
      ],
      strength: null,
    });
    const page = pageOf([...COUNCILS, both]);
    expect(page).toContain('Your councils use two frameworks, whose scores are not comparable.');
    expect(page).toContain(
      `The 11 statements: ${name} Statement scores and evidence strength of your councils Council Figures ${statementIds.join(' ')}`,
    );
    expect(page).toContain(`${name}: Eastwick scores 100`);
    expect(page).toContain(`Eastwick Signed scores ${STATEMENT_IDS.map(() => 2).join(' ')}`);
    expect(page).toContain(`Eastwick Current scores ${statementIds.map(() => 5).join(' ')}`);
    expect(page).toContain('Fictional thresholds: inadequate up to 40');
  });

  it('draws nothing when no council has a score', () => {
    const empty = council('Aston', {
      state: 'shown',
      shared: ['live'],
      results: [result(NO_SCORES, '62-80', { scores: null })],
      strength: null,
    });
    expect(pageOf([empty, empty])).toContain('None of these councils has a current overall score');
    expect(pageOf([COUNCILS[2] ?? []].flat())).not.toContain('thresholds');
  });
});
