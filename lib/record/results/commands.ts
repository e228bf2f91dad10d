import 'server-only';
import { activeFilters } from '#lib/kernel/active-filters.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedExport, auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import type { ResultFacts } from '#lib/record/results/facts.ts';
import { readResultsFilter } from '#lib/record/results/filter.ts';
import { loadListing, loadResults } from '#lib/record/results/queries.ts';
import { type ResultsView, resultsView } from '#lib/record/results/results-view.ts';
import { parseResultId, resultName } from '#lib/record/results/rules.ts';
import { readResultsSort } from '#lib/record/results/sort.ts';

/** A result that replaces a shipped one, or is added to the list. Null: there is none any more. */
type Correction = { readonly id: string; readonly after: ResultFacts | null };

/** Saves corrections, replacing earlier ones. Part of a command that has called `lockResults`. */
export async function storeCorrections(
  { tx, context }: CouncilWrite,
  corrections: readonly Correction[],
): Promise<void> {
  const councilId = context.council.id;
  const rows = corrections.map(({ id, after }) => {
    const parts = parseResultId(id);
    if (!parts) throw new Error(`${id} names no result`);
    return { ...parts, after };
  });
  await tx.$executeRaw`
    delete from result_corrections
     where council_id = ${councilId}::uuid and (gss_code, kind) in (
             select * from unnest(${rows.map((row) => row.gssCode)}::text[], ${rows.map((row) => row.kind)}::text[]))`;
  const by = { correctedById: context.person.id, correctedAt: context.now() };
  await tx.resultCorrection.createMany({
    data: rows.flatMap(({ after, ...parts }) => (after ? [{ councilId, ...parts, ...after, ...by }] : [])),
  });
}

export type RemoveResult = { readonly outcome: 'removed' | 'not found' };

/** Removes a correction, which restores the shipped result if there is one. */
export function removeCorrection(context: CouncilContext, id: string): Promise<RemoveResult> {
  return auditedWrite<RemoveResult>(context, 'results:manage', async (db) => {
    await lockResults(db);
    const held = (await loadResults(db)).find((row) => row.id === id);
    if (held?.origin.kind !== 'corrected') return unchanged({ outcome: 'not found' });
    await storeCorrections(db, [{ id, after: null }]);
    return {
      result: { outcome: 'removed' },
      event: {
        type: 'results.correction-removed',
        subject: id,
        data: {
          id,
          council: resultName(held.council, id),
          before: held.facts,
          after: held.origin.before?.facts ?? null,
        },
      },
    };
  });
}

/** Exports the results shown under these filters, and records the export. */
export function exportResults(
  context: CouncilContext,
  query: Readonly<Record<string, unknown>>,
): Promise<ResultsView> {
  return auditedExport<ResultsView>(context, 'results:view', async (db) => {
    const listing = await loadListing(db);
    const view = resultsView(
      listing,
      readResultsFilter(query, listing.authorities),
      readResultsSort(query, listing.framework),
    );
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

/** Serialises changes to the list, so that each is based on the result of the one before. */
export async function lockResults({ tx, context: { council } }: CouncilWrite): Promise<void> {
  await lockInCouncil(tx, council.id, 'results');
}
