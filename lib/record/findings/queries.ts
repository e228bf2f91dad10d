import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, cacheByAuditHead, read } from '#lib/platform/db/read.ts';
import { loadFramework } from '#lib/record/assessments/queries.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';
import type { Finding } from '#lib/record/findings/rules.ts';
import { loadReports } from '#lib/record/published-reports/queries.ts';
import type { PublishedReport } from '#lib/record/published-reports/rules.ts';

export type { Finding };

/** Every finding, the newest first. */
export async function listFindings(context: CouncilContext): Promise<readonly Finding[]> {
  requirePermission(context, 'improvement:view');
  return read(context, loadFindings);
}

/** `listFindings`, for a query that has checked the permission. */
export function loadFindings(db: CouncilRead): Promise<readonly Finding[]> {
  return cacheByAuditHead(db, { name: 'findings', of: '' }, () => findingsOf(db));
}

export type FindingToSave = {
  /** Null: a new one. */
  readonly finding: Finding | null;
  /** Reports that it can be of, the latest first. */
  readonly reports: readonly PublishedReport[];
  readonly statements: readonly { readonly value: string; readonly label: string }[];
};

/** A finding in full, or with null what a new one needs. Null: there is none of that number. */
export async function getFindingToSave(
  context: CouncilContext,
  number: number | null,
): Promise<FindingToSave | null> {
  requirePermission(context, 'improvement:view');
  return read(context, async (db) => {
    const finding = number === null ? null : (await loadFindings(db)).find((one) => one.number === number);
    if (finding === undefined) return null;
    const framework = await loadFramework(db);
    return {
      ...{ finding, reports: await loadReports(db) },
      statements: framework.statements.map(({ id, name }) => ({ value: id, label: name })),
    };
  });
}

type FindingRow = Omit<Finding, 'reference' | 'changed'> & {
  readonly evidence: number | null;
  readonly changedBy: string;
  readonly changedAt: Date;
};

/** `number`: one finding alone. */
export async function findingsOf(
  { tx, context }: CouncilRead,
  number: number | null = null,
): Promise<readonly Finding[]> {
  const rows = await tx.$queryRaw<FindingRow[]>`
    select f.number, f.text, f.source::text as source, f.report, f.origin, f.page, e.number as evidence,
           f.found_on::text as "foundOn", f.statement, f.severity::text as severity, f.closed_on::text as "closedOn",
           f.outcome, f.version, c.name as "changedBy", f.changed_at as "changedAt",
           coalesce((select json_agg(json_build_object('number', a.number, 'title', a.title,
                                       'isDone', a.state = 'complete', 'isStopped', a.state = 'stopped')
                                     order by a.number)
                       from action_findings l
                       join improvement_actions a on a.council_id = l.council_id and a.number = l.action
                      where l.council_id = f.council_id and l.finding = f.number), '[]') as actions
      from findings f
      join people c on c.id = f.changed_by_id
      left join evidence_items e on e.council_id = f.council_id and e.id = f.evidence_item_id
     where f.council_id = ${context.council.id}::uuid and (${number}::int is null or f.number = ${number}::int)
     order by f.number desc`;
  return rows.map(({ evidence, changedBy, changedAt, ...finding }) => ({
    ...finding,
    reference: evidence === null ? null : referenceOf(evidence),
    changed: { by: changedBy, at: changedAt },
  }));
}
