import 'server-only';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { isOfUnowned } from '#lib/platform/audit/notices.ts';
import type { Transaction } from '#lib/platform/db/client.ts';
import type { Prisma } from '#lib/platform/db/generated/client.ts';
import { read } from '#lib/platform/db/read.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';
import { nameOfStep } from '#lib/record/inspections/rules.ts';
import {
  type ActionNotice,
  type Digest,
  describeNotice,
  type InspectionNotice,
  type NoticeFacts,
  pageOf,
} from '#lib/work/notices/rules.ts';

export type NoticeView = {
  readonly id: string;
  readonly text: string;
  /** Null if the person may no longer open the page. */
  readonly href: string | null;
  readonly at: Date;
  readonly unread: boolean;
};

export type NoticesPage = {
  readonly notices: readonly NoticeView[];
  readonly unread: number;
  readonly page: number;
  readonly pages: number;
  readonly digest: Digest;
};

const PAGE_SIZE = 25;

/** One page of the person's own notices, newest first, and their email preference. */
export async function listNotices(context: CouncilContext, asked: number): Promise<NoticesPage> {
  requirePermission(context, 'notice:read');
  const own = { councilId: context.council.id, personId: context.person.id };
  return read(context, async ({ tx }) => {
    const total = await tx.notice.count({ where: own });
    const unread = await tx.notice.count({ where: { ...own, readAt: null } });
    const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
    const page = asked <= pages ? asked : 1;
    const membership = await tx.membership.findUniqueOrThrow({
      where: { councilId_personId: own },
      select: { digest: true },
    });
    const notices = await loadNotices(tx, own, {
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: (page - 1) * PAGE_SIZE,
      take: PAGE_SIZE,
    });
    return {
      notices: notices.map(({ id, at, unread: isUnread, ...facts }) => ({
        id,
        text: describeNotice(facts),
        href: pageOf(context, context.council.slug, facts),
        at,
        unread: isUnread,
      })),
      unread,
      page,
      pages,
      digest: membership.digest,
    };
  });
}

type DescribedNotice = NoticeFacts & { readonly id: string; readonly at: Date; readonly unread: boolean };

/** Notices with the names needed to describe them. In the caller's transaction. */
export async function loadNotices(
  tx: Transaction,
  where: Prisma.NoticeWhereInput,
  part: Pick<Prisma.NoticeFindManyArgs, 'orderBy' | 'skip' | 'take'>,
): Promise<readonly DescribedNotice[]> {
  const rows = await tx.notice.findMany({
    relationLoadStrategy: 'join',
    where,
    ...part,
    select: {
      id: true,
      kind: true,
      statement: true,
      detail: true,
      key: true,
      covers: true,
      createdAt: true,
      readAt: true,
      actor: { select: { person: { select: { name: true } } } },
      assessment: { select: { name: true, number: true, status: true } },
      evidenceItem: { select: { number: true } },
      inspection: {
        select: {
          ...{ number: true, name: true, kind: true },
          steps: { select: { key: true, name: true } },
          returns: { select: { number: true, name: true } },
        },
      },
      action: {
        select: { number: true, title: true, milestones: { select: { key: true, title: true } } },
      },
    },
  });
  return rows.map((row) => ({
    id: row.id,
    at: row.createdAt,
    unread: row.readAt === null,
    kind: row.kind,
    by: row.actor?.person.name ?? null,
    assessmentName: row.assessment?.name ?? null,
    statement: row.statement,
    reference: row.evidenceItem ? referenceOf(row.evidenceItem.number) : null,
    inspection: row.inspection && inspectionNotice(row.inspection, row),
    action: row.action && actionNotice(row.action, row),
    detail: row.detail,
    many: row.covers.length,
    unowned: isOfUnowned(row.key),
    closedCycle: row.assessment?.status === 'closed' ? row.assessment.number : null,
  }));
}

type InspectionRow = Parameters<typeof nameOfStep>[0] &
  Pick<InspectionNotice, 'number' | 'name'> & {
    readonly returns: readonly { readonly number: number; readonly name: string }[];
  };

/** `detail`: the date, and of a step its key, of items of a list its number and how many. */
function inspectionNotice(
  { number, name, kind, steps, returns }: InspectionRow,
  { kind: noticed, detail }: Pick<NoticeFacts, 'kind' | 'detail'>,
): InspectionNotice {
  const [day = '', key = '', items] = detail.split(' ');
  const dueOn = day as CalendarDate;
  const about = { number, name, step: null, list: null };
  if (noticed === 'step_due' || noticed === 'step_overdue')
    return { ...about, step: { name: nameOfStep({ kind, steps }, key), dueOn } };
  const list = returns.find((one) => one.number === Number(key));
  if ((noticed !== 'return_due' && noticed !== 'return_overdue') || !list) return about;
  return { ...about, list: { number: list.number, name: list.name, items: Number(items), dueOn } };
}

type ActionRow = Pick<ActionNotice, 'number' | 'title'> & {
  readonly milestones: readonly { readonly key: number; readonly title: string }[];
};

/** `detail`: the date, and of a milestone its key. */
function actionNotice(
  { number, title, milestones }: ActionRow,
  { detail }: Pick<NoticeFacts, 'detail'>,
): ActionNotice {
  const [day = '', key = ''] = detail.split(' ');
  const milestone = milestones.find((one) => one.key === Number(key));
  return {
    ...{ number, title },
    milestone: key === '' ? null : (milestone?.title ?? 'a milestone that was removed'),
    dueOn: day === '' ? null : (day as CalendarDate),
  };
}
