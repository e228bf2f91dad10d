import 'server-only';
import { countActivity } from '#lib/history/activity/queries.ts';
import type { ActivityFilter } from '#lib/history/activity/rules.ts';
import { activeFilters } from '#lib/kernel/active-filters.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedExport, auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import { auditHead } from '#lib/platform/db/audit-head.ts';

/** The content of an export: `count` entries, from event `through` down. */
export type ActivityExport = { readonly through: number; readonly count: number };

/** Records an export of the filtered history before any of it is sent. */
export function exportActivity(context: CouncilContext, filter: ActivityFilter): Promise<ActivityExport> {
  return auditedExport<ActivityExport>(context, 'activity:view', async (db) => {
    const { tx } = db;
    const through = (await auditHead(tx, context))?.seq ?? 0;
    const count = await countActivity(db, filter, through);
    return {
      result: { through, count },
      event: {
        type: 'activity.exported',
        subject: 'activity',
        data: { filter: activeFilters(filter), count },
      },
    };
  });
}

export type SeenResult = { readonly outcome: 'seen' };

/**
 * Stores the last event that the person has seen, never lower than before or beyond the end of the chain. No event: it
 * records only what someone has read, and would show as a new change to everyone else.
 */
export function markSeen(context: CouncilContext, through: number): Promise<SeenResult> {
  return auditedWrite<SeenResult>(context, 'activity:view', async ({ tx }) => {
    const head = (await auditHead(tx, context))?.seq ?? 0;
    const seq = Math.min(through, head);
    const key = { councilId: context.council.id, personId: context.person.id };
    if (seq >= 1) {
      await tx.$executeRaw`
        insert into last_looks as l (council_id, person_id, seq, at)
        values (${key.councilId}::uuid, ${key.personId}::uuid, ${seq}, ${context.now()})
        on conflict (council_id, person_id) do update set seq = greatest(l.seq, excluded.seq), at = excluded.at`;
    }
    return unchanged({ outcome: 'seen' });
  });
}
