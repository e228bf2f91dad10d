import 'server-only';
import { v7 as uuidv7 } from 'uuid';
import { requireRoom } from '#lib/kernel/limits.ts';
import { fold } from '#lib/kernel/text/fold.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { loadViews } from '#lib/record/views/queries.ts';
import { MAX_VIEWS, mayChangeView, type SavedView } from '#lib/record/views/rules.ts';
import type { ChangeView, SaveView } from '#lib/record/views/schema.ts';

// A view changes nothing in the record, so no event tells of it.

export type SaveViewResult = { readonly outcome: 'saved' | 'name taken' | 'may not share' };

/** Saves a view of the evidence list. The same view under the same name is saved once. */
export function saveView(
  context: CouncilContext,
  { name, query, shared }: SaveView,
): Promise<SaveViewResult> {
  return auditedWrite<SaveViewResult>(context, 'view:save', async (db) => {
    if (shared && !can(context, 'evidence:edit')) return unchanged({ outcome: 'may not share' });
    const views = await lockViews(db);
    const same = withName(views, name);
    if (same) return unchanged({ outcome: same.mine && same.query === query ? 'saved' : 'name taken' });
    requireRoom(MAX_VIEWS, views.filter(({ mine }) => mine).length);
    const [councilId, personId] = [context.council.id, context.person.id];
    await db.tx.evidenceView.create({
      data: { councilId, id: uuidv7(), personId, name, query, shared, madeAt: context.now() },
      select: { id: true },
    });
    return unchanged({ outcome: 'saved' });
  });
}

export type ChangeViewResult = { readonly outcome: 'changed' | 'not found' | 'name taken' | 'may not share' };

/** Renames a view, shares it or stops sharing it. */
export function changeView(
  context: CouncilContext,
  { view: id, name, shared }: ChangeView,
): Promise<ChangeViewResult> {
  return auditedWrite<ChangeViewResult>(context, 'view:save', async (db) => {
    const views = await lockViews(db);
    const view = changeable(db, views, id);
    if (!view) return unchanged({ outcome: 'not found' });
    if (shared && !can(context, 'evidence:edit')) return unchanged({ outcome: 'may not share' });
    if (
      withName(
        views.filter((other) => other !== view),
        name,
      )
    )
      return unchanged({ outcome: 'name taken' });
    await db.tx.evidenceView.update({
      where: { councilId_id: { councilId: context.council.id, id } },
      data: { name, shared },
      select: { id: true },
    });
    return unchanged({ outcome: 'changed' });
  });
}

export type RemoveViewResult = { readonly outcome: 'removed' | 'not found' };

/** Removes a view. Nothing that it showed is changed. */
export function removeView(
  context: CouncilContext,
  { view: id }: { readonly view: string },
): Promise<RemoveViewResult> {
  return auditedWrite<RemoveViewResult>(context, 'view:save', async (db) => {
    if (!changeable(db, await lockViews(db), id)) return unchanged({ outcome: 'not found' });
    await db.tx.evidenceView.delete({
      where: { councilId_id: { councilId: context.council.id, id } },
      select: { id: true },
    });
    return unchanged({ outcome: 'removed' });
  });
}

/** The views that the person sees, so that two people do not use one name at once. */
async function lockViews(db: CouncilWrite): Promise<readonly SavedView[]> {
  await lockInCouncil(db.tx, db.context.council.id, 'views');
  return loadViews(db);
}

function withName(views: readonly SavedView[], name: string): SavedView | undefined {
  return views.find((view) => fold(view.name) === fold(name));
}

function changeable({ context }: CouncilWrite, views: readonly SavedView[], id: string) {
  return views.find((view) => view.id === id && mayChangeView(view, can(context, 'evidence:edit')));
}
