import 'server-only';
import type { Framework } from '#lib/frameworks/framework.ts';
import { frameworkOf, inFrameworkOrder, knownFrameworks } from '#lib/frameworks/known.ts';
import { dateFromColumn } from '#lib/kernel/dates.ts';
import { endOfDay } from '#lib/kernel/london-time.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, cacheByAuditHead, read } from '#lib/platform/db/read.ts';
import { loadFramework } from '#lib/record/assessments/queries.ts';
import { loadAllChallenges, loadHiddenStatements } from '#lib/record/challenge/queries.ts';
import {
  compareReport,
  givenBefore,
  type ReportComparison,
} from '#lib/record/published-reports/comparisons.ts';
import { inReportOrder, type PublishedReport, signedBefore } from '#lib/record/published-reports/rules.ts';
import { RESULT_KINDS, type ResultKind, type ResultStatus } from '#lib/record/results/facts.ts';
import { loadSignedBefore } from '#lib/record/snapshots/queries.ts';
import { frameworkOfSnapshot, snapshotScores } from '#lib/record/snapshots/rules.ts';
import type { Band } from '#lib/scoring/index.ts';

export type { PublishedReport };

/** The reports on the council, the latest kind first. */
export async function listReports(context: CouncilContext): Promise<readonly PublishedReport[]> {
  requirePermission(context, 'improvement:view');
  return read(context, loadReports);
}

/** `listReports`, for a query that has checked the permission. */
export function loadReports(db: CouncilRead): Promise<readonly PublishedReport[]> {
  return cacheByAuditHead(db, { name: 'published reports', of: '' }, () => reportsOf(db));
}

/** What a report is compared with: a version of a cycle, and when it was signed. */
export type ReportBasis = {
  readonly assessment: string;
  readonly cycle: number;
  readonly version: number;
  readonly at: Date;
};

export type ReportView = {
  readonly report: PublishedReport;
  /** Null: nothing was signed before the visit. */
  readonly basis: ReportBasis | null;
  readonly comparison: ReportComparison | 'scores hidden';
};

/** A report beside what was signed before the visit. Null: the council has none of that number. */
export async function getReport(context: CouncilContext, number: number): Promise<ReportView | null> {
  requirePermission(context, 'improvement:view');
  return read(context, async (db) => {
    const report = (await loadReports(db)).find((one) => one.number === number);
    if (!report) return null;
    const until = endOfDay(signedBefore(report));
    const signed = await loadSignedBefore(db, until);
    if (!signed) return { report, basis: null, comparison: compareReport(report, null, {}) };
    const { assessment, version, at, snapshot } = signed;
    const basis = { assessment: assessment.name, cycle: assessment.number, version, at };
    if ((await loadHiddenStatements(db, assessment.id)).length > 0)
      return { report, basis, comparison: 'scores hidden' };
    const challenges = givenBefore(await loadAllChallenges(db, assessment.id), until);
    const own = { framework: frameworkOfSnapshot(snapshot).id, scores: snapshotScores(snapshot) };
    return { report, basis, comparison: compareReport(report, own, challenges) };
  });
}

export type ReportToSave = {
  /** Null: a new one. */
  readonly report: PublishedReport | null;
  readonly framework: Framework;
  /** Those that a new one can be of. */
  readonly frameworks: readonly Pick<Framework, 'id' | 'name'>[];
  /** Those of which the council has no other report. */
  readonly kinds: readonly ResultKind[];
};

/**
 * A report to change, or with null what a new one needs: in that framework, or else in the council's own. Null: there is
 * none of that number.
 */
export async function getReportToSave(
  context: CouncilContext,
  number: number | null,
  framework?: string,
): Promise<ReportToSave | null> {
  requirePermission(context, 'improvement:oversee');
  return read(context, async (db) => {
    const reports = await loadReports(db);
    const report = reports.find((one) => one.number === number) ?? null;
    if (number !== null && !report) return null;
    const asked = knownFrameworks().find(({ id }) => id === framework);
    const others = reports.filter((one) => one !== report).map(({ kind }) => kind);
    return {
      report,
      framework: report ? frameworkOf(report.framework) : (asked ?? (await loadFramework(db))),
      frameworks: report ? [] : knownFrameworks().map(({ id, name }) => ({ id, name })),
      kinds: RESULT_KINDS.filter((kind) => !others.includes(kind)),
    };
  });
}

/** Within a write too, where nothing is kept. */
async function reportsOf({ tx, context }: CouncilRead): Promise<readonly PublishedReport[]> {
  const rows = await tx.publishedReport.findMany({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id },
    select: {
      ...{ number: true, kind: true, status: true, framework: true, publishedOn: true, visitedOn: true },
      ...{ url: true, score: true, rating: true, scores: true, version: true, changedAt: true },
      statements: { select: { statement: true, says: true, page: true } },
      changedBy: { select: { person: { select: { name: true } } } },
    },
  });
  return inReportOrder(
    rows.map(
      ({ kind, status, publishedOn, visitedOn, rating, statements, changedAt, changedBy, ...row }) => ({
        ...row,
        // The database allows no other values.
        ...{ kind: kind as ResultKind, status: status as ResultStatus, rating: rating as Band },
        publishedOn: dateFromColumn(publishedOn),
        visitedOn: visitedOn && dateFromColumn(visitedOn),
        statements: inFrameworkOrder(statements),
        changed: { by: changedBy.person.name, at: changedAt },
      }),
    ),
  );
}
