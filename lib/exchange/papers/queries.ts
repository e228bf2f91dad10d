import 'server-only';
import {
  activeLinkWhere,
  isLinkId,
  LINKS_SHOWN,
  type LinkState,
  linkState,
  type ShownDashboard,
  sealDashboard,
} from '#lib/exchange/papers/rules.ts';
import { dashboardIn } from '#lib/insight/dashboard/queries.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { headOf } from '#lib/platform/db/audit-head.ts';
import { type CouncilRead, read } from '#lib/platform/db/read.ts';
import { hiddenScores } from '#lib/record/challenge/queries.ts';

/** A dashboard to make a paper of, sealed, with the head of the history at that moment. */
export type PaperContent = {
  readonly assessmentId: string;
  readonly dashboard: ShownDashboard;
  readonly content: string;
  readonly contentHash: string;
  readonly audit: { readonly seq: number; readonly hash: string };
};

/** Null when no assessment is open. Nobody from whom a score is hidden gets a paper. In the caller's transaction. */
async function paperContentIn(db: CouncilRead, asOf: Date): Promise<PaperContent | 'scores hidden' | null> {
  const { tx, context } = db;
  const open = await dashboardIn(db, asOf);
  if (!open) return null;
  const { figures, ...rest } = open.dashboard;
  if (!figures) return 'scores hidden';
  const audit = await headOf(tx, context);
  if (!audit) throw new Error('The council has no history');
  const dashboard = { ...rest, figures };
  return { assessmentId: open.assessment.id, dashboard, ...sealDashboard(dashboard), audit };
}

/** What the board paper says now, read at one moment. */
export async function getPaper(
  context: CouncilContext,
  asOf: Date,
  permission: 'paper:export' | 'paper:share' = 'paper:export',
): Promise<PaperContent | 'scores hidden' | null> {
  requirePermission(context, permission);
  return read(context, (db) => paperContentIn(db, asOf));
}

export type PaperLinkView = {
  readonly id: string;
  readonly forWhom: string;
  readonly by: string;
  readonly at: Date;
  readonly expiresAt: Date;
  readonly state: LinkState;
  readonly withdrawn: { readonly by: string; readonly at: Date } | null;
  /** As often as that is counted, and when that was last. */
  readonly opened: number;
  readonly lastOpenedAt: Date | null;
};

/** What a paper would be made of. */
export type PaperPlace = {
  readonly name: string;
  readonly isBlind: boolean;
  /** From this person: then they can make none. */
  readonly isHidden: boolean;
};

/** Null when no assessment is open. */
export async function getPaperPlace(context: CouncilContext): Promise<PaperPlace | null> {
  requirePermission(context, 'paper:share');
  return read(context, (db) => paperPlaceIn(db));
}

async function paperPlaceIn(db: CouncilRead): Promise<PaperPlace | null> {
  const { tx, context } = db;
  const assessment = await tx.assessment.findFirst({
    where: { councilId: context.council.id, status: 'open' },
    select: { id: true, name: true, blindChallenge: true },
  });
  if (!assessment) return null;
  const hidden = await hiddenScores(db, assessment.id);
  return { name: assessment.name, isBlind: assessment.blindChallenge, isHidden: hidden.length > 0 };
}

export type PaperLinksView = {
  /** `LINKS_SHOWN` at most. Those that work come first, then those that expired, then those withdrawn. */
  readonly links: readonly PaperLinkView[];
  /** How many more there are. */
  readonly unlisted: number;
  readonly open: PaperPlace | null;
};

/** The links to board papers that were made, and what the next would be made of. */
export async function listPaperLinks(context: CouncilContext, asOf: Date): Promise<PaperLinksView> {
  requirePermission(context, 'paper:share');
  return read(context, async (db) => {
    const { tx } = db;
    const links = await linksIn(db, asOf);
    const count =
      links.length < LINKS_SHOWN
        ? links.length
        : await tx.paperLink.count({ where: { councilId: context.council.id } });
    return { links, unlisted: count - links.length, open: await paperPlaceIn(db) };
  });
}

/** One of them. Null when there is none of that id. */
export async function getPaperLink(
  context: CouncilContext,
  id: string,
  asOf: Date,
): Promise<PaperLinkView | null> {
  requirePermission(context, 'paper:share');
  if (!isLinkId(id)) return null;
  const [link] = await read(context, (db) => linksIn(db, asOf, id));
  return link ?? null;
}

/** How many links work that this member made: they go on working when the member is disabled. */
export async function countLinksOf(context: CouncilContext, person: string): Promise<number> {
  requirePermission(context, 'members:manage');
  return read(context, ({ tx }) =>
    tx.paperLink.count({
      where: { councilId: context.council.id, createdById: person, ...activeLinkWhere(context.now()) },
    }),
  );
}

async function linksIn(
  { tx, context }: CouncilRead,
  asOf: Date,
  id?: string,
): Promise<readonly PaperLinkView[]> {
  const rows = await tx.paperLink.findMany({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, ...(id === undefined ? {} : { id }) },
    orderBy: [
      { withdrawnAt: { sort: 'desc', nulls: 'first' } },
      { expiresAt: 'desc' },
      { createdAt: 'desc' },
      { id: 'desc' },
    ],
    take: LINKS_SHOWN,
    select: {
      id: true,
      forWhom: true,
      createdAt: true,
      expiresAt: true,
      withdrawnAt: true,
      opened: true,
      lastOpenedAt: true,
      createdBy: { select: { person: { select: { name: true } } } },
      withdrawnBy: { select: { person: { select: { name: true } } } },
    },
  });
  return rows.map(({ createdBy, withdrawnBy, createdAt, withdrawnAt, ...row }) => ({
    ...row,
    by: createdBy.person.name,
    at: createdAt,
    state: linkState({ expiresAt: row.expiresAt, withdrawnAt }, asOf),
    withdrawn: withdrawnAt && withdrawnBy ? { by: withdrawnBy.person.name, at: withdrawnAt } : null,
  }));
}
