import 'server-only';
import { activeFilters } from '#lib/kernel/active-filters.ts';
import type { CsvProblem } from '#lib/kernel/csv.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedExport, auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { heldResults, listingOf, plannedImport } from '#lib/record/results/queries.ts';
import {
  filterOf,
  nameOfResult,
  partsOfId,
  type ResultsView,
  resultsView,
} from '#lib/record/results/rules.ts';
import type { PlannedChange, ResultFileRow } from '#lib/record/results/schema.ts';

export type ImportResult =
  | { readonly outcome: 'imported'; readonly changes: number }
  | { readonly outcome: 'refused'; readonly problems: readonly CsvProblem[] }
  /** The list is another than the one that the plan with that fingerprint was made for. */
  | { readonly outcome: 'conflict'; readonly plan: readonly PlannedChange[]; readonly fingerprint: string };

/**
 * Puts the rows of a file in place of what the council held of them, or beside it: all or none. `fingerprint` is that of the
 * plan that was agreed to; where the file would now do anything else, nothing is done. A row that says what is held
 * already is left as it is.
 */
export function importResults(
  context: CouncilContext,
  rows: readonly ResultFileRow[],
  fingerprint: string,
): Promise<ImportResult> {
  return auditedWrite<ImportResult>(context, 'results:manage', async (db) => {
    await lockResults(db);
    const checked = await plannedImport(db, rows, context.now());
    if (!checked.ok) {
      return unchanged({ outcome: 'refused', problems: checked.problems });
    }
    const { plan } = checked;
    const changes = plan.filter(({ change }) => change !== 'unchanged');
    // Before the fingerprint: a form that was sent twice finds its own work done, which is nobody else's change.
    if (changes.length === 0) return unchanged({ outcome: 'imported', changes: 0 });
    if (checked.fingerprint !== fingerprint) {
      return unchanged({ outcome: 'conflict', plan, fingerprint: checked.fingerprint });
    }
    for (const { id, after } of changes) await keepCorrection(db, id, after);
    return {
      result: { outcome: 'imported', changes: changes.length },
      event: {
        type: 'results.imported',
        subject: 'results',
        data: {
          changes: changes.map(({ id, council, before, after }) => ({
            id,
            council: nameOfResult(council, id),
            before,
            after,
          })),
        },
      },
    };
  });
}

async function keepCorrection(
  { tx, context }: CouncilWrite,
  id: string,
  facts: PlannedChange['after'],
): Promise<void> {
  const parts = partsOfId(id);
  if (!parts) throw new Error(`${id} names no result`);
  const key = { councilId: context.council.id, ...parts };
  const held = { ...facts, correctedById: context.person.id, correctedAt: context.now() };
  await tx.resultCorrection.upsert({
    where: { councilId_gssCode_isPilot: key },
    create: { ...key, ...held },
    update: held,
    select: { gssCode: true },
  });
}

export type RemoveResult = { readonly outcome: 'removed' | 'not found' };

/** Takes a correction away: the shipped row stands again, or none where there was none. */
export function removeCorrection(context: CouncilContext, id: string): Promise<RemoveResult> {
  return auditedWrite<RemoveResult>(context, 'results:manage', async (db) => {
    const { tx } = db;
    await lockResults(db);
    const parts = partsOfId(id);
    const held = (await heldResults(db)).find((row) => row.id === id);
    if (!parts || held?.origin.kind !== 'corrected') {
      return unchanged({ outcome: 'not found' });
    }
    await tx.resultCorrection.deleteMany({ where: { councilId: context.council.id, ...parts } });
    return {
      result: { outcome: 'removed' },
      event: {
        type: 'results.correction-removed',
        subject: id,
        data: {
          id,
          council: nameOfResult(held.council, id),
          before: held.facts,
          after: held.origin.before?.facts ?? null,
        },
      },
    };
  });
}

/** What the page shows under these filters, recorded as leaving the service. */
export function exportResults(
  context: CouncilContext,
  query: Readonly<Record<string, unknown>>,
): Promise<ResultsView> {
  return auditedExport<ResultsView>(context, 'results:view', async (db) => {
    const listing = await listingOf(db);
    const view = resultsView(listing, filterOf(query, listing));
    return {
      result: view,
      event: {
        type: 'results.exported',
        subject: 'results',
        data: { filter: activeFilters(view.filter), count: view.results.length },
      },
    };
  });
}

/** Changes of the list take turns, so that each is planned on what the one before left. */
async function lockResults({ tx, context: { council } }: CouncilWrite): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('results:' || ${council.id}, 0))`;
}
