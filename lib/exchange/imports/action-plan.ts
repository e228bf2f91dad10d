import 'server-only';
import {
  ACTION_IMPORT_COLUMNS,
  type PlannedAction,
  planActions,
  readActions,
} from '#lib/exchange/imports/action-list.ts';
import type { ImportKind } from '#lib/exchange/imports/run-import.ts';
import { loadFramework } from '#lib/record/assessments/queries.ts';
import { actionsOf, loadActionMembers, loadLinkable } from '#lib/record/improvement/queries.ts';
import { MAX_ACTIONS } from '#lib/record/improvement/rules.ts';
import { loadMeasures } from '#lib/record/measures/queries.ts';

/** The import of actions into the improvement plan. */
export const ACTION_IMPORT: ImportKind<string, string, PlannedAction> = {
  permission: 'improvement:edit',
  columns: ACTION_IMPORT_COLUMNS,
  maxRows: MAX_ACTIONS.max,
  async plan(db, rows) {
    const actions = await actionsOf(db);
    const given = readActions(rows, actions, {
      framework: await loadFramework(db),
      members: await loadActionMembers(db),
      measures: await loadMeasures(db),
    });
    const linkable = await loadLinkable(
      db,
      given.read.map(({ after }) => after),
    );
    return planActions(given, linkable, actions.length);
  },
  // A figure of a measure is no JSON, and its text is what was given.
  step: ({ line, after: { proofs, ...after } }) => [
    ...[line, after, proofs.map(({ measure, typed }) => [measure, typed])],
  ],
};
