import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { frameworkOf } from '#lib/frameworks/known.ts';
import {
  type Dashboard,
  type DashboardFacts,
  dashboardOf,
  type LineFacts,
} from '#lib/insight/dashboard/rules.ts';
import type { Scores, StatementId } from '#lib/scoring/index.ts';

/** The time of the example dashboard. */
export const EXAMPLE_NOW = new Date('2026-11-22T09:32:00Z');

/** Completed statements scored 3, with some evidence and no flags, apart from `changed`. */
export function exampleDashboard(
  changed: Partial<Record<StatementId, Partial<LineFacts>>> = {},
  facts: Partial<Omit<DashboardFacts, 'statements'>> = {},
): Dashboard {
  const framework = frameworkOf(facts.cycle?.framework ?? CQC_2023.id);
  const statements = framework.statementIds.map(
    (id): LineFacts => ({
      id,
      score: 3,
      target: null,
      challenges: [],
      earlier: [],
      evidenceCount: 4,
      strength: { level: 'partial', checks: [] },
      owner: 'Priya Nair',
      dueOn: null,
      status: 'completed',
      unsupported: null,
      stale: [],
      ...changed[id],
    }),
  );
  const hidden = statements.some(({ score }) => score === 'hidden');
  const scores = Object.fromEntries(statements.map(({ id, score }) => [id, score])) as Scores;
  return dashboardOf(
    {
      council: { name: 'Exampleshire', isExample: true },
      cycle: {
        number: 2,
        name: '2026–27',
        framework: framework.id,
        startsOn: '2026-04-01',
        endsOn: '2027-03-31',
      },
      review: { state: 'preparing', version: 1, signed: null },
      lastCycle: null,
      actions: [],
      thresholds: framework.defaultThresholds,
      scores: hidden ? null : scores,
      since: { day: '2026-10-25', past: null },
      ...facts,
      statements,
    },
    EXAMPLE_NOW,
  );
}
