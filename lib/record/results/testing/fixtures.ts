import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { exampleState } from '#lib/record/assessments/testing/fixtures.ts';
import { DEFAULT_FRAMEWORK, type ResultFacts } from '#lib/record/results/facts.ts';
import { type Listing, type OwnResult, type ResultRow, resultId } from '#lib/record/results/rules.ts';
import type { Scores } from '#lib/scoring/index.ts';

export const FACTS: ResultFacts = {
  status: 'published',
  confirmed: true,
  published: '2025-03',
  score: null,
  rating: 'good',
  framework: DEFAULT_FRAMEWORK,
  scores: '---------',
  basis: 'published',
  source: 'CQC report',
};
export const SHIPPED = { kind: 'shipped', on: '2026-11-21' } as const;
export const THREES: Scores = { QS1: 3, QS2: 3, QS3: 3, QS4: 3, QS5: 3, QS6: 3, QS7: 3, QS8: 3, QS9: 3 };

export function row(gssCode: string, facts: Partial<ResultFacts>, given: Partial<ResultRow> = {}): ResultRow {
  const authority = { gssCode, name: `${gssCode} Council`, type: 'County', region: 'London' };
  const kind = given.kind ?? 'first';
  return {
    id: resultId(gssCode, kind),
    authority,
    council: gssCode,
    kind,
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
    framework: CQC_2023,
    authorities: AUTHORITIES,
    thresholds: '62-80',
    own,
    ownCode: 'E4',
  };
}

const UNITARY = { gssCode: 'E3', name: 'E3 Council', type: 'Unitary', region: 'North East' };
/** E1 to E7: the last has no result. */
export const AUTHORITIES = ['E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7'].map((code) =>
  code === 'E3' ? UNITARY : row(code, {}).authority,
);
export const ROWS = [
  row('E1', { score: 89, rating: 'outstanding', scores: '334344344' }),
  row('E2', { score: 50, rating: 'requires-improvement' }),
  row('E3', { scores: '222222224' }, { authority: UNITARY }),
  row('E4', { score: 81 }),
  row('E5', { rating: 'outstanding' }),
  row('E1', { score: 39 }, { kind: 'pilot' }),
  row('E6', { scores: '1--------' }, { kind: 'pilot' }),
];
