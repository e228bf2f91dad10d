import type { Framework } from '#lib/frameworks/framework.ts';
import {
  type PublishedReport,
  pageField,
  type ReportField,
  saysField,
  scoreField,
} from '#lib/record/published-reports/rules.ts';
import { statementScores } from '#lib/record/results/facts.ts';

/** A report as the fields of its form. */
export function valuesOf(report: PublishedReport): Readonly<Partial<Record<ReportField, string>>> {
  const { kind, status, publishedOn, visitedOn, url, rating, score } = report;
  const scores = Object.entries(statementScores(report));
  return {
    ...{ resultKind: kind, resultStatus: status, publishedOn, visitedOn: visitedOn ?? '', url, rating },
    ...{ score: `${score ?? ''}` },
    ...Object.fromEntries(scores.map(([id, given]) => [scoreField(id), `${given ?? ''}`])),
    ...Object.fromEntries(report.statements.map(({ statement, says }) => [saysField(statement), says])),
    ...Object.fromEntries(
      report.statements.map(({ statement, page }) => [pageField(statement), `${page ?? ''}`]),
    ),
  };
}

/** What the form needs of a framework. */
export function choicesOf({ id, statements, scale }: Framework) {
  return {
    framework: id,
    statements: statements.map((one) => ({ id: one.id, name: one.name })),
    scores: scale.map(({ score, words }) => ({ value: String(score), label: `${score}: ${words}` })),
  };
}
