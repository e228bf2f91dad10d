import 'server-only';
import { frameworkOf } from '#lib/frameworks/known.ts';
import {
  type Coverage,
  type CoverageAxis,
  type CoverageCell,
  type CoverageColumn,
  cellsOf,
  NO_EVIDENCE,
  NOT_SAID,
} from '#lib/insight/coverage/rules.ts';
import { loadReadiness } from '#lib/insight/readiness/queries.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, cacheByAuditHead, read } from '#lib/platform/db/read.ts';
import type { AssessmentView } from '#lib/record/assessments/queries.ts';
import { loadAllProof } from '#lib/record/claims/queries.ts';
import { VOICE_NAMES, VOICES } from '#lib/record/evidence/voices.ts';
import type { StatementId } from '#lib/scoring/index.ts';

export type CoverageView = { readonly assessment: AssessmentView; readonly coverage: Coverage };

/** The evidence on each statement of the open assessment by category or by voice. Null when none is open. */
export async function getCoverage(
  context: CouncilContext,
  by: CoverageAxis,
  asOf: Date,
): Promise<CoverageView | null> {
  requirePermission(context, 'evidence:view');
  return read(context, (db) => loadCoverage(db, by, asOf));
}

export async function loadCoverage(
  db: CouncilRead,
  by: CoverageAxis,
  asOf: Date,
): Promise<CoverageView | null> {
  const readiness = await loadReadiness(db, asOf);
  if (!readiness) return null;
  const { assessment, statements } = readiness;
  const columns: readonly CoverageColumn[] =
    by === 'category'
      ? frameworkOf(assessment.framework).categories
      : [
          ...VOICES.map((id) => ({ id, name: VOICE_NAMES[id], isNeeded: false })),
          { id: NOT_SAID, name: 'Not said', isNeeded: false },
        ];
  const cells = await loadCells(db, assessment.id, by, asOf);
  const inColumns = (statement: StatementId | null) =>
    columns.map(({ id }) => cells.get(statement)?.get(id) ?? NO_EVIDENCE);
  return {
    assessment,
    coverage: {
      by,
      columns,
      rows: statements.map(({ id, name, strength }) => ({
        id,
        name,
        strength: strength.level,
        cells: inColumns(id),
      })),
      onAny: inColumns(null),
    },
  };
}

type Cells = ReadonlyMap<StatementId | null, ReadonlyMap<string, CoverageCell>>;

/** The cells of each statement and, for null, of all together, with each item once. */
function loadCells(db: CouncilRead, assessmentId: string, by: CoverageAxis, asOf: Date): Promise<Cells> {
  const of = `${assessmentId} ${londonDay(asOf)}`;
  return cacheByAuditHead(db, { name: `coverage by ${by}`, of }, async () => {
    const items = Object.entries(await loadAllProof(db, assessmentId)).map(
      ([statement, of]) => [statement, of?.proof.attached ?? []] as const,
    );
    const onAny = new Map(items.flatMap(([, attached]) => attached.map((item) => [item.number, item])));
    return new Map<StatementId | null, ReadonlyMap<string, CoverageCell>>([
      [null, cellsOf(onAny.values(), by, asOf)],
      ...items.map(([statement, attached]) => [statement, cellsOf(attached, by, asOf)] as const),
    ]);
  });
}
