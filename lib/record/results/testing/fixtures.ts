import { exampleState } from '#lib/record/assessments/testing/fixtures.ts';
import {
  type Listing,
  type OwnResult,
  type ResultFacts,
  type ResultRow,
  resultId,
} from '#lib/record/results/rules.ts';
import type { Scores } from '#lib/scoring/index.ts';

export const FACTS: ResultFacts = {
  published: '2025-03',
  score: null,
  rating: 'good',
  scores: '---------',
  basis: 'published',
  source: 'CQC report',
};
export const SHIPPED = { kind: 'shipped', on: '2026-11-21' } as const;
export const THREES: Scores = { QS1: 3, QS2: 3, QS3: 3, QS4: 3, QS5: 3, QS6: 3, QS7: 3, QS8: 3, QS9: 3 };

function row(gssCode: string, facts: Partial<ResultFacts>, given: Partial<ResultRow> = {}): ResultRow {
  const authority = { gssCode, name: `${gssCode} Council`, type: 'County', region: 'London' };
  const isPilot = given.isPilot ?? false;
  return {
    id: resultId(gssCode, isPilot),
    authority,
    council: gssCode,
    isPilot,
    facts: { ...FACTS, ...facts },
    origin: SHIPPED,
    ...given,
  };
}

export function known(scores: Scores): Extract<OwnResult, { state: 'known' }> {
  return { state: 'known', cycle: 'CQC 2026', scores, result: exampleState(scores), signed: null };
}

export function listing(rows: readonly ResultRow[], own: OwnResult = { state: 'none' }): Listing {
  return {
    rows,
    types: ['County', 'Unitary'],
    regions: ['London', 'North East'],
    thresholds: '62-80',
    own,
    ownCode: 'E4',
  };
}

const UNITARY = { gssCode: 'E3', name: 'E3 Council', type: 'Unitary', region: 'North East' };
export const ROWS = [
  row('E1', { score: 89, rating: 'outstanding', scores: '334344344' }),
  row('E2', { score: 50, rating: 'requires-improvement' }),
  row('E3', { scores: '222222224' }, { authority: UNITARY }),
  row('E4', { score: 81 }),
  row('E5', { rating: 'outstanding' }),
  row('E1', { score: 39 }, { isPilot: true }),
  row('E6', { scores: '1--------' }, { isPilot: true }),
];
