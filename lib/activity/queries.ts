import 'server-only';
import { type Description, inWords } from '#lib/activity/rules.ts';
import type { AuditEvent } from '#lib/audit/events.ts';
import type { CouncilContext } from '#lib/auth/context.ts';
import { ROLE_NAMES, type Role, requirePermission } from '#lib/auth/permissions.ts';
import { read } from '#lib/db/read.ts';

export type ActivityEntry = Description & {
  readonly seq: number;
  readonly at: Date;
  readonly by: string;
  readonly role: string;
};

export type ActivityPage = {
  readonly entries: readonly ActivityEntry[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
};

export const PAGE_SIZE = 50;

/** One page of what happened in the council, newest first. A page number past the end gives page 1. */
export async function listActivity(context: CouncilContext, page: number): Promise<ActivityPage> {
  requirePermission(context, 'activity:view');
  const councilId = context.council.id;
  return read(context, async (tx) => {
    const head = await tx.auditEvent.findFirst({
      where: { councilId },
      orderBy: { seq: 'desc' },
      select: { seq: true },
    });
    // The sequence has no gaps, so its head is the count.
    const total = head?.seq ?? 0;
    const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
    const current = Number.isInteger(page) && page >= 1 && page <= pages ? page : 1;
    const rows = await tx.auditEvent.findMany({
      where: { councilId, seq: { lte: total - (current - 1) * PAGE_SIZE } },
      orderBy: { seq: 'desc' },
      take: PAGE_SIZE,
      select: {
        seq: true,
        at: true,
        actorName: true,
        actorRole: true,
        type: true,
        subject: true,
        data: true,
      },
    });
    const entries = rows.map(({ seq, at, actorName, actorRole, ...event }) => ({
      seq,
      at,
      by: actorName,
      role: ROLE_NAMES[actorRole as Role] ?? 'System',
      ...inWords(event as unknown as AuditEvent),
    }));
    return { entries, total, page: current, pages };
  });
}
