import 'server-only';
import {
  type ClosingRequest,
  loadLastClosingStep,
  loadUndoableClosing,
  requestIn,
  type UndoableClosing,
} from '#lib/history/closings/queries.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { read } from '#lib/platform/db/read.ts';
import { type CycleSummary, loadCycles } from '#lib/work/cycles/queries.ts';

export type CycleList = {
  /** Newest first. */
  readonly cycles: readonly CycleSummary[];
  /** The request, if a director has been asked to close the open cycle. */
  readonly waiting: ClosingRequest | null;
  readonly undoable: UndoableClosing | null;
};

/** All cycles of the council, and whether a closing has been requested or can be undone. */
export async function listCycles(context: CouncilContext): Promise<CycleList> {
  requirePermission(context, 'assessment:view');
  return read(context, async (db) => {
    const cycles = await loadCycles(db);
    const open = cycles.find(({ closed }) => closed === null);
    const last = open && (await loadLastClosingStep(db, open.id));
    return {
      cycles,
      waiting: last ? requestIn(last) : null,
      undoable: open ? await loadUndoableClosing(db, open.id) : null,
    };
  });
}
