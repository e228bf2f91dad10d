import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, read } from '#lib/platform/db/read.ts';
import type { SavedView } from '#lib/record/views/rules.ts';

/** The person's own views and those shared with the council, by name. */
export async function loadViews({ tx, context }: CouncilRead): Promise<readonly SavedView[]> {
  return tx.$queryRaw<SavedView[]>`
    select v.id::text, v.name, v.query, v.shared, v.person_id = ${context.person.id}::uuid as mine, p.name as by
      from evidence_views v join people p on p.id = v.person_id
     where v.council_id = ${context.council.id}::uuid and (v.shared or v.person_id = ${context.person.id}::uuid)
     order by v.name collate name_order, v.id`;
}

export async function listViews(context: CouncilContext): Promise<readonly SavedView[]> {
  requirePermission(context, 'evidence:view');
  return read(context, loadViews);
}

/** Null if the person does not see such a view. */
export async function getView(context: CouncilContext, id: string): Promise<SavedView | null> {
  return (await listViews(context)).find((view) => view.id === id) ?? null;
}
