import 'server-only';
import { activeFilters } from '#lib/kernel/active-filters.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedExport, auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { heldResults, listingOf } from '#lib/record/results/queries.ts';
import {
  nameOfResult,
  partsOfId,
  type ResultFacts,
  type ResultsView,
  readResultsFilter,
  resultsView,
} from '#lib/record/results/rules.ts';

/** What stands in place of a shipped result, or beside them. */
type Correction = { readonly id: string; readonly after: ResultFacts };

/** Keeps these in place of what the council held of them. Part of a command that has locked the results. */
export async function keepCorrections(
  { tx, context }: CouncilWrite,
  corrections: readonly Correction[],
): Promise<void> {
  for (const { id, after } of corrections) {
    const parts = partsOfId(id);
    if (!parts) throw new Error(`${id} names no result`);
    const key = { councilId: context.council.id, ...parts };
    const held = { ...after, correctedById: context.person.id, correctedAt: context.now() };
    await tx.resultCorrection.upsert({
      where: { councilId_gssCode_isPilot: key },
      create: { ...key, ...held },
      update: held,
      select: { gssCode: true },
    });
  }
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
    const view = resultsView(listing, readResultsFilter(query, listing));
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
export async function lockResults({ tx, context: { council } }: CouncilWrite): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('results:' || ${council.id}, 0))`;
}
