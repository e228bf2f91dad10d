import 'server-only';
import type { ImportKind } from '#lib/exchange/imports/run-import.ts';
import { type PlannedSession, planSessions } from '#lib/exchange/imports/session-list.ts';
import { loadSessions } from '#lib/record/visits/queries.ts';

/** The import of sessions into the visit of an inspection. */
export function sessionImport(inspection: {
  readonly id: string;
  readonly number: number;
}): Pick<ImportKind<string, string, PlannedSession>, 'plan' | 'step'> {
  return {
    plan: async (db, rows) =>
      planSessions(inspection.number, rows, await loadSessions(db, { inspectionId: inspection.id })),
    step: ({ line, after }) => [line, after],
  };
}
