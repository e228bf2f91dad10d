import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import type { Digest } from '#lib/work/notices/rules.ts';

export type NoticeResult = { readonly outcome: 'done' | 'unchanged' | 'not found' };

/** Marks one of the person's notices as read. No event, because the council's record does not change. */
export function markNoticeRead(context: CouncilContext, id: string): Promise<NoticeResult> {
  return auditedWrite<NoticeResult>(context, 'notice:read', async ({ tx }) => {
    const own = { id, councilId: context.council.id, personId: context.person.id };
    const { count } = await tx.notice.updateMany({
      where: { ...own, readAt: null },
      data: { readAt: context.now() },
    });
    if (count > 0) return unchanged({ outcome: 'done' });
    const known = await tx.notice.count({ where: own });
    return unchanged({ outcome: known > 0 ? 'unchanged' : 'not found' });
  });
}

/** Marks the person's notices as read up to the newest one on the page. Later ones stay unread. */
export function markAllNoticesRead(context: CouncilContext, newest: string): Promise<NoticeResult> {
  return auditedWrite<NoticeResult>(context, 'notice:read', async ({ tx }) => {
    const own = { councilId: context.council.id, personId: context.person.id };
    const last = await tx.notice.findFirst({ where: { ...own, id: newest }, select: { createdAt: true } });
    if (!last) return unchanged({ outcome: 'not found' });
    const { count } = await tx.notice.updateMany({
      where: { ...own, readAt: null, createdAt: { lte: last.createdAt } },
      data: { readAt: context.now() },
    });
    return unchanged({ outcome: count > 0 ? 'done' : 'unchanged' });
  });
}

/** Sets how often the person gets email about their unread notices in this council. */
export function setDigest(context: CouncilContext, digest: Digest): Promise<NoticeResult> {
  return auditedWrite<NoticeResult>(context, 'notice:read', async ({ tx }) => {
    const where = { councilId: context.council.id, personId: context.person.id };
    const before = await tx.membership.findUniqueOrThrow({
      where: { councilId_personId: where },
      select: { digest: true },
    });
    const { count } = await tx.membership.updateMany({
      where: { ...where, digest: { not: digest } },
      data: { digest },
    });
    if (count === 0) return unchanged({ outcome: 'unchanged' });
    return {
      result: { outcome: 'done' },
      event: {
        type: 'member.digest-set',
        subject: context.person.id,
        data: { name: context.person.name, before: before.digest, after: digest },
      },
    };
  });
}
