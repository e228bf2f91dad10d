import 'server-only';
import { requireRoom } from '#lib/kernel/limits.ts';
import type { CouncilContext, LinkContext } from '#lib/platform/access/context.ts';
import { auditedWrite, unchanged, writeAs } from '#lib/platform/audit/write.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import type { LinkedCopy } from '#lib/record/links/gate.ts';
import {
  activeLinkWhere,
  type LinkKind,
  lastDayOfLink,
  MAX_LINKS,
  oldestActiveStart,
  REOPEN_WINDOW_MS,
} from '#lib/record/links/rules.ts';
import { newLinkToken } from '#lib/record/links/token.ts';

const EVENTS = {
  board_paper: { withdrawn: 'paper.withdrawn', opened: 'paper.opened' },
  pack: { withdrawn: 'pack-copy.withdrawn', opened: 'pack-copy.opened' },
  calendar: { withdrawn: 'calendar.withdrawn', opened: 'calendar.opened' },
  plan: { withdrawn: 'plan.withdrawn', opened: 'plan.opened' },
  plan_board: { withdrawn: 'plan-board.withdrawn', opened: 'plan-board.opened' },
} as const satisfies Record<LinkKind, unknown>;

/** A new link. Only its maker ever sees the token. */
export type CreatedLink = {
  readonly id: string;
  readonly token: string;
  readonly forWhom: string;
  /** A calendar date: the link works until the end of this day. */
  readonly lastDay: string;
};

type NewLink = Pick<LinkedCopy, 'content' | 'contentHash' | 'audit' | 'madeAt' | 'expiresAt'> & {
  readonly kind: LinkKind;
  readonly forWhom: string;
};

/**
 * Creates a link to this content. Only a hash of its token is stored.
 *
 * @throws LimitReachedError if the council has reached its limit of links for thirty days
 */
export async function createLink({ tx, context }: CouncilWrite, link: NewLink): Promise<CreatedLink> {
  const { kind, forWhom, content, contentHash, audit, madeAt, expiresAt } = link;
  const councilId = context.council.id;
  const recent = { councilId, createdAt: { gt: oldestActiveStart(madeAt) } };
  requireRoom(MAX_LINKS, await tx.link.count({ where: recent }));
  const { token, tokenHash } = newLinkToken();
  const { id } = await tx.link.create({
    data: {
      councilId,
      kind,
      tokenHash,
      forWhom,
      content,
      contentHash,
      auditSeq: audit.seq,
      auditHash: audit.hash,
      createdById: context.person.id,
      createdAt: madeAt,
      expiresAt,
    },
    select: { id: true },
  });
  return { id, token, forWhom, lastDay: lastDayOfLink(expiresAt) };
}

export type WithdrawResult = { readonly outcome: 'withdrawn' | 'unchanged' | 'not found' };

/** Ends a link of this kind with immediate effect. */
export function withdrawLink(context: CouncilContext, kind: LinkKind, id: string): Promise<WithdrawResult> {
  return auditedWrite<WithdrawResult>(context, 'links:manage', async ({ tx }) => {
    const where = { id, councilId: context.council.id, kind };
    const { count } = await tx.link.updateMany({
      where: { ...where, withdrawnAt: null },
      data: { withdrawnAt: context.now(), withdrawnById: context.person.id },
    });
    const link = await tx.link.findFirst({ where, select: { forWhom: true } });
    if (!link) return unchanged({ outcome: 'not found' });
    if (count === 0) return unchanged({ outcome: 'unchanged' });
    return {
      result: { outcome: 'withdrawn' },
      event: { type: EVENTS[kind].withdrawn, subject: id, data: { forWhom: link.forWhom } },
    };
  });
}

/**
 * Counts and records the opening of a link of this kind, at most once an hour. Of a calendar, which programs ask for all
 * day, only the first opening is recorded. False if the link no longer works: nothing is recorded, and the caller must show
 * nothing.
 */
export function recordOpening(context: LinkContext, kind: LinkKind, id: string): Promise<boolean> {
  return writeAs<boolean>(context, async (tx) => {
    const now = context.now();
    const where = { id, councilId: context.council.id, ...activeLinkWhere(kind, now) };
    const { count } = await tx.link.updateMany({
      where: {
        ...where,
        OR: [{ lastOpenedAt: null }, { lastOpenedAt: { lte: new Date(now.getTime() - REOPEN_WINDOW_MS) } }],
      },
      data: { opened: { increment: 1 }, lastOpenedAt: now },
    });
    const link = await tx.link.findFirst({ where, select: { forWhom: true, opened: true } });
    if (!link) return unchanged(false);
    if (count === 0 || (kind === 'calendar' && link.opened > 1)) return unchanged(true);
    return {
      result: true,
      event: { type: EVENTS[kind].opened, subject: id, data: { forWhom: link.forWhom } },
    };
  });
}
