import 'server-only';
import { countActivity } from '#lib/history/activity/queries.ts';
import type { ActivityFilter } from '#lib/history/activity/rules.ts';
import { activeFilters } from '#lib/kernel/active-filters.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedExport, auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import { auditHead } from '#lib/platform/db/audit-head.ts';

/** What an export holds: `count` entries, from event `through` down. */
export type ActivityExport = { readonly through: number; readonly count: number };

/** Records that the filtered history leaves the service, before any of it does. */
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
 * Remembers up to which event the person has seen the history; never back, nor past its end. No event: it says what
 * somebody read, changes nothing of the council's work, and would itself be news to everybody else.
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
