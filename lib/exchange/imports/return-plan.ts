import 'server-only';
import { type PlannedItem, planList, type ReturnRow } from '#lib/exchange/imports/return-list.ts';
import type { Answers } from '#lib/exchange/imports/rules.ts';
import type { CouncilRead } from '#lib/platform/db/read.ts';
import { loadFramework } from '#lib/record/assessments/queries.ts';
import { loadPossibleOwners } from '#lib/record/returns/queries.ts';
import type { ReturnList } from '#lib/record/returns/rules.ts';

/** How a file is planned into this list. */
export function returnImport(list: ReturnList) {
  return {
    plan: async (db: CouncilRead, rows: readonly ReturnRow[], { answers }: { readonly answers: Answers }) =>
      planList(rows, list, {
        ...{ answers, framework: await loadFramework(db) },
        members: await loadPossibleOwners(db, list),
      }),
    step: ({ before, ...row }: PlannedItem) => [before && [before.key, before.version], row],
  };
}
