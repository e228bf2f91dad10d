import { ACTION_IMPORT_COLUMNS } from '#lib/exchange/imports/action-list.ts';
import { importActions } from '#lib/exchange/imports/commands.ts';
import { previewActions } from '#lib/exchange/imports/queries.ts';
import { readCsv } from '#lib/kernel/csv.ts';
import * as routes from '#lib/kernel/routes.ts';
import { updateAction } from '#lib/record/improvement/commands.ts';
import { getActionToUpdate } from '#lib/record/improvement/queries.ts';
import { MAX_ACTIONS } from '#lib/record/improvement/rules.ts';
import { progressInput } from '#tests/integration/council-factory.ts';
import type { BenchCouncil } from './data.ts';
import { benchGrown } from './grown.ts';
import type { Row } from './measure.ts';

const [FEW, MANY] = [20, 500];
/** In both plans. */
const CHANGED = 20;

/** Rows for a plan of 500 actions against one of 20: table, board, an action, the overview, and each after an update. */
export async function benchPlan(
  origin: string,
  councils: Readonly<Record<'few' | 'many', BenchCouncil>>,
): Promise<Row[]> {
  await makePlan(councils.few, FEW);
  await makePlan(councils.many, MANY);
  return benchGrown(origin, councils, {
    pages: {
      'The improvement plan': (slug) => routes.improvement(slug),
      'The board of the plan': (slug) => routes.improvement(slug, { view: 'board' }),
      'An action of the plan': (slug) => routes.action(slug, 10),
      'The overview with a plan': routes.council,
    },
    amounts: `of ${MANY} actions, and of ${FEW}`,
    change: updated,
  });
}

async function updated({ lead }: BenchCouncil): Promise<void> {
  const action = await getActionToUpdate(lead, CHANGED);
  await updateAction(
    lead,
    progressInput({ action: CHANGED, version: action?.version ?? 0, actionState: 'under_way' }),
  );
}

async function makePlan({ lead }: BenchCouncil, actions: number): Promise<void> {
  const rows = Array.from(
    { length: actions },
    (_, index) => `Shorter waits ${index + 1},High,Somebody else,1/9/2026,Assessing needs: 3,E1`,
  );
  const text = ['Action,Priority,Owner,Start date,Quality statements,Evidence', ...rows].join('\n');
  const file = readCsv(text, ACTION_IMPORT_COLUMNS, MAX_ACTIONS.max);
  const tried = await previewActions(lead, file);
  const imported = await importActions(lead, file, tried.ok ? tried.fingerprint : '');
  if (imported.outcome !== 'imported') throw new Error(`The plan was not made: ${imported.outcome}`);
}
